// One question and its answer: sentence by sentence while it streams, with its sources once it is whole.

import { MODES } from "./asking.js";
import { citedText } from "./cited.js";
import { asPlainText, copyButton, sourceOf } from "./copying.js";
import { button, details, element, replaceChildren, uniqueId } from "./dom.js";
import { REASONS } from "./offers.js";
import { shortRegion } from "./regions.js";

/**
 * @param {import("./asking.js").Turn} turn
 * @param {{ask: function(string), offers: function(Object): {label: string, question: string}[]}} page
 */
export function turnView(turn, page) {
  const id = uniqueId("question");
  const text = element("div", { class: "answer-text", "aria-live": "polite" });
  const waiting = element("p", { class: "lead" }, "正在查阅报告…");
  const foot = element("div", { class: "answer-foot stack" });
  const answer = element("div", { class: "answer" }, waiting, text, foot);
  const question = element("h2", { class: "question", id }, turn.question);
  const root = element("article", { class: "turn", "aria-labelledby": id }, question, scopeNote(turn.scope), answer);

  function add(piece) {
    waiting.hidden = true;
    text.append(piece);
  }

  function wait({ message }) {
    waiting.textContent = `${message}就绪后会自动作答，无须重问。`;
  }

  function finish() {
    waiting.hidden = true;
    text.setAttribute("aria-live", "off"); // the sources come in; the sentences were read
    replaceChildren(text, citedText(turn.answer?.answer ?? turn.text, turn.answer?.citations ?? []));
    answer.classList.toggle("abstained", turn.answer?.abstained === true);
    replaceChildren(foot, turn.answer === null ? unfinished(turn, page) : finished(turn.answer, page));
  }

  if (turn.state !== "running") finish();
  return { root, add, wait, finish };
}

function finished(answer, page) {
  const { abstained, citations, claims, mode, reason, warnings } = answer;
  const copy = copyButton(() => asPlainText(answer), citations.length > 0 ? "复制（含出处）" : "复制");
  const kind = abstained ? (REASONS[reason] ?? "无法据报告回答") : MODES[mode];
  const offered = abstained ? page.offers(answer) : [];
  const offers = offered.map(({ label, question }) => button(label, () => page.ask(question)));
  return [
    offers.length > 0 ? element("div", { class: "row offers", role: "group", "aria-label": "可以改问" }, offers) : null,
    warnings.length > 0 ? element("div", { class: "caution" }, lines(warnings)) : null,
    claims.length > 0 ? removed(claims) : null,
    element("div", { class: "row" }, element("span", { class: "tag" }, kind), copy.button),
    copy.place,
    element("div", { class: "print-only" }, lines(citations.map(sourceOf))), // on paper nobody can press a button
  ];
}

function unfinished({ question, state, text, told }, page) {
  const stopped = state === "stopped";
  const rest = text === "" ? "可以重新作答。" : "以上回答不完整，请勿引用。";
  return [
    element("p", { class: stopped ? "notice" : "error" }, told, rest),
    button(stopped ? "重新作答" : "重试", () => page.ask(question), { class: "retry" }),
  ];
}

/** Counted, and to be seen only by who asks for it: the answer does not hold them. */
function removed(claims) {
  const said = claims.map(({ text, why }) => element("li", {}, text, why ? `（${why}）` : null));
  const note = element("p", {}, "以下句子未通过核对，不属于回答，请勿引用。");
  const attributes = { class: "removed no-print" };
  return details(`已删去 ${claims.length} 句无出处支持的内容`, attributes, note, element("ul", {}, said));
}

function lines(texts) {
  return texts.map((text) => element("p", {}, text));
}

function scopeNote({ regions, years }) {
  const limits = [...regions.map(shortRegion), ...years.map((year) => `${year}年`)];
  return limits.length === 0 ? null : element("p", { class: "question-scope" }, `范围：${limits.join("、")}`);
}
