// Which sections to draft: all of them, or some by the headings of the report that the draft starts from.

import { element, replaceChildren, uniqueId } from "./dom.js";

const LONGEST_NAME = 100;
const MOST_NAMES = 50;

/**
 * @returns {{root: HTMLElement, value: function(): string[]|null, choose: function(string, string),
 *   offer: function(string[][])}}
 */
export function sectionPicker() {
  const name = uniqueId("draft-sections");
  const all = radio(name, "全部章节", true);
  const some = radio(name, "部分章节", false);
  const headings = element("ul", { class: "draft-headings" });
  const ownId = uniqueId("draft-own");
  const own = element("textarea", { id: ownId, rows: 2, maxlength: 2000, placeholder: "如：行政复议" });
  const picked = element(
    "div",
    { class: "stack", hidden: true },
    headings,
    element("div", {}, element("label", { for: ownId }, "也可用自己的话写，每行一个"), own),
  );
  const root = element(
    "fieldset",
    { class: "draft-sections" },
    element("legend", {}, "章节"),
    element("div", { class: "row" }, all.root, some.root),
    picked,
  );
  let boxes = []; // {heading, input, children}
  const show = () => (picked.hidden = !some.input.checked);
  all.input.addEventListener("change", show);
  some.input.addEventListener("change", show);

  /** Headings by the path from the top, of two levels. */
  const offer = (paths) => {
    const before = new Set(chosen(boxes));
    boxes = treeOf(paths).map(({ heading, children }) => parentBox(heading, children));
    replaceChildren(headings, boxes.map(itemOf));
    for (const { heading, input } of everyBox(boxes)) if (before.has(heading)) tick(input);
  };
  /** null for all, an empty list where nothing was picked yet. */
  const value = () => {
    if (all.input.checked) return null;
    const words = own.value.split(/[\n；;]/).map((line) => line.trim());
    const names = [...chosen(boxes), ...words.filter((line) => line !== "")];
    return [...new Set(names.map(cut))].slice(0, MOST_NAMES);
  };
  /** In place of what was said in words that no heading is near to. */
  const choose = (heading, said) => {
    some.input.checked = true;
    show();
    const lines = own.value.split("\n").map((line) => (line.trim() === said ? heading : line));
    own.value = lines.includes(heading) ? lines.join("\n") : [...lines.filter(Boolean), heading].join("\n");
  };
  return { root, value, choose, offer };
}

function radio(name, label, checked) {
  const input = element("input", { type: "radio", name, checked });
  return { input, root: element("label", { class: "choice" }, input, label) };
}

/** A heading of level 1 stands for all below it. */
function parentBox(heading, children) {
  const parent = { heading, input: element("input", { type: "checkbox" }), children: [] };
  parent.children = children.map((child) => ({ heading: child, input: element("input", { type: "checkbox" }) }));
  parent.input.addEventListener("change", () => {
    for (const { input } of parent.children) input.checked = parent.input.checked;
  });
  for (const { input } of parent.children) {
    input.addEventListener("change", () => {
      parent.input.checked = parent.children.every((child) => child.input.checked);
    });
  }
  return parent;
}

function itemOf({ heading, input, children }) {
  const below = children.map((child) => element("li", {}, choice(child)));
  return element("li", {}, choice({ heading, input }), below.length > 0 ? element("ul", {}, below) : null);
}

function choice({ heading, input }) {
  return element("label", { class: "choice" }, input, element("span", {}, heading));
}

function tick(input) {
  input.checked = true;
  input.dispatchEvent(new Event("change"));
}

function chosen(boxes) {
  return boxes.flatMap(({ heading, input, children }) =>
    input.checked ? [heading] : children.filter((child) => child.input.checked).map((child) => child.heading),
  );
}

function everyBox(boxes) {
  return boxes.flatMap((box) => [box, ...box.children]);
}

function treeOf(paths) {
  const tree = new Map();
  for (const [top, below] of paths) {
    if (top === undefined) continue;
    if (!tree.has(top)) tree.set(top, new Set());
    if (below !== undefined) tree.get(top).add(below);
  }
  return [...tree].map(([heading, children]) => ({ heading, children: [...children] }));
}

function cut(name) {
  return [...name].slice(0, LONGEST_NAME).join("");
}
