// The text of a draft: what is open stands in it as a link to its field, what was filled in as its own words.

import { sourceOf } from "./copying.js";
import { citedText } from "./cited.js";
import { element, replaceChildren } from "./dom.js";
import { labelOf, piecesOf, runsIn, shownValue } from "./draft-values.js";

const LONGEST_NAME = 20;

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {function(string)} onPlaceholder  one was clicked, by its id
 * @returns {{root: HTMLElement, show: function(string), listSources: function()}}
 */
export function draftText(filling, onPlaceholder) {
  const { draft } = filling;
  const links = new Map(); // by placeholder's id, each with how the text goes on
  const blocks = draft.sections.flatMap((section) => sectionOf(section, filling, links));
  const sources = element("section", { class: "draft-sources" });
  const root = element(
    "article",
    { class: "draft-text", "aria-label": "草稿正文" },
    element("p", { class: "draft-heading" }, draft.title),
    blocks,
    sources,
  );
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-placeholder]");
    if (link === null) return;
    event.preventDefault();
    onPlaceholder(link.dataset.placeholder);
  });
  filling.watch((id) => links.has(id) && fill(links.get(id), filling));

  /** Brings a placeholder into sight and gives it the focus. */
  const show = (id) => {
    const link = links.get(id)?.link;
    if (link === undefined) return;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center" });
  };
  /** For paper, where no marker opens its source. */
  const listSources = () => {
    if (draft.citations.length === 0) return;
    replaceChildren(sources, element("h3", {}, "出处"), draft.citations.map((one) => element("p", {}, sourceOf(one))));
  };
  return { root, show, listSources };
}

function sectionOf(section, filling, links) {
  const paragraphs = section.paragraphs.map(({ text }) => paragraphOf(text, filling, links));
  if (section.level === 0) return paragraphs;
  // h2 is the draft's title.
  const tag = `h${Math.min(section.level + 2, 6)}`;
  if (!runsIn(section)) return [element(tag, {}, section.heading), ...paragraphs];
  const [first, ...rest] = paragraphs;
  return [element("div", { class: "draft-run-in" }, element(tag, {}, `${section.heading}。`), first), ...rest];
}

function paragraphOf(text, filling, links) {
  const { draft } = filling;
  const parts = piecesOf(text, draft.placeholders).map((piece) => {
    if (piece.placeholder === null) return citedText(piece.text, draft.citations, { short: true });
    const { placeholder, following } = piece;
    const title = labelOf(placeholder, draft.year);
    const link = element("a", { href: "#/draft", "data-placeholder": placeholder.id, title });
    links.set(placeholder.id, { link, placeholder, following });
    fill({ link, placeholder, following }, filling);
    return link;
  });
  return element("p", { class: "draft-paragraph" }, parts);
}

function fill({ link, placeholder, following }, filling) {
  const value = shownValue(placeholder, filling.text(placeholder.id), following);
  link.textContent = value || `待填：${shortened(placeholder.indicator)}`;
  link.className = value ? "draft-filled" : "open";
}

function shortened(indicator) {
  const characters = [...indicator];
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join("")}…` : indicator;
}
