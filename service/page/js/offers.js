// What an abstention offers instead: the districts and years that are there, as questions that follow up.

import { regionLabels } from "./regions.js";

const MOST = 8;

/** In words, why there is no answer. */
export const REASONS = {
  unknown_region: "报告库中没有这个地区的报告",
  year_not_covered: "报告库中没有这一年度的报告",
  not_reported: "报告没有写明",
  off_topic: "不属于年度报告的内容",
};

/**
 * @param {{reason: string, answer: string}} answer  an abstention
 * @param {Array<{region: string, year: number}>} reports  at hand
 * @param {string[]} examples
 * @returns {Array<{label: string, question: string}>}
 */
export function offersFor({ reason, answer }, reports, examples) {
  if (reason === "off_topic") return examples.slice(0, 3).map((question) => ({ label: question, question }));
  const labels = regionLabels(reports.map((report) => report.region));
  const named = namedInstead(answer, reports, labels);
  if (named.length > 0) return named.slice(0, MOST).map(followUp);
  if (reason === "year_not_covered") return yearsOf(reports).slice(0, MOST).map(followUp);
  const others = [...new Set(labels.values())].filter((label) => !answer.includes(label));
  return others.slice(0, MOST).map(followUp);
}

/** 馆藏中没有…；现有常州市新北区2024年…的报告: what stands behind the first part is there. */
function namedInstead(answer, reports, labels) {
  const there = answer.slice(answer.indexOf("；") + 1 || answer.length);
  const names = reports.map((report) => `${labels.get(report.region)}${report.year}年`);
  return [...new Set(names)].filter((name) => there.includes(name));
}

function yearsOf(reports) {
  const years = [...new Set(reports.map((report) => report.year))];
  return years.sort((one, other) => other - one).map((year) => `${year}年`);
}

function followUp(instead) {
  return { label: `改问${instead}`, question: `那${instead}呢？` };
}
