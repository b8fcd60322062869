// The reports that are in, by district and year.

import { watchReports } from "./collection.js";
import { element, tell } from "./dom.js";
import { searchTable } from "./search.js";

export const LIBRARY = "#/library";
const STATUS = { indexed: "已入库", pending: "正在建立索引" };

/** The address of a report's own page. */
export function reportAddress(reportId) {
  return `${LIBRARY}/${reportId}`;
}

/** Rows are named by their reports' addresses. */
export function reportList() {
  const table = searchTable({
    name: "库中的报告，按地区和年度排列",
    label: "查找（标题、地区、年度、文件名）",
    unit: "份",
    heading: "报告",
    number: "段落",
    columns: {
      报告: (report) => element("a", { href: reportAddress(report.report_id) }, report.title),
      地区: (report) => report.region,
      年度: (report) => report.year,
      段落: (report) => report.paragraph_count,
      状态: (report) => STATUS[report.status],
    },
    textOf: ({ title, region, year, source }) => `${title} ${region} ${year}年 ${source}`,
  });
  const failed = element("p", { class: "error", hidden: true });
  const root = element("div", {}, element("h2", { class: "subtitle" }, "已入库的报告"), failed, table.root);
  const links = () => [...root.querySelectorAll("tr:not([hidden]) a")];

  const focus = (address) => links().find(({ hash }) => hash === address)?.focus();
  const neighbour = (address) => {
    const addresses = links().map(({ hash }) => hash);
    const place = addresses.indexOf(address);
    return addresses[place + 1] ?? addresses[place - 1];
  };
  watchReports((reports, problem) => {
    const focused = links().find((link) => link === document.activeElement);
    tell(failed, problem?.message ?? "");
    table.root.hidden = problem !== null;
    table.show(reports, counted(reports));
    if (focused) focus(focused.hash);
  });
  return { root, focus, neighbour };
}

function counted(reports) {
  if (reports.length === 0) return "库中还没有报告，请用上面的“添加报告”放入第一份";
  return `共 ${reports.length} 份报告，${new Set(reports.map((report) => report.region_code)).size} 个地区`;
}
