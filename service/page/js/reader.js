// A report beside the answer, on a narrow screen over it: at the cited paragraph, the quote marked.

import { Problem, get } from "./api.js";
import { announce, button, element, replaceChildren } from "./dom.js";

const GONE = "这份报告已不在报告库中，可能已被删除或替换。请重新提问。";
const narrow = matchMedia("(max-width: 60rem)");
const panel = document.getElementById("reader");
const title = element("h2");
const close = button("关闭", closeReader);
const source = element("p", { class: "reader-source" });
const body = element("div", { class: "reader-body", tabindex: "0", role: "region", "aria-label": "报告正文" });
panel.append(element("div", { class: "reader-head" }, title, close, source), body);

let wanted = null; // the last citation asked for: one before it that comes later is not shown any more
let shown = null; // the report
let opener = null; // gets the focus back

/** @param {Object} citation  a Citation, or a Report with a paragraph_id, and a quote or start and end */
export async function openReader(citation, from) {
  wanted = citation;
  opener?.setAttribute("aria-expanded", "false");
  opener = from.opener;
  opener.setAttribute("aria-expanded", "true");
  panel.hidden = false;
  if (shown?.report_id !== citation.report_id) {
    shown = null;
    fill(citation, element("p", { class: "notice" }, "正在打开报告…"));
  }
  cover();
  const path = `/v1/reports/${encodeURIComponent(citation.report_id)}`;
  const found = shown ?? (await get(path).catch((problem) => problem));
  if (wanted !== citation) return;
  if (found instanceof Problem) tellProblem(found, citation);
  else show(found, citation);
}

export function closeReader() {
  if (panel.hidden) return;
  const focused = document.activeElement;
  panel.hidden = true;
  wanted = shown = null;
  cover();
  opener.setAttribute("aria-expanded", "false");
  if (focused !== document.body && !panel.contains(focused)) return;
  opener.focus();
  if (document.activeElement !== opener) document.getElementById("view").focus(); // its view is hidden, or it is gone
}

/** What the reader lies over neither scrolls nor takes the focus. */
function cover() {
  const covering = narrow.matches && !panel.hidden;
  document.documentElement.classList.toggle("covered", covering);
  for (const beneath of document.querySelectorAll(".skip, .top, main")) beneath.inert = covering;
  if (covering && !panel.contains(document.activeElement)) close.focus();
}

function fill(about, ...content) {
  title.textContent = about.title;
  const { region, year, issuer, document_number: number } = about;
  source.textContent = [region, `${year}年度`, issuer, number].filter(Boolean).join(" · ");
  replaceChildren(body, content);
}

function show(report, citation) {
  shown = report;
  fill(report, paragraphs(report.paragraphs, citation));
  const cited = body.querySelector(".cited") ?? body;
  cited.focus({ preventScroll: true });
  const mark = cited.querySelector("mark") ?? cited;
  body.scrollTop += mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 4;
}

function tellProblem(problem, citation) {
  const told = problem.status === 404 ? GONE : problem.message;
  const again = button("重试", () => openReader(citation, { opener }));
  const alone = citation.text ? [element("h3", {}, "作答时引用的段落"), paragraphs([citation], citation)] : null;
  fill(citation, element("p", { class: "error" }, told), again, alone);
  close.focus();
  announce(told);
}

/** As published: a heading that runs in stays with its text. */
function paragraphs(all, citation) {
  return all.map(({ paragraph_id: id, path, text }) => {
    const isHeading = path.length > 0 && bare(text) === bare(path[path.length - 1]);
    const tag = isHeading ? `h${Math.min(path.length + 2, 6)}` : "p"; // h2 is the report's title
    if (id !== citation.paragraph_id) return element(tag, {}, text);
    return element(tag, { class: "cited", tabindex: "-1" }, marked(text, citation));
  });
}

/** Offsets count characters, of which JavaScript takes rare ones for two. */
function marked(text, { start = 0, end = 0, quote }) {
  const cited = quote || [...text].slice(start, end).join("");
  const from = text.indexOf(cited, start);
  if (cited === "" || from < 0) return text;
  return [text.slice(0, from), element("mark", {}, cited), text.slice(from + cited.length)];
}

function bare(text) {
  return text.replace(/[\s。]/g, "");
}

narrow.addEventListener("change", cover);
// Another view was called for: that is what the reader would hide.
addEventListener("hashchange", () => narrow.matches && closeReader());
document.addEventListener("keydown", ({ key, defaultPrevented, isComposing }) => {
  // What lies on top, or is being written with an input method, takes the key first.
  if (key === "Escape" && !defaultPrevented && !isComposing && !document.querySelector("dialog[open]")) closeReader();
});
