// The choice for the referral slip, kept in this tab only: ticks survive a new search, and nothing is sent anywhere
// before the reader asks for the slip.
(() => {
  const KEY = "slip";
  const read = () => {
    try { return JSON.parse(sessionStorage.getItem(KEY) || "[]").filter((one) => typeof one.id === "string"); } catch { return []; }
  };
  const write = (chosen) => {
    try { sessionStorage.setItem(KEY, JSON.stringify(chosen)); } catch { /* a private window keeps nothing; the form still works */ }
  };

  const page = document.querySelector("[data-slip-page]");
  if (page) {
    // On the slip itself the address is the truth: order and removals made there are taken over.
    const ids = page.dataset.slipPage.split(" ").filter(Boolean);
    const known = new Map(read().map((one) => [one.id, one.title]));
    write(ids.map((id) => ({ id, title: known.get(id) || "" })));
    return;
  }

  const bar = document.querySelector(".slipbar");
  const form = document.getElementById("slip");
  if (!bar || !form) return;
  const most = Number(bar.dataset.most);
  const count = bar.querySelector("[data-slip-count]");
  const names = bar.querySelector("[data-slip-names]");
  const said = bar.querySelector("[data-slip-said]");
  const compare = bar.querySelector("[data-slip-compare]");
  const hint = names.textContent;
  let chosen = read();

  const boxes = () => [...document.querySelectorAll('input[name="a"][form="slip"]')];
  const titleOf = (box) => {
    const said = box.closest("label").querySelector(".vh"); // ": name" for those who hear the page
    return said ? said.textContent.replace(/^: /, "").trim() : "";
  };
  const draw = () => {
    const shown = new Set(boxes().map((box) => box.value));
    const ids = new Set(chosen.map((one) => one.id));
    for (const box of boxes()) {
      box.checked = ids.has(box.value);
      box.disabled = !box.checked && chosen.length >= most;
    }
    form.querySelectorAll('input[type="hidden"][name="a"]').forEach((field) => field.remove());
    for (const one of chosen) {
      if (shown.has(one.id)) continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "a", value: one.id });
      form.append(field);
    }
    count.hidden = chosen.length === 0;
    count.querySelector("[data-number]").textContent = chosen.length;
    names.textContent = chosen.map((one) => one.title).filter(Boolean).join(", ") || hint;
    bar.toggleAttribute("data-some", chosen.length > 0);
    if (compare) compare.hidden = chosen.length < 2;
  };
  const start = () => {
    const ids = new Set(chosen.map((one) => one.id));
    for (const box of boxes()) {
      if (box.checked && !ids.has(box.value) && chosen.length < most) chosen.push({ id: box.value, title: titleOf(box) });
    }
    for (const field of form.querySelectorAll('input[type="hidden"][name="a"]')) {
      if (!ids.has(field.value) && chosen.length < most) chosen.push({ id: field.value, title: "" });
    }
    write(chosen);
    draw();
  };

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== "a" || box.getAttribute("form") !== "slip") return;
    chosen = chosen.filter((one) => one.id !== box.value);
    if (box.checked) chosen.push({ id: box.value, title: titleOf(box) });
    write(chosen);
    draw();
    said.textContent = chosen.length >= most ? said.dataset.full : said.dataset.words.replace("{n}", chosen.length);
  });
  window.addEventListener("pageshow", () => { chosen = read(); start(); });
})();
