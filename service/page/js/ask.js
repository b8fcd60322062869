// 问答: a conversation over the reports.

import { Problem } from "./api.js";
import { ask, told } from "./asking.js";
import { watchReports } from "./collection.js";
import { composer } from "./composer.js";
import { announce, element, replaceChildren } from "./dom.js";
import { welcome } from "./examples.js";
import { conversationBefore, keepConversation, newConversation, showsNow } from "./history.js";
import { historyList } from "./history-list.js";
import { readiness } from "./readiness.js";
import { turnView } from "./turn-view.js";

const UNKEPT = "浏览器没有存下这段对话（空间已满，或处于无痕模式），关闭页面后将丢失。可以删除较早的历史对话。";

/** @param {HTMLElement} section */
export function mountAsk(section) {
  let conversation = newConversation();
  let last = null; // {turn, view} that later questions follow up on
  let running = null; // its AbortController, while the last turn runs
  let reports = [];
  let examples = [];
  const deleted = new Set();

  const log = element("div", { class: "log", role: "log", "aria-label": "对话", "aria-live": "off" });
  const empty = element("div", { class: "empty stack" });
  const unkept = element("p", { class: "notice", hidden: true }, UNKEPT);
  const field = composer({ onSend: send, onStop: () => running?.abort() });
  const history = historyList({ onOpen: open, onDelete: forgotten });
  const begin = element("button", { type: "button", onclick: beginAnew }, "新对话");
  section.append(element("div", { class: "ask-bar no-print" }, begin, history.root), empty, log, unkept, field.root);

  const page = {
    ask: send,
    retry: (turn) => send(turn.question),
    reports: () => reports,
    examples: () => examples,
  };

  async function send(question) {
    if (running !== null) return;
    dropUnanswered(question);
    const own = conversation;
    const earlier = [...own.turns];
    const asked = { question, scope: field.scope(), mode: field.mode() };
    const turn = { ...asked, state: "running", text: "", answer: null, told: [] };
    const view = turnView(turn, page);
    own.turns.push(turn);
    last = { turn, view };
    running = new AbortController();
    if (field.written().trim() === question) field.write("");
    log.setAttribute("aria-live", "off"); // The question is known to who asked it.
    log.append(view.root);
    log.setAttribute("aria-live", "polite");
    empty.hidden = true;
    field.running(true);
    view.root.scrollIntoView({ block: "start" });
    keepNow(own);
    await answered(turn, view, earlier, running.signal);
    running = null;
    view.finish();
    field.running(false);
    keepNow(own);
  }

  /** Whatever comes of it stands in the turn. */
  async function answered(turn, view, earlier, signal) {
    const onText = (piece) => {
      turn.text += piece;
      view.add(piece);
    };
    try {
      turn.answer = await ask(turn, earlier, { onText, onWaiting: view.wait, signal });
      turn.state = "done";
      announce(turn.answer.abstained ? "没有可引用的依据。" : `回答完毕，${turn.answer.citations.length} 处出处。`);
    } catch (problem) {
      turn.state = problem.name === "AbortError" ? "stopped" : "failed";
      turn.told = turn.state === "stopped" ? ["已停止。"] : toldOf(problem);
      announce(turn.told.join(" "));
      if (turn.state === "failed" && field.written() === "") field.write(turn.question);
    }
  }

  /** A question that is asked once more takes the place of the try before. */
  function dropUnanswered(question) {
    const before = conversation.turns[conversation.turns.length - 1];
    if (before === undefined || before.answer !== null || before.question !== question) return;
    conversation.turns.pop();
    log.lastElementChild.remove();
  }

  function open(next) {
    if (next.id === conversation.id) return;
    running?.abort();
    conversation = next;
    showsNow(conversation);
    const views = conversation.turns.map((turn) => ({ turn: cutOff(turn), view: turnView(turn, page) }));
    last = views[views.length - 1] ?? null;
    log.setAttribute("aria-live", "off");
    replaceChildren(log, views.map(({ view }) => view.root));
    empty.hidden = last !== null;
    unkept.hidden = true;
    if (last === null) return;
    field.setScope(last.turn.scope);
    last.view.root.scrollIntoView({ block: "start" });
  }

  function beginAnew() {
    if (conversation.turns.length > 0) open(newConversation());
    field.focus();
  }

  /** @param {string|null} id  null: all */
  function forgotten(id) {
    if (conversation.turns.length === 0 || (id !== null && id !== conversation.id)) return;
    deleted.add(conversation.id); // or an answer that is still running would bring it back
    open(newConversation());
  }

  function keepNow(own) {
    if (deleted.has(own.id)) return;
    own.changed = Date.now();
    const kept = keepConversation(own);
    if (own === conversation) {
      showsNow(own);
      unkept.hidden = kept;
    }
    history.refresh();
  }

  watchReports(async (found, problem) => {
    if (problem === null) reports = found;
    const { content, questions } = await welcome(found, problem, send);
    examples = questions;
    replaceChildren(empty, content);
    // An abstention that was shown before the reports were known has nothing to offer yet.
    if (running === null && last?.turn.answer?.abstained && !last.view.root.contains(document.activeElement)) {
      last.view.finish();
    }
    if (problem === null) field.modelThere(Boolean((await readiness()).ready?.language_model));
  });
  const before = conversationBefore();
  if (before !== null) open(before);
}

function toldOf(problem) {
  if (problem instanceof Problem) return told(problem);
  console.error(problem);
  return ["页面出错，请刷新后再试；对话已保存。"];
}

/** A turn that ran when the page was closed. */
function cutOff(turn) {
  if (turn.state !== "running") return turn;
  return Object.assign(turn, { state: "failed", told: ["页面在作答途中被关闭或刷新，请重试。"] });
}
