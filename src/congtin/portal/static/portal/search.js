// Suggestions while typing: a combobox with a list (WAI-ARIA APG, "Editable Combobox With List
// Autocomplete"). Without this script the form works as it is.
(() => {
  "use strict";
  const box = document.querySelector("input[data-suggest]");
  if (!box || !window.fetch) return;
  const list = document.createElement("ul");
  let found = [];
  let at = -1;
  let timer = 0;
  let asked = 0;

  list.id = "goi-y";
  list.className = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  list.hidden = true;
  box.parentElement.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  const kinds = { "bai-viet": "Bài viết", "don-vi": "Đơn vị", "chi-tieu": "Chỉ tiêu", "ke-hoach": "Kế hoạch", "van-ban": "Văn bản", "so-lieu": "Số liệu" };

  const close = () => {
    at = -1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    at = index;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === index)));
    if (index >= 0) box.setAttribute("aria-activedescendant", `goi-y-${index}`);
    else box.removeAttribute("aria-activedescendant");
  };
  const go = (index) => { window.location.href = found[index].address; };

  const show = (answers) => {
    found = answers;
    list.replaceChildren(...answers.map((answer, index) => {
      const item = document.createElement("li");
      const kind = document.createElement("small");
      item.id = `goi-y-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = answer.title;
      kind.textContent = kinds[answer.kind] || "";
      item.append(kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(index); });
      return item;
    }));
    at = -1;
    if (!answers.length) { close(); return; }
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  };

  const ask = async () => {
    const text = box.value.trim();
    const number = ++asked;
    if (text.length < 2) { close(); return; }
    try {
      const response = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`);
      const answer = await response.json();
      if (number === asked && document.activeElement === box) show(answer.found);
    } catch { close(); }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = found.length + 1;
      choose((at + 1 + step + count) % count - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      go(at);
    }
  });
})();
