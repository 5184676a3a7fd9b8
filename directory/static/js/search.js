// What a script adds to searching: suggestions while typing, the filter sheet, near me, the larger map.
// Everything on the page works without it.

const WAIT = 120; // milliseconds of quiet before asking
const ROUND = 100; // two decimals of a degree, about a kilometre: enough to sort by, too coarse to tell a home

for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);
const filters = document.getElementById("filters");
if (filters) sheet(filters);
for (const place of document.querySelectorAll("[data-near]")) near(place);
document.getElementById("search")?.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name); // a shorter address to keep and send
});
const map = document.getElementById("map");
if (map) largerMap(map);

/* Suggestions: the combobox pattern of ARIA 1.2, a list that the arrow keys walk while the focus stays in the box. */
function suggest(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) input.setAttribute(name, value);

  let timer = 0, asked = "", marked = -1, controller = null;

  // What is still on its way is not wanted any more: a late answer would open a closed list, or move a marked line.
  function stopAsking() {
    clearTimeout(timer);
    controller?.abort();
  }

  function close() {
    stopAsking();
    list.hidden = true;
    marked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    const lines = list.children;
    if (lines[marked]) lines[marked].setAttribute("aria-selected", "false");
    marked = index;
    const line = lines[index];
    if (!line) return input.removeAttribute("aria-activedescendant");
    line.setAttribute("aria-selected", "true");
    line.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", line.id);
  }

  function show(lines) {
    list.replaceChildren(...lines.map((line, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.url = line.url;
      const text = document.createElement("span");
      text.textContent = line.text;
      if (line.lang) text.lang = line.lang;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = line.detail ? `${line.kind}, ${line.detail}` : line.kind;
      item.append(text, " ", kind);
      return item;
    }));
    marked = -1;
    list.hidden = lines.length === 0;
    input.setAttribute("aria-expanded", String(lines.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const text = input.value.trim();
    if (text === asked && !list.hidden) return;
    asked = text;
    stopAsking();
    if (text.length < 2) return close();
    controller = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, {
        headers: { Accept: "application/json" }, signal: controller.signal,
      });
      if (answer.ok && document.activeElement === input) show((await answer.json()).lines);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.children.length) {
      event.preventDefault();
      stopAsking();
      if (list.hidden) { list.hidden = false; input.setAttribute("aria-expanded", "true"); }
      const count = list.children.length + 1; // the box itself is one stop of the round
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(((marked + 1 + step + count) % count) - 1);
    } else if (event.key === "Enter" && marked >= 0) {
      event.preventDefault();
      location.assign(list.children[marked].dataset.url);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[data-url]");
    if (line) location.assign(line.dataset.url);
  });
}

/* The filter sheet of small screens opens by its address (#filters); the keyboard stays inside while it is open. */
function sheet(element) {
  const isOpen = () => location.hash === `#${element.id}` && getComputedStyle(element).position === "fixed";
  const closing = element.querySelector(".close a");
  const opener = document.querySelector(`a[href="#${element.id}"]`);

  function change() {
    const open = isOpen();
    document.body.classList.toggle("sheet-open", open);
    if (open) {
      element.setAttribute("role", "dialog");
      element.setAttribute("aria-modal", "true");
      closing.focus();
    } else {
      element.removeAttribute("role");
      element.removeAttribute("aria-modal");
    }
  }
  window.addEventListener("hashchange", change);
  element.addEventListener("keydown", (event) => {
    if (!isOpen()) return;
    if (event.key === "Escape") { closing.click(); opener?.focus(); }
    if (event.key !== "Tab") return;
    const stops = [...element.querySelectorAll("a, button, input, select, summary")].filter(
      (stop) => !stop.disabled && stop.offsetParent !== null,
    );
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement === edge) {
      event.preventDefault();
      (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
    }
  });
  closing.addEventListener("click", () => setTimeout(() => opener?.focus()));
  change();
}

/* Near me: only when asked for, and only about where. */
function near(place) {
  if (!navigator.geolocation) return;
  place.hidden = false;
  const button = place.querySelector("button");
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const values = new URLSearchParams(new FormData(document.getElementById("search") ?? undefined));
      for (const name of ["place", "county", "scope", "page"]) values.delete(name);
      for (const [name, value] of [...values]) if (!value) values.delete(name);
      values.set("lat", Math.round(coords.latitude * ROUND) / ROUND);
      values.set("lon", Math.round(coords.longitude * ROUND) / ROUND);
      values.set("sort", "nearest");
      location.assign(`${place.dataset.near}?${values}`);
    }, () => {
      button.disabled = false;
      place.querySelector("[role=status]").hidden = false;
    }, { maximumAge: 600000, timeout: 10000 });
  });
}

/* The larger map is fetched only when it is opened. */
function largerMap(panel) {
  const opener = panel.querySelector(".open-map");
  opener.hidden = false;
  opener.querySelector("button").addEventListener("click", async (event) => {
    event.currentTarget.disabled = true;
    const { open } = await import(panel.dataset.mapScript);
    await open(panel);
    opener.remove();
  });
}
