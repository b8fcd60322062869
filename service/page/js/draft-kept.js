// Drafts that this browser keeps: each whole once, and a list of them with what was filled in.

import { forget, keep, load } from "./store.js";

export const MOST = 5;

/**
 * @typedef {{id: string, title: string, sections: string[]|null, total: number, filled: Object<string, string>,
 *   changed: number}} KeptDraft  sections: null for the whole report; changed: milliseconds since 1970
 */

const wholeOf = (id) => `draft.${id}`;

/** The one worked on last comes first. @returns {KeptDraft[]} */
export function keptDrafts() {
  return load("drafts", []);
}

export function wholeDraft(id) {
  return load(wholeOf(id), null);
}

export function filledIn({ filled }) {
  return Object.keys(filled).length;
}

/** False where the browser could not keep it. Another window may have filled in other placeholders meanwhile. */
export function keepDraft(draft, sections, changes) {
  const { id, title, placeholders } = draft;
  const kept = keptDrafts();
  const before = kept.find((one) => one.id === id);
  const filled = Object.entries({ ...before?.filled, ...changes }).filter(([, text]) => text.trim() !== "");
  const total = placeholders.length;
  const entry = { id, title, sections, total, filled: Object.fromEntries(filled), changed: Date.now() };
  const whole = before !== undefined || keep(wholeOf(id), draft);
  const done = whole && keep("drafts", [entry, ...kept.filter((one) => one !== before)]);
  if (!done && before === undefined) forget(wholeOf(id)); // alone it would only take up room
  return done;
}

export function forgetDraft(id) {
  keep("drafts", keptDrafts().filter((kept) => kept.id !== id));
  forget(wholeOf(id));
}

/** For one more; what nobody has filled in makes room. False where all are filled in. */
export function makeRoom() {
  const kept = keptDrafts();
  if (kept.length < MOST) return true;
  const spare = kept.reverse().find((one) => filledIn(one) === 0);
  if (spare !== undefined) forgetDraft(spare.id);
  return spare !== undefined;
}
