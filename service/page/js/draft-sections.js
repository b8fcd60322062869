// Which sections to draft: all of them, or some by the headings of the report that the draft starts from.

import { button, element, labelled, replaceChildren } from "./dom.js";

const LONGEST_NAME = 100;

/**
 * @returns {{root: HTMLElement, value: function(): string[]|null, offer: function(string[][]),
 *   offers: function(import("./api.js").Problem): HTMLElement[]}}
 */
export function sectionPicker() {
  const all = radio("全部章节", true);
  const some = radio("部分章节", false);
  const headings = element("ul", { class: "draft-headings", onchange: headingPicked });
  const own = element("textarea", { rows: 2, maxlength: 2000, placeholder: "如：行政复议" });
  const ownField = labelled("也可用自己的话写，每行一个", own);
  const picked = element("div", { class: "stack", hidden: true }, headings, ownField);
  const root = element(
    "fieldset",
    { onchange: () => (picked.hidden = all.control.checked) },
    element("legend", {}, "章节"),
    element("div", { class: "row" }, all, some),
    picked,
  );

  /** Headings by their path from the top; two levels of them. */
  function offer(paths) {
    const tree = new Map();
    for (const [top, below] of paths) {
      if (top === undefined) continue;
      if (!tree.has(top)) tree.set(top, new Set());
      if (below !== undefined) tree.get(top).add(below);
    }
    replaceChildren(headings, [...tree].map(([top, below]) => itemOf(top, [...below].map((one) => itemOf(one, [])))));
  }

  /** null for all, an empty list where nothing was picked yet. */
  function value() {
    if (all.control.checked) return null;
    const boxes = [...headings.querySelectorAll("input:checked:enabled")];
    const words = own.value.split("\n").map((line) => line.trim());
    return [...new Set([...boxes.map((box) => box.value), ...words.filter(Boolean)])];
  }

  /** For words that no heading is near to: the headings named in “没有与“…”相符的章节，可选的有：“一、…”、“二、…”。” */
  function offers({ errors }) {
    const { detail = "" } = errors.find(({ field }) => field?.startsWith("sections")) ?? {};
    const [, said, names] = /“(.+?)”相符.*有：“(.+)”/.exec(detail) ?? [];
    if (names === undefined) return [];
    const instead = (heading) => () => {
      own.value = own.value.split("\n").map((line) => (line.trim() === said ? heading : line)).join("\n");
      root.closest("form").requestSubmit();
    };
    return names.split("”、“").map((heading) => button(`改为“${heading}”`, instead(heading)));
  }

  return { root, value, offer, offers };
}

function radio(label, checked) {
  const input = element("input", { type: "radio", name: "draft-sections", checked });
  return element("label", { class: "choice" }, input, label);
}

function itemOf(heading, below) {
  const box = element("input", { type: "checkbox", value: heading.slice(0, LONGEST_NAME) });
  const label = element("label", { class: "choice" }, box, heading);
  return element("li", {}, label, below.length > 0 ? element("ul", {}, below) : null);
}

/** A heading of level 1 stands for all below it. */
function headingPicked({ target }) {
  for (const box of target.closest("li").querySelectorAll(":scope > ul input")) {
    box.checked = target.checked;
    box.disabled = target.checked;
  }
}
