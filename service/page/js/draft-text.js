// The text of a draft: what is open stands in it as a link to its field, what was filled in as its own words.

import { citedText } from "./cited.js";
import { sourceOf } from "./copying.js";
import { element } from "./dom.js";
import { labelOf, shownValue } from "./draft-filling.js";

const TOKEN = /(【待填：[^】]*】)/;

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {function(string)} onPlaceholder  one was clicked, by its id
 * @returns {{root: HTMLElement, show: function(string), plain: function(boolean): string}}
 */
export function draftText(filling, onPlaceholder) {
  const { title, sections, placeholders, citations } = filling.draft;
  const byToken = new Map(placeholders.map((placeholder) => [placeholder.token, placeholder]));
  const links = new Map();
  // For paper and for the clipboard, where no marker opens its source.
  const sources = citations.length === 0 ? [] : ["出处：", ...citations.map(sourceOf)];
  const root = element(
    "article",
    { class: "draft-text", "aria-label": "草稿正文" },
    element("p", { class: "draft-heading" }, title),
    sections.map(sectionOf),
    sources.map((source) => element("p", { class: "draft-source print-only" }, source)),
  );

  function sectionOf({ heading, level, run_in: runIn, paragraphs }) {
    const texts = paragraphs.map(({ text }) => element("p", {}, piecesOf(text)));
    if (level === 0) return texts;
    const tag = `h${Math.min(level + 2, 6)}`; // h2 is the draft's title
    if (!runIn || texts.length === 0) return [element(tag, {}, heading), texts];
    const [first, ...rest] = texts;
    return [element("div", { class: "draft-run-in" }, element(tag, {}, `${heading}。`), first), rest];
  }

  function piecesOf(text) {
    return text.split(TOKEN).map((piece, place, pieces) => {
      const placeholder = byToken.get(piece);
      return placeholder ? linkOf(placeholder, pieces[place + 1]) : citedText(piece, citations, { short: true });
    });
  }

  function linkOf(placeholder, following) {
    const { id, indicator } = placeholder;
    const onclick = (event) => {
      event.preventDefault();
      onPlaceholder(id);
    };
    const link = element("a", { href: "#/draft", title: labelOf(placeholder), onclick });
    links.set(id, link);
    filling.watch([id], () => {
      const value = shownValue(placeholder, filling.text(id), following);
      link.textContent = value || `【待填：${indicator}】`;
      link.className = value ? "draft-filled" : "open";
    });
    return link;
  }

  /** To be pasted elsewhere; `clean`: without markers and sources. */
  function plain(clean) {
    const copy = root.cloneNode(true);
    for (const chip of copy.querySelectorAll(".chip")) chip.textContent = clean ? "" : chip.textContent.split(" ")[0];
    const lines = [...copy.children].filter((line) => !clean || !line.matches(".draft-source"));
    return lines.map((line) => line.textContent).join("\n");
  }

  return { root, show: (id) => links.get(id)?.focus(), plain };
}
