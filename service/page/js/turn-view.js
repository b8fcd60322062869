// One question and its answer. While it streams only sentences are added; nothing that stands is written anew.

import { MODES } from "./asking.js";
import { fillMarkers, markedText } from "./cited.js";
import { asPlainText, copyButton, sourceOf } from "./copying.js";
import { element, replaceChildren, uniqueId } from "./dom.js";
import { REASONS, offersFor } from "./offers.js";
import { shortRegion } from "./regions.js";

/**
 * @param {import("./asking.js").Turn} turn
 * @param {{ask: function(string): void, retry: function(Object): void, reports: function(): Object[],
 *   examples: function(): string[]}} page
 */
export function turnView(turn, page) {
  const id = uniqueId("question");
  const text = element("div", { class: "answer-text" });
  const waiting = element("p", { class: "lead" }, "正在查阅报告…");
  const foot = element("div", { class: "answer-foot stack", "aria-live": "off" });
  const answer = element("div", { class: "answer" }, waiting, text, foot);
  const root = element(
    "article",
    { class: "turn", "aria-labelledby": id },
    element("h2", { class: "question", id }, element("span", { class: "visually-hidden" }, "问："), turn.question),
    scopeNote(turn.scope),
    answer,
  );

  function add(piece) {
    waiting.hidden = true;
    text.append(element("span", {}, markedText(piece)));
  }

  function wait(message) {
    const told = `${message.replace(/，?请稍候重试。$/, "。")}就绪后会自动作答。`;
    waiting.hidden = false;
    if (waiting.textContent !== told) waiting.textContent = told;
  }

  function finish() {
    waiting.hidden = true;
    answer.classList.toggle("abstained", turn.answer?.abstained === true);
    const whole = turn.answer === null ? turn.text : turn.answer.answer;
    if (text.textContent !== whole) replaceChildren(text, markedText(whole));
    if (turn.answer === null) replaceChildren(foot, unfinished(turn, page));
    else {
      fillMarkers(text, turn.answer.citations);
      replaceChildren(foot, finished(turn, page));
    }
  }

  if (turn.state !== "running") finish();
  return { root, add, wait, finish };
}

function finished({ answer }, page) {
  const label = answer.citations.length > 0 ? "复制（含出处）" : "复制";
  const { button, place } = copyButton(() => asPlainText(answer), label);
  const kind = answer.abstained ? (REASONS[answer.reason] ?? "无法据报告回答") : (MODES[answer.mode] ?? answer.mode);
  return [
    answer.abstained ? offers(answer, page) : null,
    answer.warnings.length > 0 ? warnings(answer.warnings) : null,
    removed(answer.claims.filter((claim) => claim.verdict === "removed")),
    element("div", { class: "row" }, element("span", { class: "tag" }, kind), button),
    place,
    printedSources(answer.citations),
  ];
}

function unfinished(turn, page) {
  const again = turn.state === "stopped" ? "重新作答" : "重试";
  const retry = element("button", { type: "button", class: "retry", onclick: () => page.retry(turn) }, again);
  if (turn.state === "stopped") {
    const sources = /\[\d+\]/.test(turn.text) ? "，标号尚无出处可查" : "";
    const note = turn.text === "" ? "已停止。" : `已停止，以上回答不完整${sources}。`;
    return [element("p", { class: "notice" }, note), retry];
  }
  const cut = turn.text === "" ? null : element("p", {}, "以上回答不完整，请勿引用。");
  return [element("div", { class: "error" }, cut, turn.told.map((line) => element("p", {}, line))), retry];
}

/** Hidden by the style sheet once another question follows: they follow up on the last one. */
function offers(answer, page) {
  const offered = offersFor(answer, page.reports(), page.examples());
  if (offered.length === 0) return null;
  const buttons = offered.map(({ label, question }) =>
    element("button", { type: "button", onclick: () => page.ask(question) }, label),
  );
  return element("div", { class: "row offers", role: "group", "aria-label": "可以改问" }, buttons);
}

function warnings(lines) {
  return element(
    "div",
    { class: "caution" },
    element("p", { class: "visually-hidden" }, "请注意："),
    lines.map((line) => element("p", {}, line)),
  );
}

/** Counted, and to be seen only by who asks for it: the answer does not hold them. */
function removed(claims) {
  if (claims.length === 0) return null;
  const items = claims.map(({ text, why }) => element("li", {}, text, why ? `（${why}）` : null));
  return element(
    "details",
    { class: "removed no-print" },
    element("summary", {}, `已删去 ${claims.length} 句无出处支持的内容`),
    element("p", { class: "lead" }, "以下句子未通过核对，不属于回答，请勿引用。"),
    element("ul", {}, items),
  );
}

/** On paper nobody can press a button. */
function printedSources(citations) {
  return element("div", { class: "print-only" }, citations.map((citation) => element("p", {}, sourceOf(citation))));
}

function scopeNote({ regions, years }) {
  const limits = [...regions.map(shortRegion), ...years.map((year) => `${year}年`)];
  return limits.length === 0 ? null : element("p", { class: "question-scope" }, `范围：${limits.join("、")}`);
}
