// A draft and what was filled in; who shows a part of it is told what changes. Neither elements nor storage.

const STOPS = /[。；，、]+$/;
const BEGINS_WITH_STOP = /^[。；，、]/;
const LINE_ENDS = /\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*/g;
const LAST_YEARS = /；\d{4}年为/;

/**
 * @typedef {Object} Filling
 * @property {Object} draft  as the service gave it
 * @property {function(string): string} text  what was typed for a placeholder's id, as typed
 * @property {function(string): boolean} isOpen
 * @property {function(): Object<string, string>} all  by id, without blank ones: the service's `filled`
 * @property {function(string, string): void} set
 * @property {function(string[], function(string?)): void} watch  calls back now, and with the id whenever one of these
 *   has changed
 */

/** @returns {Filling} */
export function fillingOf(draft, filled) {
  const texts = new Map(Object.entries(filled));
  const watchers = new Map(draft.placeholders.map(({ id }) => [id, []]));
  const text = (id) => texts.get(id) ?? "";
  const isOpen = (id) => inOneLine(text(id)) === "";
  const all = () => Object.fromEntries([...texts].filter(([id]) => !isOpen(id)));
  const set = (id, next) => {
    texts.set(id, next);
    watchers.get(id).forEach((changed) => changed(id));
  };
  const watch = (ids, changed) => {
    for (const id of ids) watchers.get(id)?.push(changed);
    changed();
  };
  return { draft, text, isOpen, all, set, watch };
}

/**
 * With its unit, unless the text goes on with that; the same for a stop. Empty where the placeholder is open. As
 * drafted_text.filled_in of the service does it for the files.
 */
export function shownValue({ unit }, text, following) {
  let value = inOneLine(text);
  if (BEGINS_WITH_STOP.test(following)) value = value.replace(STOPS, "");
  if (value === "" || unit === "") return value;
  const bare = (value.endsWith(unit) ? value.slice(0, -unit.length).trimEnd() : value) || value;
  return following.startsWith(unit) ? bare : `${bare}${unit}`;
}

/** 2025年行政复议收到申请数（件）, of 【待填：2025年行政复议收到申请数（件）；2024年为239件[12]】. */
export function labelOf({ token }) {
  return token.slice("【待填：".length, -1).split(LAST_YEARS)[0];
}

/** A figure with its unit, or the words, of the last report. */
export function previousOf({ previous: { value, year }, unit }) {
  return `${year}年：${unit === "" ? `“${value}”` : value.endsWith(unit) ? value : `${value}${unit}`}`;
}

/** A line end would break the sentence that it is put into. */
function inOneLine(text) {
  return text.trim().replace(LINE_ENDS, "");
}
