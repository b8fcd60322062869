// One report: what it is, what its checks found, its figures; to be read, and to be deleted.

import { Problem, get } from "./api.js";
import { reports } from "./collection.js";
import { askToDelete } from "./deletion.js";
import { announce, element, replaceChildren } from "./dom.js";
import { findingList } from "./findings.js";
import { openReader } from "./reader.js";
import { facts, leftOut } from "./report-facts.js";
import { figureTable } from "./report-figures.js";

/**
 * @param {{back: string, onDeleted: function(): void}} options  back: the address of the list
 * @returns {{root: HTMLElement, focus: function(): void}}
 */
export function reportView(reportId, { back, onDeleted }) {
  const path = `/v1/reports/${encodeURIComponent(reportId)}`;
  const title = element("h2", { class: "report-title", tabindex: "-1" }, "正在打开报告…");
  const about = element("div", { class: "stack" });
  const root = element(
    "article",
    {},
    element("p", { class: "no-print" }, element("a", { href: back }, "‹ 返回报告库")),
    title,
    about,
  );
  const show = (report) => {
    title.textContent = report.title;
    replaceChildren(
      about,
      facts(report),
      actions(report, onDeleted),
      leftOut(report.furniture ?? []),
      part("检查", `${path}/checks`, (found) => findingList(found.items, report)),
      part("数字", `${path}/figures`, (found) => figureTable(found.items, report)),
    );
  };
  const open = () =>
    get(path).then(show, (problem) => {
      title.textContent = "打不开这份报告";
      replaceChildren(about, failure(problem, GONE, open));
      announce(about.textContent);
    });
  reports().then((known) => {
    const report = known.find((one) => one.report_id === reportId);
    if (report && about.childElementCount === 0) title.textContent = report.title;
  }, () => {}); // told where the report itself is asked for
  open();
  return { root, focus: () => title.focus() };
}

const GONE = "库中没有这份报告，可能已被删除或替换。请返回报告库查看现有的报告。";

function actions(report, onDeleted) {
  const first = report.paragraphs[0];
  const read = (event) => openReader({ ...report, paragraph_id: first.paragraph_id }, { opener: event.currentTarget });
  const ask = (event) => askToDelete(report, event.currentTarget, onDeleted);
  return element(
    "div",
    { class: "row" },
    first ? element("button", { type: "button", class: "primary", onclick: read }, "阅读原文") : null,
    element("button", { type: "button", class: "danger", onclick: ask }, "删除这份报告…"),
  );
}

/** A part that is asked for by itself: where it fails, the others stand. */
function part(name, path, shown) {
  const content = element("div", {}, element("p", { class: "notice" }, `正在读取${name}…`));
  const load = () =>
    get(path).then(
      (found) => replaceChildren(content, shown(found)),
      (problem) => replaceChildren(content, failure(problem, GONE, load)),
    );
  load();
  return element("section", { "aria-label": name }, element("h3", { class: "subtitle" }, name), content);
}

function failure(problem, gone, again) {
  if (!(problem instanceof Problem)) throw problem;
  const isGone = problem.status === 404;
  return element(
    "div",
    { class: "stack" },
    element("p", { class: "error" }, isGone ? gone : problem.message),
    isGone ? null : element("button", { type: "button", onclick: again }, "重试"),
  );
}
