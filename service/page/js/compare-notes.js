// What has to be said with some cells, numbered below the table: 注1, 注2. The numbers in brackets are the sources.

import { citedText } from "./cited.js";
import { element, uniqueId } from "./dom.js";

/**
 * @typedef {{root: HTMLElement, reference: function(Object, Object): HTMLElement|null}} Notes
 *   reference(row, cell): the button that stands in the cell
 * @param {{columns: Object[], rows: Object[]}} table
 * @param {import("./cited.js").Citation[]} citations
 * @param {function(Object): string[]} labelOf  of a column
 * @returns {Notes}
 */
export function notesOf(table, citations, labelOf) {
  const notes = new Map(); // by row and text: what is said of ten districts in the same words is said once
  for (const row of table.rows) {
    row.cells.forEach((cell, place) => {
      if (!cell.note) return;
      const key = keyOf(row, cell);
      if (!notes.has(key)) notes.set(key, { number: notes.size + 1, row, text: cell.note, columns: [], opener: null });
      notes.get(key).columns.push(table.columns[place]);
    });
  }
  for (const note of notes.values()) note.item = itemOf(note, citations, labelOf);
  const items = [...notes.values()].map((note) => note.item);
  const root = element("section", { class: "compare-notes", "aria-label": "注释" });
  if (items.length > 0) root.append(element("h3", { class: "subtitle" }, "注释"), element("ol", {}, items));
  root.hidden = items.length === 0;

  function reference(row, cell) {
    const note = notes.get(keyOf(row, cell));
    if (note === undefined) return null;
    const go = (event) => {
      note.opener = event.currentTarget;
      note.item.querySelector(".compare-back").focus();
    };
    const described = note.item.querySelector(".compare-said").id;
    return element(
      "button",
      { type: "button", class: "chip compare-note", "aria-describedby": described, title: note.text, onclick: go },
      `注${note.number}`,
    );
  }
  return { root, reference };
}

/** Its number leads back to the cell that one came from. */
function itemOf(note, citations, labelOf) {
  const places = note.columns.map((column) => labelOf(column).join("")).join("、");
  const back = () => {
    if (note.opener?.isConnected) note.opener.focus();
    else document.querySelector(`.compare-note[aria-describedby="${said.id}"]`)?.focus();
  };
  const text = citedText(note.text, citations, { short: true });
  const said = element("span", { class: "compare-said", id: uniqueId("note") }, text);
  const attributes = { type: "button", class: "chip compare-back", title: "回到表中", onclick: back };
  return element(
    "li",
    {},
    element("button", attributes, `注${note.number}`),
    ` ${note.row.indicator}，${places}：`,
    said,
  );
}

function keyOf(row, cell) {
  return JSON.stringify([row.indicator, cell.note]);
}
