// A draft and what was filled in; who shows a part of it is told which placeholder has changed.

import { inOneLine } from "./draft-values.js";

/**
 * @typedef {Object} Filling
 * @property {Object} draft  as the service gave it
 * @property {function(string): string} text  what was typed for a placeholder's id, as typed
 * @property {function(string): boolean} isOpen
 * @property {function(string, string, {elsewhere?: boolean}=): void} set  elsewhere: in another window of this browser
 * @property {function(): number} count  of the placeholders that are filled
 * @property {function(): Object<string, string>} all  by id, without blank ones: the service's `filled`
 * @property {function(function(string, boolean)): void} watch  calls back with the id, and whether it is from elsewhere
 */

/** @returns {Filling} */
export function fillingOf(draft, filled) {
  const ids = new Set(draft.placeholders.map(({ id }) => id));
  const texts = new Map(Object.entries(filled).filter(([id, text]) => ids.has(id) && typeof text === "string"));
  const watchers = [];
  const text = (id) => texts.get(id) ?? "";
  const isOpen = (id) => inOneLine(text(id)) === "";
  const all = () => Object.fromEntries([...texts].filter(([id]) => !isOpen(id)));
  const set = (id, next, { elsewhere = false } = {}) => {
    if (!ids.has(id) || text(id) === next) return;
    texts.set(id, next);
    watchers.forEach((watcher) => watcher(id, elsewhere));
  };
  const count = () => Object.keys(all()).length;
  return { draft, text, isOpen, all, set, count, watch: (watcher) => watchers.push(watcher) };
}

/** Whether it is a draft that this page can show: what a browser kept may be of an older version. */
export function isDraft(draft) {
  const lists = ["sections", "placeholders", "commitments", "practices", "citations", "warnings"];
  return typeof draft?.id === "string" && lists.every((list) => Array.isArray(draft[list]));
}
