// Conversations that the browser keeps, the newest first. Which one this window shows outlives a reload, and no more.

import { keep, load } from "./store.js";

const LIMIT = 30;
const NAME = "conversations";
const CURRENT = "fazhi.conversation";

/**
 * @typedef {{id: string, changed: number, turns: import("./asking.js").Turn[]}} Conversation
 */

/** @returns {Conversation} */
export function newConversation() {
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, changed: Date.now(), turns: [] };
}

/** @returns {Conversation[]} */
export function conversations() {
  const kept = load(NAME, []);
  return Array.isArray(kept) ? kept.filter((one) => Array.isArray(one?.turns)) : [];
}

/** Read anew each time, as another window may have written. False where the browser could not keep it. */
export function keepConversation(conversation) {
  const others = conversations().filter((one) => one.id !== conversation.id);
  const own = { ...conversation, turns: conversation.turns.map(slim) };
  return keep(NAME, [own, ...others].slice(0, LIMIT));
}

export function deleteConversation(id) {
  return keep(NAME, conversations().filter((one) => one.id !== id));
}

export function deleteConversations() {
  return keep(NAME, []);
}

/** The conversation that this window showed before a reload, or null. A turn that was running then was cut off. */
export function conversationBefore() {
  let id = null;
  try {
    id = sessionStorage.getItem(CURRENT);
  } catch {
    // begins anew
  }
  return conversations().find((one) => one.id === id) ?? null;
}

export function showsNow({ id }) {
  try {
    sessionStorage.setItem(CURRENT, id);
  } catch {
    // a reload begins anew
  }
}

/** What it is listed as. */
export function titleOf({ turns }) {
  const characters = [...(turns[0]?.question ?? "").replace(/\s+/g, " ")];
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}…` : characters.join("");
}

/** Of the claims only the removed ones are shown. */
function slim(turn) {
  if (turn.answer === null) return turn;
  const claims = turn.answer.claims.filter((claim) => claim.verdict === "removed");
  return { ...turn, text: "", answer: { ...turn.answer, claims } };
}
