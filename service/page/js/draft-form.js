// What to draft: district, year, sections; and the drafting itself, section by section.

import { Problem, events, get } from "./api.js";
import { watchReports } from "./collection.js";
import { announce, button, element, labelled, replaceChildren, select } from "./dom.js";
import { sectionPicker } from "./draft-sections.js";
import { MODES } from "./draft-work.js";
import { hasLanguageModel } from "./readiness.js";
import { districtPicker } from "./scope.js";

/** onDraft(draft, sections) takes the result; mayStart() says why none may be started now, or null. */
export function draftForm({ onDraft, mayStart }) {
  const year = element("input", { type: "number", oninput: offerHeadings });
  const mode = select({ auto: "自动", ...MODES });
  const modeField = labelled("起草方式", mode, { hidden: true });
  const lead = element("p", { class: "lead" });
  const sections = sectionPicker();
  const district = districtPicker({ onChange: districtChosen });
  const problem = element("div", { class: "error stack", hidden: true });
  const start = element("button", { type: "submit", class: "primary" }, "起草");
  const stop = button("停止", () => running.abort(), { hidden: true });
  const bar = element("progress");
  const progress = labelled("", bar, { class: "draft-progress", hidden: true });
  let running = null;
  let reports = [];
  let basis = null; // the report whose headings are shown

  watchReports((all, failed) => {
    if (failed !== null) return;
    reports = all;
    hasLanguageModel().then((has) => (modeField.hidden = !has));
    if (all.length === 0) lead.textContent = "报告库中还没有报告。请先到“报告库”导入上年度的报告，再来起草。";
    districtChosen();
  });

  /** The latest first. */
  function reportsOfDistrict() {
    return reports.filter(({ region }) => region === district.value()).sort((one, other) => other.year - one.year);
  }

  function districtChosen() {
    const [latest] = reportsOfDistrict();
    if (latest === undefined) return;
    year.value = latest.year + 1;
    offerHeadings();
  }

  async function offerHeadings() {
    const report = reportsOfDistrict().find((one) => one.year < Number(year.value));
    if (report === undefined || report.report_id === basis) return;
    basis = report.report_id;
    lead.textContent = `以《${report.title}》为底本：体例和常年文字沿用，新的数字和做法留空待填。`;
    try {
      const { paragraphs } = await get(`/v1/reports/${encodeURIComponent(report.report_id)}`);
      if (basis === report.report_id) sections.offer(paragraphs.map(({ path }) => path));
    } catch {
      basis = null; // the headings can still be named in words
    }
  }

  function submitted(event) {
    event.preventDefault();
    if (running !== null) return;
    const body = { region: district.value(), year: Number(year.value), sections: sections.value(), mode: mode.value };
    const missing = missingIn(body);
    if (missing === null) draft(body);
    else tellProblem(missing);
  }

  function missingIn(body) {
    if (body.region === null) return "请先选择地区。";
    if (!/^\d{4}$/.test(year.value)) return "请填写四位数的年度，如 2025。";
    if (body.sections?.length === 0) return "请至少选择或写出一个章节，或改选“全部章节”。";
    return mayStart();
  }

  async function draft(body) {
    running = new AbortController();
    toggle(true);
    announce("开始起草。");
    try {
      const whole = await events("/v1/draft", { ...body, stream: true }, { progress: showProgress }, running.signal);
      toggle(false);
      onDraft(whole, body.sections);
    } catch (failed) {
      toggle(false);
      start.focus();
      if (failed.name === "AbortError") announce("已停止起草。");
      else if (failed instanceof Problem) tellProblem(failed.message, sections.offers(failed));
      else throw failed;
    } finally {
      running = null;
    }
  }

  function showProgress({ section, done, total }) {
    bar.max = total;
    bar.value = done;
    progress.firstChild.textContent = `已起草 ${done} / ${total}：${section}`;
  }

  /** The focus goes with the button that can be pressed. */
  function toggle(on) {
    problem.hidden = true;
    start.hidden = on;
    stop.hidden = !on;
    progress.hidden = !on;
    if (!on) return;
    bar.removeAttribute("value"); // nothing known yet
    progress.firstChild.textContent = "正在起草…";
    stop.focus();
  }

  function tellProblem(message, offers = []) {
    const row = element("div", { class: "row", hidden: offers.length === 0 }, offers);
    replaceChildren(problem, element("p", {}, message), row);
    problem.hidden = false;
    announce(message);
  }

  return element(
    "form",
    { class: "draft-form stack", novalidate: true, onsubmit: submitted },
    element(
      "div",
      { class: "row" },
      element("div", { class: "grow" }, district.root),
      labelled("起草哪一年度的报告", year),
      modeField,
    ),
    lead,
    sections.root,
    problem,
    element("div", { class: "row" }, start, stop),
    progress,
  );
}
