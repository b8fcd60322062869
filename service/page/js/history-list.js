// The list of earlier conversations: open one, delete one, delete all.

import { announce, element, replaceChildren } from "./dom.js";
import { conversations, deleteConversation, deleteConversations, titleOf } from "./history.js";

const WHEN = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

/** @param {{onOpen: function(Object): void, onDelete: function(string|null): void}} actions  null: all */
export function historyList({ onOpen, onDelete }) {
  const summary = element("summary", {}, "历史对话");
  const body = element("div", { class: "history-body" });
  const root = element("details", { class: "history" }, summary, body);
  root.addEventListener("toggle", () => root.open && draw());
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !root.open) return;
    event.preventDefault(); // the reader stays open
    close();
  });

  function close() {
    root.open = false;
    summary.focus();
  }

  function draw(known = conversations()) {
    summary.textContent = known.length > 0 ? `历史对话（${known.length}）` : "历史对话";
    const note = element("p", { class: "lead" }, "对话只存在本浏览器中，最多保留 30 段。");
    if (known.length === 0) {
      replaceChildren(body, element("p", {}, "还没有历史对话。"), note);
      return;
    }
    const all = element("button", { type: "button", class: "danger", onclick: deleteAll }, "全部删除");
    replaceChildren(body, element("ul", {}, known.map(item)), all, note);
  }

  function item(conversation) {
    const title = titleOf(conversation);
    const open = () => {
      close();
      onOpen(conversation);
    };
    const drop = () => {
      if (!window.confirm(`删除这段对话？\n${title}`)) return;
      deleteConversation(conversation.id);
      onDelete(conversation.id);
      deleted("已删除。");
    };
    const when = element("span", { class: "when" }, `${WHEN.format(conversation.changed)}，${conversation.turns.length} 问`);
    return element(
      "li",
      {},
      element("button", { type: "button", class: "plain history-open", onclick: open }, title, when),
      element("button", { type: "button", class: "plain", "aria-label": `删除：${title}`, onclick: drop }, "删除"),
    );
  }

  function deleteAll() {
    if (!window.confirm("删除全部历史对话？删除后不能恢复。")) return;
    deleteConversations();
    onDelete(null);
    deleted("历史对话已全部删除。");
  }

  function deleted(message) {
    draw();
    summary.focus();
    announce(message);
  }

  draw();
  return { root, refresh: () => draw() };
}
