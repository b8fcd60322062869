// Conversations that the browser keeps, the newest first, and their list: open one, delete one, delete all.

import { announce, button, details, element, replaceChildren } from "./dom.js";
import { keep, load } from "./store.js";

const KEPT = 30;
const NAME = "conversations";
const SHOWN = "conversation"; // what this window shows outlives a reload, and no more
const WHEN = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

/** @typedef {{id: string, changed: number, turns: import("./asking.js").Turn[]}} Conversation */

export function newConversation() {
  return { id: `${Date.now()}-${Math.random()}`, turns: [] };
}

/** False where the browser could not keep it. */
export function keepConversation(conversation) {
  conversation.changed = Date.now();
  return keep(NAME, [conversation, ...others(conversation.id)].slice(0, KEPT));
}

/** The conversation that this window showed before a reload. */
export function conversationBefore() {
  const id = load(SHOWN, null, "sessionStorage");
  return load(NAME, []).find((one) => one.id === id);
}

export function showsNow({ id }) {
  keep(SHOWN, id, "sessionStorage");
}

function others(id) {
  return load(NAME, []).filter((one) => one.id !== id);
}

/** @param {{onOpen: function(Conversation), onDelete: function(string|null)}} actions  null: all */
export function historyList({ onOpen, onDelete }) {
  const body = element("div", { class: "card stack" });
  const root = details("", { class: "history" }, body);
  const summary = root.firstChild;

  function refresh() {
    const known = load(NAME, []);
    summary.textContent = known.length > 0 ? `历史对话（${known.length}）` : "历史对话";
    const all = button("全部删除", () => drop(null, "删除全部历史对话？删除后不能恢复。"), { class: "danger" });
    const content = known.length > 0 ? [element("ul", {}, known.map(item)), all] : "还没有历史对话。";
    replaceChildren(body, content, element("p", { class: "lead" }, `对话只存在本浏览器中，最多保留 ${KEPT} 段。`));
  }

  function item(conversation) {
    const { id, changed, turns } = conversation;
    const title = turns[0].question;
    const open = () => {
      root.open = false;
      summary.focus();
      onOpen(conversation);
    };
    const name = element("span", { class: "name" }, title);
    const when = element("span", { class: "when" }, `${WHEN.format(changed)}，${turns.length} 问`);
    const remove = () => drop(id, `删除这段对话？\n${title}`);
    const removal = button("删除", remove, { class: "plain", "aria-label": `删除：${title}` });
    return element("li", {}, button([name, when], open, { class: "plain history-open" }), removal);
  }

  function drop(id, question) {
    if (!confirm(question)) return;
    keep(NAME, id === null ? [] : others(id));
    onDelete(id);
    refresh();
    summary.focus();
    announce("已删除。");
  }

  refresh();
  return { root, refresh };
}
