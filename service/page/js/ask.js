// 问答: a conversation over the reports.

import { ask } from "./asking.js";
import { watchReports } from "./collection.js";
import { composer } from "./composer.js";
import { announce, button, element, replaceChildren } from "./dom.js";
import { conversationBefore, historyList, keepConversation, newConversation, showsNow } from "./history.js";
import { exampleQuestions, offersFor } from "./offers.js";
import { hasLanguageModel } from "./readiness.js";
import { turnView } from "./turn-view.js";

const LEAD = "依据法治政府建设年度报告原文作答，句句注明出处；报告没有写的，会直接说明。";
const UNKEPT = "浏览器没有存下这段对话，关闭页面后将丢失。可以删除较早的历史对话。";
const UNFINISHED = "这次作答没有完成。";

/** @param {HTMLElement} section */
export function mountAsk(section) {
  let conversation = newConversation();
  let before = conversationBefore();
  let running = null; // the AbortController of the last turn
  let reports = [];
  let examples = [];

  // Each answer tells what is added to it; a conversation that is opened is not read out.
  const log = element("div", { role: "log", "aria-label": "对话", "aria-live": "off" });
  const empty = element("div", { class: "stack" });
  const unkept = element("p", { class: "notice", hidden: true }, UNKEPT);
  const field = composer({ onSend: send, onStop: () => running?.abort() });
  const history = historyList({ onOpen: open, onDelete: forgotten });
  const bar = element("div", { class: "ask-bar no-print" }, button("新对话", beginAnew), history.root);
  section.append(bar, empty, log, unkept, field.root);
  const page = { ask: send, offers: (answer) => offersFor(answer, reports, examples) };

  async function send(question) {
    if (running !== null) return;
    const own = conversation;
    dropUnanswered(question);
    const earlier = [...own.turns];
    const turn = { question, ...field.how(), state: "running", text: "", answer: null, told: UNFINISHED };
    const view = turnView(turn, page);
    own.turns.push(turn);
    keepNow();
    log.append(view.root);
    empty.hidden = true;
    if (field.written().trim() === question) field.write("");
    running = new AbortController();
    field.running(true);
    view.root.scrollIntoView();
    await answered(turn, earlier, view);
    running = null;
    view.finish();
    field.running(false);
    if (own === conversation) keepNow();
  }

  async function answered(turn, earlier, view) {
    try {
      turn.answer = await ask(turn, earlier, view, running.signal);
      turn.state = "done";
      announce(turn.answer.abstained ? "没有可引用的依据。" : `回答完毕，${turn.answer.citations.length} 处出处。`);
    } catch (problem) {
      const stopped = problem.name === "AbortError";
      turn.state = stopped ? "stopped" : "failed";
      turn.told = stopped ? "已停止，" : problem.message;
      announce(turn.told);
      if (!stopped && field.written() === "") field.write(turn.question);
    }
  }

  /** A question that is asked once more takes the place of the try before. */
  function dropUnanswered(question) {
    const last = conversation.turns[conversation.turns.length - 1];
    if (last === undefined || last.answer !== null || last.question !== question) return;
    conversation.turns.pop();
    log.lastElementChild.remove();
  }

  function open(next) {
    if (next.id === conversation.id) return;
    running?.abort();
    conversation = next;
    showsNow(conversation);
    for (const turn of conversation.turns) if (turn.state === "running") turn.state = "failed";
    replaceChildren(log, conversation.turns.map((turn) => turnView(turn, page).root));
    unkept.hidden = true;
    empty.hidden = conversation.turns.length > 0;
    if (!empty.hidden) return;
    field.setScope(conversation.turns[conversation.turns.length - 1].scope);
    log.lastElementChild.scrollIntoView();
  }

  function beginAnew() {
    if (conversation.turns.length > 0) open(newConversation());
    field.focus();
  }

  /** @param {string|null} id  null: all */
  function forgotten(id) {
    if (id === null || id === conversation.id) open(newConversation());
  }

  function keepNow() {
    showsNow(conversation);
    unkept.hidden = keepConversation(conversation);
    history.refresh();
  }

  function welcome(problem) {
    if (problem !== null) return element("p", { class: "error" }, problem.message);
    const library = element("a", { href: "#/library" }, "报告库");
    if (reports.length === 0) return element("p", { class: "notice" }, "还没有报告。请先到", library, "上传，再来提问。");
    const items = examples.map((question) => element("li", {}, button(question, () => send(question))));
    return [element("h2", { class: "subtitle" }, "可以这样问"), element("ul", { class: "examples stack" }, items)];
  }

  watchReports(async (found, problem) => {
    reports = found;
    examples = await exampleQuestions(reports);
    replaceChildren(empty, element("p", { class: "lead" }, LEAD), welcome(problem));
    // Only now: an abstention offers what there is.
    if (before !== undefined && conversation.turns.length === 0) open(before);
    before = undefined;
    field.modelThere(await hasLanguageModel());
  });
}
