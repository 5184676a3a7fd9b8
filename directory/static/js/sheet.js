// The slip's own page: print at once when it was just made, a note that goes on the paper only, copying texts.
(() => {
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
    if (print.hasAttribute("data-print-now") && !sessionStorage.getItem(`printed ${location.pathname}`)) {
      // Once only: going back to the page must not open the dialogue again.
      sessionStorage.setItem(`printed ${location.pathname}`, "yes");
      window.addEventListener("load", () => setTimeout(() => window.print(), 50));
    }
  }

  const note = document.getElementById("note");
  const target = document.getElementById("pen-note");
  if (note && target) {
    note.closest("[data-note]").hidden = false;
    note.addEventListener("input", () => { target.textContent = note.value; });
  }

  const said = document.querySelector("[data-copied]");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = said.dataset.done;
      } catch {
        field.select();
        said.textContent = document.execCommand("copy") ? said.dataset.done : said.dataset.failed;
      }
    });
  }
})();
