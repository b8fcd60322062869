// The figures of a report as a table, each with its place in the text.

import { element, replaceChildren, uniqueId } from "./dom.js";
import { placeButton } from "./place-button.js";
import { announceSoon, fits } from "./search.js";

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

/**
 * @param {{indicator: string|null, name: string, value: string, unit: string, kind: string, period: string,
 *   base: string|null, previous: number|null, paragraph_id: string, start: number, end: number}[]} figures
 * @param {Object} report
 */
export function figureTable(figures, report) {
  if (figures.length === 0) return element("p", { class: "notice" }, "文中没有读到数字。");
  const id = uniqueId("figures");
  const words = element("input", { type: "search", id: `${id}-words`, autocomplete: "off", oninput: () => changed() });
  const periods = Object.entries(PERIODS).filter(([period]) => figures.some((figure) => figure.period === period));
  const period = element(
    "select",
    { id: `${id}-period`, onchange: () => changed() },
    element("option", { value: "" }, "全部"),
    periods.map(([value, name]) => element("option", { value }, name)),
  );
  const known = element("input", { type: "checkbox", onchange: () => changed() });
  const count = element("p", { class: "lead" });
  const rows = element("tbody");
  const draw = () => {
    const fitting = figures.filter(
      (figure) =>
        fits(textOf(figure), words.value) &&
        (period.value === "" || figure.period === period.value) &&
        (!known.checked || figure.indicator !== null),
    );
    replaceChildren(rows, fitting.map((figure) => row(figure, report)));
    const all = `共 ${figures.length} 个`;
    count.textContent = fitting.length === figures.length ? `${all}。` : `${all}，符合的 ${fitting.length} 个。`;
  };
  const changed = () => {
    draw();
    announceSoon(count.textContent);
  };
  draw();
  return element(
    "div",
    { class: "stack" },
    element(
      "div",
      { class: "row no-print" },
      element("div", { class: "grow" }, element("label", { for: words.id }, "查找数字（名称、指标、数值）"), words),
      element("div", {}, element("label", { for: period.id }, "时段"), period),
      element("label", { class: "choice" }, known, "只看有对应指标的"),
    ),
    count,
    element("div", { class: "scroll" }, table(rows)),
  );
}

function table(rows) {
  const heads = ["数字", "所指", "指标", "性质", "出处"].map((name) =>
    element("th", { scope: "col", class: name === "数字" ? "number" : null }, name),
  );
  return element(
    "table",
    { class: "figures" },
    element("caption", { class: "visually-hidden" }, "这份报告中的数字，按原文顺序排列"),
    element("thead", {}, element("tr", {}, heads)),
    rows,
  );
}

function row(figure, report) {
  const printed = `${figure.value}${figure.unit}`;
  return element(
    "tr",
    {},
    element("td", { class: "number" }, printed),
    element("th", { scope: "row" }, figure.name),
    element("td", {}, figure.indicator ?? "—"),
    element("td", {}, nature(figure)),
    element("td", {}, placeButton(placeOf(figure, report), `${figure.name}${printed}`)),
  );
}

function placeOf(figure, report) {
  return { ...report, paragraph_id: figure.paragraph_id, start: figure.start, end: figure.end };
}

function nature({ kind, period, base, previous, unit }) {
  const about = [base ? `以${base}为基数` : null, previous === null ? null : `原为${previous}${unit}`].filter(Boolean);
  const named = [KINDS[kind] ?? kind, PERIODS[period] ?? period].join(" · ");
  return about.length === 0 ? named : `${named}（${about.join("，")}）`;
}

function textOf({ name, indicator, value, unit }) {
  return `${name} ${indicator ?? ""} ${value}${unit}`;
}
