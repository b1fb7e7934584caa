// The preview of an import: choose all rows or none, and say how many are chosen.
// Without this script the form works the same.
(() => {
  const screen = document.querySelector("[data-import]");
  if (!screen) return;
  const boxes = [...screen.querySelectorAll(".import-take input")];
  const count = screen.querySelector("[data-count]");
  const tell = () => { count.textContent = `Đã chọn ${boxes.filter((box) => box.checked).length} trên ${boxes.length} dòng.`; };
  const set = (list, checked) => { list.forEach((box) => { box.checked = checked; }); tell(); };

  screen.querySelector("[data-all]").hidden = false;
  screen.querySelector("[data-take]").addEventListener("click", () => set(boxes.filter((box) => "row" in box.dataset), true));
  screen.querySelector("[data-leave]").addEventListener("click", () => set(boxes, false));
  screen.addEventListener("change", (event) => {
    // Naming an indicator or settling a difference means that the row is wanted.
    const row = event.target.closest(".import-row");
    const box = row?.querySelector(".import-take input");
    if (box && event.target !== box && event.target.value) box.checked = true;
    tell();
  });
  screen.querySelector("[data-problem]")?.focus();
  tell();
})();
