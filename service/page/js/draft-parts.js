// What the parts of a draft have in common.

import { citationChip } from "./cited.js";
import { details, element } from "./dom.js";

/** A part that folds under its heading, with a tag beside that. */
export function folded(level, name, tag, attributes, ...content) {
  return details([element(level, {}, name), tag], attributes, content);
}

/** How many of these placeholders' ids are filled in, always up to date. */
export function tally(ids, filling) {
  const tag = element("span", { class: "tag" });
  filling.watch(ids, () => {
    tag.textContent = `已填 ${ids.filter((id) => !filling.isOpen(id)).length} / ${ids.length}`;
  });
  return tag;
}

/** The button of a source by its number. */
export function chipsOf({ citations }) {
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  return (n) => (known.has(n) ? citationChip(known.get(n), { short: true }) : null);
}
