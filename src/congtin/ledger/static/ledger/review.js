// The review screen by keyboard: rows are settled in place and the next open one is chosen.
// Without this script every row is an ordinary form.
(() => {
  const screen = document.querySelector("[data-review]");
  if (!screen) return;
  const status = screen.querySelector("[data-review-status]");
  const decided = [];

  const rows = () => [...screen.querySelectorAll("[data-proposal]")];
  const open = () => rows().filter((row) => row.dataset.state === "open");
  const current = () => document.activeElement?.closest?.("[data-proposal]") ?? null;
  const typing = () => document.activeElement?.matches?.("input:not([type=checkbox]), select, textarea");

  const choose = (row) => {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(current());
    choose(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
  };
  const say = (text) => { status.textContent = text; };

  const send = async (form, submitter) => {
    const row = form.closest("[data-proposal]");
    if (row.hasAttribute("aria-busy")) return;
    row.setAttribute("aria-busy", "true");
    const data = new FormData(form);
    if (submitter?.name) data.set(submitter.name, submitter.value);
    const address = submitter?.getAttribute("formaction") ?? form.action;
    const reopening = Boolean(submitter?.hasAttribute("data-reopen"));
    try {
      const answer = await fetch(address, {
        method: "POST", body: data, headers: { "X-Requested-With": "fetch" },
      });
      if (![200, 422].includes(answer.status)) throw new Error(String(answer.status));
      const holder = document.createElement("template");
      holder.innerHTML = (await answer.text()).trim();
      const fresh = holder.content.querySelector("[data-proposal]");
      const after = rows().slice(rows().indexOf(row) + 1);
      row.replaceWith(fresh);
      if (answer.status === 422) {
        say("Chưa ghi được, xem lời nhắc ở số liệu đang chọn.");
        choose(fresh);
        fresh.querySelector("[role=alert] button, [role=alert]")?.closest("button")?.focus();
        return;
      }
      if (!reopening) decided.push(fresh.dataset.proposal);
      say(`Còn ${open().length} số liệu chờ duyệt.`);
      choose(reopening ? fresh : after.find((next) => next.dataset.state === "open") ?? open()[0] ?? fresh);
    } catch {
      row.removeAttribute("aria-busy");
      say("Không liên lạc được với máy chủ. Chưa có gì thay đổi, hãy thử lại.");
    }
  };

  screen.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-decide]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  const press = (row, selector) => {
    const button = row?.querySelector(selector);
    if (button) button.click();
  };
  const undo = () => {
    const last = decided.pop();
    press(last && screen.querySelector(`[data-proposal="${last}"]`), "[data-reopen]");
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && typing()) { choose(current()); return; }
    if (typing()) return;
    const row = current();
    if (row && document.activeElement !== row && event.key === "Enter") return;
    const keys = {
      Enter: () => press(row, "[data-confirm]"),
      b: () => press(row, "[data-reject]"),
      s: () => row?.querySelector("input:not([type=hidden])")?.focus(),
      u: undo,
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
    };
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!act || (!row && !["u", "ArrowDown", "ArrowUp"].includes(event.key))) return;
    event.preventDefault();
    act();
  });

  choose(open()[0]);
})();
