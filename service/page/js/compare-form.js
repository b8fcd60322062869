// What to compare: indicators, a topic, districts and years. It outlives a reload.

import { MODES } from "./asking.js";
import { watchReports } from "./collection.js";
import { announce, element, uniqueId } from "./dom.js";
import { indicatorPicker } from "./indicator-picker.js";
import { readiness } from "./readiness.js";
import { districtPicker, yearPicker } from "./scope.js";
import { keep, load } from "./store.js";

const KEPT = "compare";
const LONGEST_TOPIC = 200;

/**
 * @typedef {{indicators: string[], topic: string, regions: string[], years: number[], mode: string}} Choice
 * @param {{onRun: function(Choice): void, onStop: function(): void}} actions
 */
export function compareForm({ onRun, onStop }) {
  const id = uniqueId("compare");
  let reports = null;
  const told = element("p", { class: "error", hidden: true });
  const covered = element("p", { class: "pick-told" });
  const indicators = indicatorPicker({ onChange: changed, onReplaced: () => run.focus() });
  const topic = element("input", {
    type: "text",
    id,
    maxlength: LONGEST_TOPIC,
    autocomplete: "off",
    placeholder: "例如：行政执法监督",
    "aria-describedby": `${id}-hint`,
    oninput: changed,
  });
  const districts = districtPicker({ multiple: true, onChange: changed });
  const years = yearPicker({ multiple: true, onChange: changed });
  const mode = modeSelect(changed);
  const run = element("button", { type: "submit", class: "primary" }, "对比");
  const stop = element("button", { type: "button", hidden: true, onclick: onStop }, "停止");
  const root = element(
    "form",
    { class: "compare-form", "aria-label": "对比条件", novalidate: true, onsubmit: submitted },
    element("p", { class: "lead" }, "把各份报告的同一指标并排列出，每个数都附出处；也可以写一个主题，摘出各份报告怎样说。"),
    indicators.root,
    element(
      "div",
      {},
      element("label", { for: id }, "主题（可不填）"),
      topic,
      element("p", { class: "pick-told", id: `${id}-hint` }, "摘出各份报告谈到这一主题的原句。"),
    ),
    element("div", { class: "compare-scope" }, districts.root, years.root),
    covered,
    told,
    element(
      "div",
      { class: "row" },
      mode.root,
      run,
      stop,
      element("button", { type: "button", class: "plain", onclick: clear }, "清空条件"),
    ),
  );

  /** @returns {Choice} */
  function value() {
    return {
      indicators: indicators.value(),
      topic: topic.value.trim(),
      regions: districts.value(),
      years: years.value(),
      mode: mode.value(),
    };
  }

  function set(choice) {
    indicators.set(choice.indicators);
    topic.value = choice.topic;
    districts.set(choice.regions);
    years.set(choice.years);
    mode.set(choice.mode);
  }

  function changed() {
    complain("");
    keep(KEPT, value());
    count();
  }

  function clear() {
    set({ indicators: [], topic: "", regions: [], years: [], mode: mode.value() });
    changed();
    announce("条件已清空。");
    indicators.focus();
  }

  function submitted(event) {
    event.preventDefault();
    const choice = value();
    if (choice.indicators.length > 0 || choice.topic !== "") {
      complain("");
      onRun(choice);
    } else {
      complain("请至少选一项指标，或写一个主题。");
      indicators.focus();
    }
  }

  function complain(message) {
    told.textContent = message;
    told.hidden = message === "";
    if (message !== "") announce(message);
  }

  function count() {
    const { regions, years: wanted } = value();
    covered.textContent = reports === null ? "" : countOf(reports, regions, wanted);
  }

  /** 停止 stands beside 对比 while it runs: pressed anew, 对比 begins anew. */
  function running(on) {
    const focused = document.activeElement === stop;
    stop.hidden = !on;
    if (!on && focused) run.focus();
  }

  watchReports((found, problem) => {
    reports = problem === null ? found : null;
    count();
    if (problem === null) readiness().then(({ ready }) => mode.show(Boolean(ready?.language_model)));
  });
  set(kept());
  count();
  return { root, running, unknown: indicators.complain };
}

function countOf(reports, regions, years) {
  if (reports.length === 0) return "报告库里还没有报告，请先到“报告库”上传。";
  if (regions.length + years.length === 0) return `未选地区和年度，对比全部 ${reports.length} 份报告。`;
  // As the service reads a scope: a city stands for its districts as well.
  const within = reports.filter(
    ({ region, year }) =>
      (regions.length === 0 || regions.some((chosen) => region.startsWith(chosen))) &&
      (years.length === 0 || years.includes(year)),
  );
  return within.length > 0
    ? `所选范围有 ${within.length} 份报告。`
    : "所选地区没有所选年度的报告，请改选地区或年度。";
}

/** What an older version of the page, or another hand, has kept may lack a field, or hold another. */
function kept() {
  const found = load(KEPT, null) ?? {};
  const texts = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);
  return {
    indicators: texts(found.indicators),
    topic: typeof found.topic === "string" ? found.topic : "",
    regions: texts(found.regions),
    years: Array.isArray(found.years) ? found.years.filter(Number.isInteger) : [],
    mode: Object.keys(MODES).includes(found.mode) ? found.mode : "auto",
  };
}

/** Shown only where a language model is configured. */
function modeSelect(onChange) {
  const id = uniqueId("compare-mode");
  const options = Object.entries(MODES).map(([value, label]) => element("option", { value }, label));
  const select = element("select", { id, onchange: onChange }, options);
  const root = element("div", { hidden: true }, element("label", { for: id }, "小结写法"), select);
  return {
    root,
    value: () => (root.hidden ? "auto" : select.value),
    set: (value) => (select.value = value),
    show: (there) => (root.hidden = !there),
  };
}
