// A report beside the answer: at the cited paragraph, the quote marked, the paragraphs around it to read.

import { Problem, get } from "./api.js";
import { watchReports } from "./collection.js";
import { announce, element, replaceChildren } from "./dom.js";
import { asSheet, closeSheet } from "./sheet.js";
import { citedAlone, paragraphs, sourceLine } from "./report-text.js";

const KEPT = 20;
const kept = new Map();
const panel = document.getElementById("reader");

let shown = null; // the report that the panel shows
let opener = null;
let turn = 0; // of the last opening: a slower one before it is not shown any more

/**
 * @param {{report_id: string, paragraph_id: string, quote?: string, start?: number, end?: number}} citation  a Citation,
 *   or anything with its place; what else a Citation holds is shown where the report cannot be had
 * @param {{opener?: HTMLElement}} [from]  gets the focus back; otherwise what has it now
 */
export async function openReader(citation, { opener: from } = {}) {
  turn += 1;
  const mine = turn;
  remember(from ?? outside(document.activeElement));
  frame();
  if (shown !== citation.report_id) {
    shown = null;
    fill(citation, [element("p", { class: "notice" }, "正在打开报告…")]);
  }
  try {
    const report = await reportOf(citation.report_id);
    if (mine === turn) show(report, citation);
  } catch (problem) {
    if (mine === turn) showProblem(problem, citation);
  }
}

export function closeReader() {
  if (panel.hidden) return;
  turn += 1;
  shown = null;
  const focused = panel.contains(document.activeElement) || document.activeElement === document.body;
  closeSheet();
  panel.hidden = true;
  panel.replaceChildren();
  opener?.setAttribute("aria-expanded", "false");
  if (focused) giveBack();
  opener = null;
}

async function reportOf(reportId) {
  if (kept.has(reportId)) return kept.get(reportId);
  const report = await get(`/v1/reports/${encodeURIComponent(reportId)}`);
  kept.set(reportId, report);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return report;
}

/** The frame stays when the reader goes from one citation to the next: nothing flickers, and no focus is lost. */
function frame() {
  if (!panel.hidden) return;
  panel.hidden = false;
  replaceChildren(
    panel,
    element(
      "div",
      { class: "sheet" },
      element(
        "div",
        { class: "reader-head" },
        element("h2", { id: "reader-title" }, "报告原文"),
        element("button", { type: "button", class: "reader-close", onclick: closeReader }, "关闭"),
        element("p", { class: "reader-source" }),
      ),
      element("div", { class: "reader-body", tabindex: "0", role: "region", "aria-label": "报告正文" }),
    ),
  );
  asSheet(panel, closeReader);
}

function fill(about, content) {
  panel.querySelector("#reader-title").textContent = about.title || "报告原文";
  panel.querySelector(".reader-source").textContent = sourceLine(about);
  const body = panel.querySelector(".reader-body");
  replaceChildren(body, content);
  return body;
}

function show(report, citation) {
  const body = fill(report, paragraphs(report, citation));
  if (shown !== report.report_id) body.scrollTop = 0;
  shown = report.report_id;
  const cited = body.querySelector(".cited");
  if (cited === null) {
    body.prepend(element("p", { class: "caution" }, "报告中已找不到这个段落，可能换了版本；请按标题查找。"));
    panel.querySelector(".reader-close").focus();
    return;
  }
  cited.focus({ preventScroll: true });
  const mark = cited.querySelector("mark") ?? cited;
  const above = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTop += above - body.clientHeight / 4;
}

function showProblem(problem, citation) {
  if (!(problem instanceof Problem)) throw problem;
  shown = null;
  const gone = problem.status === 404;
  const told = gone
    ? "这份报告已不在报告库中，可能已被删除或替换。请到“报告库”查看现有报告，或重新提问。"
    : problem.message;
  const again = element("button", { type: "button", onclick: () => openReader(citation, { opener }) }, "重试");
  fill(citation, [element("p", { class: "error" }, told), gone ? null : again, citedAlone(citation)]);
  panel.querySelector(".reader-close").focus();
  announce(told);
}

function remember(next) {
  if (next === null || next === opener) return;
  opener?.setAttribute("aria-expanded", "false");
  opener = next;
  if (opener.classList.contains("chip")) opener.setAttribute("aria-expanded", "true");
}

function giveBack() {
  const there = opener !== null && opener.isConnected && opener.getClientRects().length > 0;
  (there ? opener : document.getElementById("view")).focus();
}

function outside(focused) {
  return focused === null || focused === document.body || panel.contains(focused) ? opener : focused;
}

document.addEventListener("keydown", (event) => {
  // What lies on top, or is being written with an input method, takes the key first.
  const taken = event.defaultPrevented || event.isComposing || event.keyCode === 229;
  if (event.key === "Escape" && !taken && document.querySelector("dialog[open]") === null) closeReader();
});

// What was removed or replaced is not shown out of the memory of this page.
watchReports((reports, problem) => {
  if (problem !== null) return;
  const there = new Set(reports.map((report) => report.report_id));
  for (const reportId of kept.keys()) if (!there.has(reportId)) kept.delete(reportId);
});
