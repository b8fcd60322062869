// What to compare: indicators, a topic, districts and years. It outlives a reload.

import { MODES } from "./asking.js";
import { watchReports } from "./collection.js";
import { announce, button, element, labelled, select, tell } from "./dom.js";
import { indicatorPicker } from "./indicator-picker.js";
import { hasLanguageModel } from "./readiness.js";
import { districtPicker, yearPicker } from "./scope.js";
import { keep, load } from "./store.js";

const KEPT = "compare";
const NOTHING = { topic: null, indicators: [], scope: { regions: [], years: [] }, mode: "auto" };

/**
 * @typedef {{topic: string|null, indicators: string[], scope: {regions: string[], years: number[]}, mode: string}}
 *   Wanted  the body of POST /v1/compare
 * @param {{onRun: function(Wanted): void, onStop: function(): void}} actions
 */
export function compareForm({ onRun, onStop }) {
  let reports = null; // until they are known
  const indicators = indicatorPicker(changed);
  const topic = element("input", {
    type: "text",
    maxlength: 200,
    autocomplete: "off",
    placeholder: "例如：行政执法监督",
    oninput: changed,
  });
  const districts = districtPicker({ multiple: true, onChange: changed });
  const years = yearPicker({ multiple: true, onChange: changed });
  const covered = element("p", { class: "pick-told" });
  const told = element("p", { class: "error", hidden: true });
  const mode = select(MODES, { onchange: changed });
  const modeField = labelled("小结写法", mode, { hidden: true }); // until a language model is known to be there
  const run = element("button", { class: "primary" }, "对比");
  const stop = button("停止", onStop, { hidden: true });
  const clear = button("清空条件", cleared, { class: "plain" });
  const root = element(
    "form",
    { class: "card", "aria-label": "对比条件", onsubmit: submitted },
    element("p", { class: "lead" }, "并排列出各份报告的同一指标，每个数都附出处；也可写一个主题，摘出各份报告的原句。"),
    indicators.root,
    labelled("主题（可不填）", topic),
    element("div", { class: "compare-scope" }, districts.root, years.root),
    covered,
    told,
    element("div", { class: "row" }, modeField, run, stop, clear),
  );

  /** @returns {Wanted} */
  function value() {
    return {
      topic: topic.value.trim() || null,
      indicators: indicators.value(),
      scope: { regions: districts.value(), years: years.value() },
      mode: mode.value,
    };
  }

  function set(wanted) {
    topic.value = wanted.topic ?? "";
    indicators.set(wanted.indicators);
    districts.set(wanted.scope.regions);
    years.set(wanted.scope.years);
    mode.value = wanted.mode;
  }

  function changed() {
    tell(told, "");
    keep(KEPT, value());
    count();
  }

  function count() {
    if (reports !== null) covered.textContent = countOf(reports, value().scope);
  }

  function cleared() {
    set(NOTHING);
    changed();
    announce("条件已清空。");
  }

  function submitted(event) {
    event.preventDefault();
    const wanted = value();
    const enough = wanted.topic !== null || wanted.indicators.length > 0;
    tell(told, enough ? "" : "请至少选一项指标，或写一个主题。");
    if (enough) return onRun(wanted);
    announce(told.textContent);
    indicators.focus();
  }

  /** 停止 stands beside 对比 while it runs: pressed anew, 对比 begins anew. */
  function running(on) {
    if (!on && document.activeElement === stop) run.focus();
    stop.hidden = !on;
  }

  set({ ...NOTHING, ...load(KEPT, {}) });
  watchReports((found, problem) => {
    if (problem !== null) return;
    reports = found;
    count();
    hasLanguageModel().then((there) => {
      modeField.hidden = !there;
      if (!there) mode.value = "auto";
    });
  });
  return { root, running, unknown: indicators.complain };
}

function countOf(reports, { regions, years }) {
  if (reports.length === 0) return "报告库里还没有报告，请先到“报告库”上传。";
  // As the service reads a scope: a city stands for its districts as well.
  const within = reports.filter(
    ({ region, year }) =>
      (regions.length === 0 || regions.some((chosen) => region.startsWith(chosen))) &&
      (years.length === 0 || years.includes(year)),
  );
  if (within.length === 0) return "所选地区没有所选年度的报告，请改选地区或年度。";
  return `${within.length < reports.length ? "所选范围有" : "将对比全部"} ${within.length} 份报告。`;
}
