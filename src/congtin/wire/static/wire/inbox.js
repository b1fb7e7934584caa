// The inbox by keyboard: stories are settled in place and the next one is chosen.
// Without this script every button is an ordinary one of the form.
(() => {
  const screen = document.querySelector("[data-inbox]");
  const form = screen?.querySelector("[data-deeds]");
  if (!form) return;
  const status = screen.querySelector("[data-inbox-status]");
  const all = screen.querySelector("[data-all]");
  const undoable = [];

  const rows = () => [...screen.querySelectorAll("[data-item]")];
  const current = () => document.activeElement?.closest?.("[data-item]") ?? null;
  const chosen = () => [...form.querySelectorAll("input[name=items]:checked")];
  const typing = () => document.activeElement?.matches?.("input:not([type=checkbox]), select, textarea");
  const rowOf = (number) => screen.querySelector(`[data-item="${number}"]`);

  const choose = (row) => {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  const move = (step) => {
    const list = rows();
    const at = list.indexOf(current());
    choose(list[at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1)]);
  };
  const say = (text, drafts = []) => {
    status.textContent = text;
    for (const draft of drafts.slice(0, 3)) {
      const link = document.createElement("a");
      link.href = draft.address;
      link.textContent = `Mở “${draft.title}”`;
      status.append(link);
    }
  };

  const send = async (deed, numbers) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("deed", deed);
    for (const number of numbers) data.append("items", number);
    const busy = numbers.map(rowOf).filter(Boolean);
    if (busy.some((row) => row.hasAttribute("aria-busy"))) return;
    busy.forEach((row) => row.setAttribute("aria-busy", "true"));
    if (deed === "accept") say("Đang lấy ảnh và lập bản nháp…");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: data, headers: { "X-Requested-With": "fetch" },
      });
      if (![200, 422].includes(answer.status)) throw new Error(String(answer.status));
      const told = await answer.json();
      if (deed === "restore" || (deed === "merge" && told.done.length)) { location.reload(); return; }
      const list = rows();
      const gone = told.done.map((number) => rowOf(number)).filter(Boolean);
      const last = Math.max(-1, ...gone.map((row) => list.indexOf(row)));
      const next = list.slice(last + 1).find((row) => !gone.includes(row))
        ?? list.filter((row) => !gone.includes(row)).pop();
      gone.forEach((row) => row.remove());
      if (["ignore", "postpone"].includes(deed) && told.done.length) undoable.push(told.done);
      say([told.message, told.problem].filter(Boolean).join(" "), told.drafts);
      if (next) choose(next);
    } catch {
      say("Không liên lạc được với máy chủ. Hãy tải lại trang để xem tin nào đã được ghi.");
    } finally {
      busy.forEach((row) => row.removeAttribute("aria-busy"));
    }
  };

  form.addEventListener("submit", (event) => {
    const [deed, number] = (event.submitter?.value ?? "").split(":");
    if (!deed) return;
    event.preventDefault();
    const numbers = number ? [number] : chosen().map((box) => box.value);
    if (numbers.length) send(deed, numbers);
    else say("Chưa chọn tin nào.");
  });

  if (all) {
    all.closest("[hidden]").hidden = false;
    all.addEventListener("change", () => {
      form.querySelectorAll("input[name=items]").forEach((box) => { box.checked = all.checked; });
    });
  }

  const act = (deed) => {
    const many = chosen().map((box) => box.value);
    const row = current();
    if (many.length) send(deed, many);
    else if (row && (deed !== "merge" || row.querySelector("[data-key=g]"))) send(deed, [row.dataset.item]);
  };
  const keys = {
    n: () => act("accept"),
    b: () => act("ignore"),
    s: () => act("postpone"),
    g: () => act("merge"),
    x: () => { const box = current()?.querySelector("input[name=items]"); if (box) box.checked = !box.checked; },
    u: () => { const last = undoable.pop(); if (last) send("restore", last); },
    Enter: () => current()?.querySelector("[data-open]")?.click(),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing()) return;
    if (event.key === "Enter" && document.activeElement !== current()) return;
    const deed = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!deed || !form.querySelector("input[name=items]")) return;
    event.preventDefault();
    deed();
  });

  if (form.querySelector("input[name=items]")) choose(rows()[0]);
})();
