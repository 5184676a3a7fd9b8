// Recent searches of the professional who is signed in: in this browser only, under a key of the account, ten at most,
// for thirty days, gone at signing out. Nothing here is ever sent; the words come cleaned from the server's page.
(() => {
  const PREFIX = "recent:", MOST = 10, DAYS = 30;
  const { account, signOut } = document.currentScript.dataset;
  const KEY = PREFIX + account;

  const erase = (but) => {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && key !== but) localStorage.removeItem(key);
    } catch { /* a browser that keeps nothing has nothing to erase */ }
  };
  const read = () => {
    try {
      const since = Date.now() - DAYS * 86_400_000;
      return JSON.parse(localStorage.getItem(KEY) || "[]").filter((one) => one.at > since && one.url.startsWith("/"));
    } catch { return []; }
  };
  const write = (list) => {
    try {
      if (list.length) localStorage.setItem(KEY, JSON.stringify(list)); else localStorage.removeItem(KEY);
    } catch { /* the search works without it */ }
  };

  erase(KEY); // somebody else sat here before
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location).pathname === signOut) erase("");
  });

  const box = document.querySelector("[data-recent]");
  if (!box) return;
  const list = document.createElement("ul");
  box.querySelector(".recents").prepend(list);
  const line = box.querySelector("template"), said = box.querySelector("[role=status]");
  const { text, url } = box.dataset;
  const before = read().filter((one) => one.url !== url);
  write(text ? [{ text, url, at: Date.now() }, ...before].slice(0, MOST) : before);

  const draw = () => {
    const kept = read().filter((one) => one.url !== url); // not the search that is on the page
    list.replaceChildren(...kept.map((one) => {
      const item = line.content.cloneNode(true);
      const link = item.querySelector("a");
      link.textContent = one.text;
      link.href = one.url;
      item.querySelector("[data-words]").textContent = `: ${one.text}`;
      item.querySelector("button").addEventListener("click", (event) => {
        const place = [...list.querySelectorAll("button")].indexOf(event.currentTarget);
        write(read().filter((other) => other.url !== one.url));
        draw();
        said.textContent = said.dataset.one.replace("{text}", one.text);
        const buttons = list.querySelectorAll("button");
        (buttons[Math.min(place, buttons.length - 1)] || box.querySelector("summary")).focus();
      });
      return item;
    }));
    box.hidden = kept.length === 0 && !said.textContent;
    box.querySelector("[data-erase-all]").hidden = kept.length === 0;
  };
  box.querySelector("[data-erase-all]").addEventListener("click", () => {
    write(read().filter((one) => one.url === url));
    said.textContent = said.dataset.all;
    draw();
    box.querySelector("summary").focus();
  });
  draw();
  window.addEventListener("pageshow", (event) => { if (event.persisted) draw(); });
})();
