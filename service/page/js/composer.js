// Where a question is written: the field, the scope, how to answer, send and stop.

import { MODES, QUESTION_CHARACTERS } from "./asking.js";
import { watchReports } from "./collection.js";
import { announce, element, uniqueId } from "./dom.js";
import { districtPicker, yearPicker } from "./scope.js";
import { keep, load } from "./store.js";

const DRAFT = "question";

/** @param {{onSend: function(string): void, onStop: function(): void}} actions */
export function composer({ onSend, onStop }) {
  const id = uniqueId("question-field");
  const told = element("p", { class: "error", id: `${id}-told`, hidden: true });
  const field = element("textarea", {
    id,
    rows: "2",
    placeholder: "例如：某区2024年收到多少件行政复议申请？",
    "aria-describedby": `${id}-told ${id}-hint`,
    onkeydown: pressed,
    oninput: () => {
      complain("");
      keep(DRAFT, field.value);
    },
  });
  const scope = scopeBox();
  const mode = modeSelect();
  const send = element("button", { type: "submit", class: "primary" }, "提问");
  const stop = element("button", { type: "button", hidden: true, onclick: onStop }, "停止");
  const hint = element("p", { class: "hint", id: `${id}-hint` }, "回车发送，Shift+回车换行");
  const root = element(
    "form",
    { class: "composer", "aria-label": "提问", onsubmit: submitted },
    scope.root,
    element("label", { for: id, class: "visually-hidden" }, "问题"),
    field,
    told,
    element("div", { class: "row" }, mode.root, hint, send, stop),
  );
  field.value = load(DRAFT, "");

  function submitted(event) {
    event.preventDefault();
    if (!stop.hidden) {
      announce("正在作答，请等候，或先停止。");
      return;
    }
    const question = field.value.trim();
    const characters = [...question].length;
    if (characters === 0) complain("请先写下问题。");
    else if (characters > QUESTION_CHARACTERS) {
      complain(`问题最多 ${QUESTION_CHARACTERS} 字，现有 ${characters} 字，请删减后再问。`);
    } else onSend(question);
  }

  /** An Enter that ends the choice of an input method sends nothing. */
  function pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    submitted(event);
  }

  function complain(message) {
    told.textContent = message;
    told.hidden = message === "";
    field.setAttribute("aria-invalid", String(message !== ""));
    if (message !== "") {
      announce(message);
      field.focus();
    }
  }

  /** 提问 and 停止 take each other's place, and the focus with it; the form stays in view by itself. */
  function running(on) {
    const gone = on ? send : stop;
    const come = on ? stop : send;
    const focused = document.activeElement;
    come.hidden = false;
    gone.hidden = true;
    const lost = focused === gone || focused === document.body || focused.getClientRects().length === 0;
    if (lost) come.focus({ preventScroll: true });
  }

  function write(text) {
    field.value = text;
    keep(DRAFT, text);
    complain("");
  }

  return {
    root,
    scope: scope.value,
    setScope: scope.set,
    mode: mode.value,
    modelThere: mode.show,
    running,
    write,
    written: () => field.value,
    focus: () => field.focus(),
  };
}

function scopeBox() {
  const summary = element("summary", {}, "范围：全部报告");
  const onChange = () => (summary.textContent = `范围：${described(districts.labels(), years.labels())}`);
  const districts = districtPicker({ multiple: true, onChange });
  const years = yearPicker({ multiple: true, onChange });
  const value = () => ({ regions: districts.value(), years: years.value() });
  const all = element("button", { type: "button", class: "plain", onclick: () => set({ regions: [], years: [] }) }, "恢复为全部报告");
  const body = element("div", { class: "scope-body" }, districts.root, years.root, all);

  function set(scope) {
    districts.set(scope.regions);
    years.set(scope.years);
    onChange();
  }
  watchReports(onChange); // only then the names of what a restored conversation had picked are known
  return { root: element("details", { class: "scope-box" }, summary, body), value, set };
}

function described(regions, years) {
  if (regions.length + years.length === 0) return "全部报告";
  const names = regions.slice(0, 3).join("、");
  const districts = regions.length > 3 ? `${names}等${regions.length}个地区` : names || "全部地区";
  return years.length === 0 ? districts : `${districts} · ${years.join("、")}`;
}

/** Shown only where a language model is configured: otherwise there is nothing to choose. */
function modeSelect() {
  const id = uniqueId("mode");
  const options = Object.entries(MODES).map(([value, label]) => element("option", { value }, label));
  const select = element("select", { id, onchange: () => keep("mode", select.value) }, options);
  const root = element("div", { class: "mode", hidden: true }, element("label", { for: id }, "作答方式"), select);
  select.value = load("mode", "auto");
  if (select.value === "") select.value = "auto";
  return {
    root,
    value: () => (root.hidden ? "auto" : select.value),
    show: (there) => (root.hidden = !there),
  };
}
