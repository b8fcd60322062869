// What to draft: district, year, sections; and the drafting itself, section by section.

import { CUT_OFF, Problem, events, get } from "./api.js";
import { reports, watchReports } from "./collection.js";
import { announce, element, uniqueId } from "./dom.js";
import { isDraft } from "./draft-filling.js";
import { showProblem } from "./draft-problem.js";
import { sectionPicker } from "./draft-sections.js";
import { readiness } from "./readiness.js";
import { districtPicker } from "./scope.js";

const MODES = { auto: "自动", extractive: "沿用上年文字", generative: "模型撰写" };

/**
 * @param {{onDraft: function(Object, string[]|null), mayStart: function(): string|null}} options
 *   mayStart: why no draft may be started now, in words; null where one may
 */
export function draftForm({ onDraft, mayStart }) {
  const yearId = uniqueId("draft-year");
  const modeId = uniqueId("draft-mode");
  const progressId = uniqueId("draft-progress");
  const year = element("input", { id: yearId, type: "number", min: 1, max: 9999, step: 1, required: true });
  const modes = Object.entries(MODES).map(([value, label]) => element("option", { value }, label));
  const mode = element("select", { id: modeId }, modes);
  const modeField = element("div", { hidden: true }, element("label", { for: modeId }, "起草方式"), mode);
  const basis = element("p", { class: "lead" });
  const sections = sectionPicker();
  const district = districtPicker({ multiple: false, label: "地区", onChange: anotherDistrict });
  const start = element("button", { class: "primary", type: "submit" }, "起草");
  const stop = element("button", { type: "button", hidden: true, onclick: () => running?.abort() }, "停止");
  const bar = element("progress", { id: progressId });
  const barLabel = element("label", { for: progressId });
  const progress = element("div", { class: "draft-progress", hidden: true }, barLabel, bar);
  const problem = element("div", { class: "error stack", hidden: true });
  const root = element(
    "form",
    { class: "draft-form stack", novalidate: true, onsubmit: submitted },
    element(
      "div",
      { class: "row" },
      element("div", { class: "grow" }, district.root),
      element("div", { class: "draft-year" }, element("label", { for: yearId }, "起草哪一年度的报告"), year),
      modeField,
    ),
    basis,
    sections.root,
    problem,
    element("div", { class: "row" }, start, stop),
    progress,
  );
  let running = null;
  let yearTyped = false;
  let own = []; // reports of the district, the latest first
  let basisShown = null;

  year.addEventListener("input", () => {
    yearTyped = year.value !== "";
    offerHeadings();
  });
  watchReports((all, failed) => {
    if (failed !== null) return;
    readiness().then(({ ready }) => (modeField.hidden = !ready?.language_model));
    if (all.length === 0) basis.textContent = "报告库中还没有报告。请先到“报告库”导入上年度的报告，再来起草。";
    districtChosen();
  });

  function anotherDistrict() {
    yearTyped = false;
    districtChosen();
  }

  async function districtChosen() {
    const region = district.value();
    const all = await reports().catch(() => []);
    own = all.filter((report) => report.region === region).sort((one, other) => other.year - one.year);
    if (own.length === 0) return;
    if (!yearTyped) year.value = own[0].year + 1;
    offerHeadings();
  }

  async function offerHeadings() {
    const report = own.find((one) => one.year < Number(year.value));
    if (report === undefined) return;
    basis.textContent = `以《${report.title}》为底本：体例和常年文字沿用，新的数字和做法留空待填。`;
    if (basisShown === report.report_id) return;
    basisShown = report.report_id;
    try {
      const whole = await get(`/v1/reports/${encodeURIComponent(report.report_id)}`);
      if (basisShown === report.report_id) sections.offer(whole.paragraphs.map(({ path }) => path.slice(0, 2)));
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      basisShown = null; // the headings can still be named in words
    }
  }

  function submitted(event) {
    event.preventDefault();
    if (running !== null) return;
    const wanted = sections.value();
    const missing = missingIn(wanted);
    const body = { region: district.value(), year: Number(year.value), sections: wanted, mode: mode.value };
    if (missing === null) draft(body);
    else tell(missing);
  }

  function missingIn(wanted) {
    if (district.value() === null) return "请先选择地区。";
    if (!/^\d{4}$/.test(year.value)) return "请填写四位数的年度，如 2025。";
    if (wanted?.length === 0) return "请至少选择或写出一个章节，或改选“全部章节”。";
    return mayStart();
  }

  async function draft(body) {
    running = new AbortController();
    problem.hidden = true;
    toggle(true);
    announce("开始起草。");
    try {
      const whole = await events("/v1/draft", { ...body, stream: true }, { progress: showProgress }, running.signal);
      if (!isDraft(whole)) throw new Problem(CUT_OFF);
      toggle(false);
      onDraft(whole, body.sections);
    } catch (failed) {
      toggle(false);
      start.focus();
      if (failed.name === "AbortError") announce("已停止起草。");
      else if (failed instanceof Problem) told(failed);
      else throw failed;
    } finally {
      running = null;
    }
  }

  function showProgress({ section, done, total }) {
    bar.max = total;
    bar.value = done;
    barLabel.textContent = `已起草 ${done} / ${total}：${section}`;
  }

  /** The focus goes with the button that can be pressed. */
  function toggle(on) {
    start.hidden = on;
    stop.hidden = !on;
    progress.hidden = !on;
    if (!on) return;
    bar.removeAttribute("value"); // nothing known yet
    barLabel.textContent = "正在起草…";
    stop.focus();
  }

  function told(failed) {
    const again = (change) => (...values) => {
      change(...values);
      root.requestSubmit ? root.requestSubmit() : start.click();
    };
    showProblem(problem, failed, {
      again: again(() => {}),
      choose: again(sections.choose),
      year: again((next) => (year.value = next)),
      nextYear: own.length > 0 ? own[0].year + 1 : null,
    });
    announce(failed.message);
  }

  function tell(message) {
    problem.replaceChildren(element("p", {}, message));
    problem.hidden = false;
    announce(message);
  }

  return { root };
}
