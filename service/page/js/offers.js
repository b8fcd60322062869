// Questions that the reports at hand do answer, for who has not asked anything yet and where there was no answer.

import { get } from "./api.js";
import { regionLabels } from "./regions.js";

const MOST = 8;
/** What most reports give and most readers look for. */
const INDICATOR = "行政复议收到申请数";

/** In words, why there is no answer. */
export const REASONS = {
  unknown_region: "报告库中没有这个地区的报告",
  year_not_covered: "报告库中没有这一年度的报告",
  not_reported: "报告没有写明",
  off_topic: "不属于年度报告的内容",
};

/** A figure, a comparison, a plan, what was done, a shortcoming. @returns {Promise<string[]>} */
export async function exampleQuestions(reports) {
  if (reports.length === 0) return [];
  const { items } = await get("/v1/figures", { indicator: INDICATOR, limit: 200 }).catch(() => ({ items: [] }));
  const labels = regionLabels(reports.map(({ region }) => region));
  const name = ({ region }) => labels.get(region);
  const [one] = items;
  const other = items.find(({ region, year }) => year === one.year && region !== one.region);
  const newest = [...reports].sort((first, second) => second.year - first.year);
  const [first, second = first] = newest;
  const last = newest[newest.length - 1];
  return [
    ...(one ? [`${name(one)}${one.year}年收到多少件行政复议申请？`] : []),
    ...(other ? [`${name(one)}和${name(other)}${one.year}年各收到多少件行政复议申请？`] : []),
    `${name(first)}${first.year + 1}年有哪些工作安排？`,
    `${name(last)}${last.year}年是怎样规范行政执法的？`,
    `${name(second)}存在哪些不足？`,
  ];
}

/** What an abstention offers instead: questions that follow up. @returns {{label: string, question: string}[]} */
export function offersFor({ reason, answer }, reports, examples) {
  if (reason === "off_topic") return examples.slice(0, 3).map((question) => ({ label: question, question }));
  const labels = regionLabels(reports.map(({ region }) => region));
  const names = reports.map(({ region, year }) => `${labels.get(region)}${year}年`);
  // 馆藏中没有…；现有常州市新北区2024年…的报告: what stands behind the first part is there.
  const there = answer.split("；")[1] ?? "";
  const named = names.filter((name) => there.includes(name));
  const others = names.filter((name) => !answer.includes(name));
  const offered = named.length > 0 ? named : others;
  return offered.slice(0, MOST).map((name) => ({ label: `改问${name}`, question: `那${name}呢？` }));
}
