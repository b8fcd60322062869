// A part that folds under its heading, with a count beside that.

import { element } from "./dom.js";

/**
 * @param {string} tag  of the heading
 * @param {string} name
 * @param {Object<string, *>} attributes  of the details element
 * @returns {{root: HTMLDetailsElement, summary: HTMLElement, count: function(string)}}
 */
export function folded(tag, name, attributes, ...content) {
  const tally = element("span", { class: "tag", hidden: true });
  const summary = element("summary", {}, element(tag, {}, name), tally);
  const count = (text) => {
    tally.textContent = text;
    tally.hidden = false;
  };
  return { root: element("details", attributes, summary, content), summary, count };
}

/** How many of these placeholders' ids are filled in. */
export function filledOf(ids, filling) {
  return `已填 ${ids.filter((id) => !filling.isOpen(id)).length} / ${ids.length}`;
}
