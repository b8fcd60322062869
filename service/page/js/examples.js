// Questions that the reports at hand do answer, for who has not asked anything yet.

import { get } from "./api.js";
import { element } from "./dom.js";
import { regionLabels } from "./regions.js";

const LEAD = "依据法治政府建设年度报告原文作答，句句注明出处；报告没有写的，会直接说明。";
/** What most reports give and most readers look for comes first. */
const SOUGHT = ["行政复议收到申请数", "行政复议审结数", "行政复议受理数", "人民调解成功数", "行政诉讼一审案件数", "负责人出庭应诉率"];

/**
 * The empty page: what it is for, and questions to begin with.
 * @param {import("./api.js").Problem|null} problem  why the reports cannot be had
 * @param {function(string): void} ask
 * @returns {Promise<{content: HTMLElement[], questions: string[]}>}
 */
export async function welcome(reports, problem, ask) {
  const lead = element("p", { class: "lead" }, LEAD);
  if (problem !== null) return { content: [lead, element("p", { class: "error" }, problem.message)], questions: [] };
  const questions = await exampleQuestions(reports);
  if (questions.length === 0) return { content: [lead, nothingThere()], questions };
  const buttons = questions.map((question) =>
    element("li", {}, element("button", { type: "button", onclick: () => ask(question) }, question)),
  );
  const title = element("h2", { class: "subtitle" }, "可以这样问");
  return { content: [lead, title, element("ul", { class: "examples" }, buttons)], questions };
}

function nothingThere() {
  const library = element("a", { href: "#/library" }, "报告库");
  return element("p", { class: "notice" }, "还没有报告。请先到", library, "上传，再来提问。");
}

/**
 * A figure, a comparison, a plan, a shortcoming.
 * @param {Array<{region: string, year: number}>} reports
 * @returns {Promise<string[]>} fewer where the figures cannot be had
 */
async function exampleQuestions(reports) {
  if (reports.length === 0) return [];
  const newest = [...reports].sort((one, other) => other.year - one.year);
  const labels = regionLabels(reports.map((report) => report.region));
  const [first] = newest;
  const sameYear = newest.find((report) => report.year === first.year && report.region !== first.region);
  const last = newest[newest.length - 1];
  const name = (report) => labels.get(report.region);
  const [ofFirst, ofOther] = await Promise.all([indicatorsOf(first), sameYear ? indicatorsOf(sameYear) : []]);
  const shared = ofFirst.filter((indicator) => ofOther.includes(indicator));
  const compared = shared.find((indicator) => indicator !== ofFirst[0]) ?? shared[0];
  return [
    ofFirst.length > 0 ? `${name(first)}${first.year}年${ofFirst[0]}是多少？` : null,
    compared ? `${name(first)}和${name(sameYear)}${first.year}年${compared}各是多少？` : null,
    `${name(first)}${first.year + 1}年有哪些工作安排？`,
    `${name(last)}${last.year}年是怎样规范行政执法的？`,
    `${name(sameYear ?? last)}存在哪些不足？`,
  ].filter((question) => question !== null);
}

/** The known indicators that a report gives for its year, those sought most first. */
async function indicatorsOf({ region, year }) {
  let items;
  try {
    ({ items } = await get("/v1/figures", { region, year, limit: 200 }));
  } catch {
    return [];
  }
  const own = items.filter((figure) => figure.indicator && figure.region === region && figure.period === "year");
  const names = [...new Set(own.map((figure) => figure.indicator))];
  const rank = (name) => (SOUGHT.includes(name) ? SOUGHT.indexOf(name) : SOUGHT.length);
  return names.sort((one, other) => rank(one) - rank(other));
}
