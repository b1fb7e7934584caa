// Small comforts; every page works without them.
(() => {
  "use strict";
  const root = document.documentElement;
  const sizes = ["small", "", "large", "huge"];

  const show = (size) => {
    if (size) root.dataset.textSize = size;
    else delete root.dataset.textSize;
  };
  const recall = () => {
    try { return localStorage.getItem("textSize") || ""; } catch { return ""; }
  };
  const keep = (size) => {
    try { localStorage.setItem("textSize", size); } catch { /* private browsing */ }
  };

  const changeSize = (step) => {
    const at = Math.max(0, sizes.indexOf(root.dataset.textSize || ""));
    const size = sizes[Math.min(sizes.length - 1, Math.max(0, at + step))];
    show(size);
    keep(size);
  };

  const copy = async (button) => {
    const title = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      window.prompt(title, button.dataset.copy);
      return;
    }
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = title; }, 2000);
  };

  show(sizes.includes(recall()) ? recall() : "");
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.copy) copy(button);
    else if (button.dataset.textSize) changeSize(Number(button.dataset.textSize));
    else if ("print" in button.dataset) window.print();
  });
})();
