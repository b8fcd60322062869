// Drafts that this browser keeps: each whole once, what was filled in beside it, and a list of them all.

import { forget, keep, load } from "./store.js";
import { isDraft } from "./draft-filling.js";

export const MOST = 5;
const PAUSE_MS = 400;

/**
 * @typedef {{id: string, title: string, region: string, year: number, sections: string[]|null, filled: number,
 *   total: number, changed: number}} KeptDraft  sections: null for the whole report; changed: milliseconds since 1970
 */

const wholeOf = (id) => `draft.${id}`;
const filledOf = (id) => `draft.${id}.filled`;

/** The one worked on last comes first. @returns {KeptDraft[]} */
export function keptDrafts() {
  const kept = load("drafts", []);
  return Array.isArray(kept) ? [...kept].sort((one, other) => other.changed - one.changed) : [];
}

/** @returns {{draft: Object, filled: Object<string, string>}|null} */
export function keptDraft(id) {
  const draft = load(wholeOf(id), null);
  return isDraft(draft) ? { draft, filled: load(filledOf(id), {}) ?? {} } : null;
}

export function forgetDraft(id) {
  keep("drafts", keptDrafts().filter((kept) => kept.id !== id));
  forget(wholeOf(id));
  forget(filledOf(id));
}

/** Whether there is room for one more: nothing that was filled in is dropped for it. */
export function hasRoom() {
  return keptDrafts().filter((kept) => kept.filled > 0).length < MOST;
}

/** False where the browser could not keep it. What nobody has filled in makes room. */
export function keepDraft(draft, sections) {
  const spare = keptDrafts().filter((kept) => kept.filled === 0);
  const excess = Math.max(0, keptDrafts().length + 1 - MOST);
  for (const { id } of spare.reverse().slice(0, excess)) forgetDraft(id);
  const kept = keep(wholeOf(draft.id), draft) && keep(filledOf(draft.id), {}) && keepEntry(draft, sections, 0);
  if (!kept) forgetDraft(draft.id); // half of it would only take up room
  return kept;
}

function keepEntry({ id, title, region, year, placeholders }, sections, filled) {
  const entry = { id, title, region, year, sections, filled, total: placeholders.length, changed: Date.now() };
  return keep("drafts", [entry, ...keptDrafts().filter((kept) => kept.id !== id)]);
}

/**
 * Keeps what is filled in, a moment after the last key and before the page goes.
 * @param {import("./draft-filling.js").Filling} filling
 * @param {string[]|null} sections
 * @param {function(boolean)} onKept  false where the browser could not
 */
export function keeping(filling, sections, onKept) {
  const { id } = filling.draft;
  const waiting = new Set(); // not kept yet; another window may have filled in others meanwhile
  let timer = 0;

  const flush = () => {
    clearTimeout(timer);
    if (waiting.size === 0) return;
    const filled = { ...load(filledOf(id), {}) };
    for (const one of waiting) filled[one] = filling.text(one);
    const there = keptDrafts().some((kept) => kept.id === id) || keepDraft(filling.draft, sections);
    const done = there && keep(filledOf(id), filled) && keepEntry(filling.draft, sections, filling.count());
    if (done) waiting.clear();
    onKept(done);
  };
  const fromElsewhere = ({ key }) => {
    if (!key?.endsWith(filledOf(id))) return;
    for (const [one, text] of Object.entries(load(filledOf(id), {}))) {
      if (!waiting.has(one)) filling.set(one, String(text), { elsewhere: true });
    }
  };
  const hidden = () => document.visibilityState === "hidden" && flush();
  const unkept = (event) => {
    flush();
    if (waiting.size === 0) return;
    event.preventDefault(); // the browser asks whether to leave
    event.returnValue = "";
  };

  filling.watch((one, elsewhere) => {
    if (elsewhere) return;
    waiting.add(one);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE_MS);
  });
  const listeners = [
    [window, "pagehide", flush],
    [window, "beforeunload", unkept],
    [window, "storage", fromElsewhere],
    [document, "visibilitychange", hidden],
  ];
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener);
  const stop = () => {
    clearTimeout(timer);
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener);
  };
  return { flush, stop, isWaiting: () => waiting.size > 0 };
}
