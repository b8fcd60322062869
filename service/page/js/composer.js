// Where a question is written: the field, the scope, how to answer, send and stop.

import { MODES, QUESTION_CHARACTERS } from "./asking.js";
import { watchReports } from "./collection.js";
import { announce, button, details, element, labelled, select, tell } from "./dom.js";
import { districtPicker, yearPicker } from "./scope.js";
import { keep, load } from "./store.js";

const DRAFT = "question";

/** @param {{onSend: function(string): void, onStop: function(): void}} actions */
export function composer({ onSend, onStop }) {
  const field = element(
    "textarea",
    {
      "aria-label": "问题",
      rows: "2",
      placeholder: "例如：某区2024年收到多少件行政复议申请？",
      "aria-describedby": "question-told question-hint",
      onkeydown: pressed,
      oninput: () => write(field.value),
    },
    load(DRAFT, ""),
  );
  const told = element("p", { class: "error", id: "question-told", hidden: true });
  const scope = scopeBox();
  const mode = select(MODES, { onchange: () => keep("mode", mode.value) });
  mode.value = load("mode", "auto");
  const modeBox = labelled("作答方式", mode, { class: "mode", hidden: true });
  const send = element("button", { class: "primary" }, "提问");
  const stop = button("停止", onStop, { hidden: true });
  const hint = element("p", { class: "hint", id: "question-hint" }, "回车发送，Shift+回车换行");
  const foot = element("div", { class: "row" }, modeBox, hint, send, stop);
  const form = { class: "composer stack", "aria-label": "提问", onsubmit: submitted };
  const root = element("form", form, scope.root, field, told, foot);

  function submitted(event) {
    event.preventDefault();
    const question = field.value.trim();
    const characters = [...question].length;
    if (!stop.hidden) announce("正在作答，请等候，或先停止。");
    else if (characters === 0) complain("请先写下问题。");
    else if (characters > QUESTION_CHARACTERS) {
      complain(`问题最多 ${QUESTION_CHARACTERS} 字，现有 ${characters} 字，请删减后再问。`);
    } else onSend(question);
  }

  /** An Enter that ends the choice of an input method sends nothing; Safari tells it by the code alone. */
  function pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submitted(event);
  }

  function complain(message) {
    tell(told, message);
    field.setAttribute("aria-invalid", message !== "");
    if (message === "") return;
    announce(message);
    field.focus();
  }

  /** 提问 and 停止 take each other's place, and the focus where it would be lost. */
  function running(on) {
    send.hidden = on;
    stop.hidden = !on;
    const focused = document.activeElement;
    const lost = focused === document.body || focused.getClientRects().length === 0;
    if (lost) (on ? stop : send).focus({ preventScroll: true });
  }

  function write(text) {
    if (field.value !== text) field.value = text;
    keep(DRAFT, text);
    complain("");
  }

  return {
    root,
    how: () => ({ scope: scope.value(), mode: modeBox.hidden ? "auto" : mode.value }),
    setScope: scope.set,
    modelThere: (there) => (modeBox.hidden = !there),
    running,
    write,
    written: () => field.value,
    focus: () => field.focus(),
  };
}

function scopeBox() {
  const districts = districtPicker({ multiple: true, onChange: describe });
  const years = yearPicker({ onChange: describe });
  const all = button("恢复为全部报告", () => set({ regions: [], years: [] }), { class: "plain" });
  const body = element("div", { class: "scope-body" }, districts.root, years.root, all);
  const root = details("范围：全部报告", {}, body);

  function describe() {
    root.firstChild.textContent = `范围：${[...districts.labels(), ...years.labels()].join("、") || "全部报告"}`;
  }

  function set({ regions, years: some }) {
    districts.set(regions);
    years.set(some);
    describe();
  }

  watchReports(describe);
  return { root, value: () => ({ regions: districts.value(), years: years.value() }), set };
}
