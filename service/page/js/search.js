// Finding rows by what one types.

import { announce, element, labelled, replaceChildren } from "./dom.js";

const PAUSE_MS = 600;
let pause = 0;

/** Every word has to be there, in whatever order. */
export function fits(text, words) {
  const within = text.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => within.includes(word));
}

/** Once the typing pauses: a screen reader need not tell every letter's result. */
export function announceSoon(text) {
  clearTimeout(pause);
  pause = setTimeout(() => announce(text), PAUSE_MS);
}

/**
 * A table with a field that finds its rows.
 * @param {{columns: Object<string, function(Object): (Node|string|number)>, textOf: function(Object): string}} options
 *   columns: a cell's content by the column's name; heading, number: the column that heads its row, and that of figures
 * @returns {{root: HTMLElement, show: function(Object[], string): void}}  show takes the items, and how many there are
 */
export function searchTable({ name, label, unit, heading, number, columns, textOf }) {
  const words = element("input", { type: "search", autocomplete: "off" });
  const field = labelled(label, words, { class: "find no-print" });
  const count = element("p", { class: "lead" });
  const body = element("tbody");
  const look = (column) => (column === number ? "number" : null);
  const heads = Object.keys(columns).map((column) => element("th", { scope: "col", class: look(column) }, column));
  const head = element("thead", {}, element("tr", {}, heads));
  const scroll = element("div", { class: "scroll" }, element("table", { "aria-label": name }, head, body));
  let items = [];
  let total = "";

  const cell = ([column, content], item) =>
    column === heading
      ? element("th", { scope: "row" }, content(item))
      : element("td", { class: look(column) }, content(item));
  const find = () => {
    items.forEach((item, place) => {
      body.rows[place].hidden = !fits(textOf(item), words.value);
    });
    const found = body.querySelectorAll("tr:not([hidden])").length;
    count.textContent = total + (found < items.length ? `，其中 ${found} ${unit}符合。` : "。");
  };
  const show = (shown, told) => {
    items = shown;
    total = told;
    scroll.hidden = items.length === 0;
    const cells = (item) => Object.entries(columns).map((column) => cell(column, item));
    replaceChildren(body, items.map((item) => element("tr", {}, cells(item))));
    find();
  };
  words.addEventListener("input", () => {
    find();
    announceSoon(count.textContent);
  });
  return { root: element("div", { class: "stack" }, field, count, scroll), show };
}
