// One report: what it is, what its checks found, its figures; to be read, and to be deleted.

import { get } from "./api.js";
import { askToDelete } from "./deletion.js";
import { button, element, replaceChildren } from "./dom.js";
import { findingList } from "./findings.js";
import { openReader } from "./reader.js";
import { facts, leftOut } from "./report-facts.js";
import { figureTable } from "./report-figures.js";
import { LIBRARY } from "./report-list.js";

/** Where it `moves`, the focus goes to the title. */
export function reportView(reportId, { moves, onDeleted }) {
  const path = `/v1/reports/${encodeURIComponent(reportId)}`;
  const title = element("h2", { class: "subtitle", tabindex: "-1" }, "报告");
  const show = (report) => {
    title.textContent = report.title;
    const first = { ...report, paragraph_id: report.paragraphs[0].paragraph_id };
    const read = (event) => openReader(first, { opener: event.currentTarget });
    return [
      facts(report),
      element(
        "div",
        { class: "row" },
        button("阅读原文", read, { class: "primary" }),
        button("删除这份报告…", () => askToDelete(report, onDeleted), { class: "danger" }),
      ),
      leftOut(report.furniture),
      part("检查", `${path}/checks`, ({ items }) => findingList(items, report)),
      part("数字", `${path}/figures`, ({ items }) => figureTable(items, report)),
    ];
  };
  const about = element("div", { class: "stack", tabindex: "-1" });
  load(about, "报告", path, show).then(() => moves && title.focus());
  return element(
    "article",
    {},
    element("p", { class: "no-print" }, element("a", { href: LIBRARY }, "‹ 返回报告库")),
    title,
    about,
  );
}

function part(name, path, shown) {
  const content = element("div", { tabindex: "-1" });
  load(content, name, path, shown);
  return element("section", { "aria-label": name }, element("h3", { class: "subtitle" }, name), content);
}

/** Each is asked for by itself: where one fails, the others stand. */
async function load(place, name, path, shown) {
  replaceChildren(place, element("p", { class: "lead" }, `正在读取${name}…`));
  try {
    replaceChildren(place, shown(await get(path)));
  } catch (problem) {
    const retry = button("重试", () => {
      place.focus();
      load(place, name, path, shown);
    });
    replaceChildren(place, element("p", { class: "error", role: "alert" }, problem.message), retry);
  }
}
