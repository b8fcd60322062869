// The figures of a report as a table, each with its place in the text.

import { element } from "./dom.js";
import { placeButton } from "./place-button.js";
import { searchTable } from "./search.js";

const KINDS = {
  count: "数量",
  amount: "金额、面积等",
  rate: "比率",
  duration: "时长",
  ordinal: "位次",
  change: "增减",
  multiple: "倍数",
};
const PERIODS = { year: "当年", cumulative: "累计", plan: "计划", none: "非工作数据" };

/** @param {Object[]} figures  the items of /v1/reports/{id}/figures */
export function figureTable(figures, report) {
  if (figures.length === 0) return element("p", { class: "notice" }, "文中没有读到数字。");
  const table = searchTable({
    name: "这份报告中的数字，按原文顺序排列",
    label: "查找数字（名称、指标、数值）",
    unit: "个",
    heading: "所指",
    number: "数字",
    columns: {
      数字: printed,
      所指: (figure) => figure.name,
      指标: (figure) => figure.indicator ?? "—",
      性质: nature,
      出处: (figure) => placeButton({ ...report, ...figure }, figure.name + printed(figure)),
    },
    textOf: (figure) => [figure.name, figure.indicator, printed(figure), nature(figure)].join(" "),
  });
  table.show(figures, `共 ${figures.length} 个`);
  return table.root;
}

function printed({ value, unit }) {
  return value + unit;
}

function nature({ kind, period, base, previous, unit }) {
  const about = [base && `以${base}为基数`, previous !== null && `原为${previous}${unit}`];
  return [KINDS[kind], PERIODS[period], ...about].filter(Boolean).join(" · ");
}
