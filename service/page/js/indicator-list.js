// The known indicators as checkboxes under folded headings: a keyboard does not pass a hundred of them on its way.

import { element, replaceChildren } from "./dom.js";
import { groupedIndicators } from "./indicator-groups.js";

/**
 * @typedef {import("./indicator-groups.js").Indicator} Indicator
 * @param {function(string, boolean): boolean} onToggle  false where it may not be chosen
 */
export function indicatorList(onToggle) {
  const root = element("div", { class: "indicator-list" });
  let groups = [];

  /** @param {Indicator[]} indicators  made once: a box that is toggled keeps the focus */
  function offer(indicators) {
    groups = groupedIndicators(indicators).map(([heading, members]) => group(heading, members, onToggle));
    replaceChildren(root, groups.map(({ details }) => details));
  }

  /** @returns {number} how many fit the words */
  function find(words) {
    const wanted = plain(words);
    let found = 0;
    for (const { details, boxes } of groups) {
      const before = found;
      for (const box of boxes) found += box.show(wanted) ? 1 : 0;
      details.hidden = found === before;
      details.open = wanted !== "" && found > before;
    }
    return found;
  }

  function mark(chosen) {
    for (const { boxes, count } of groups) {
      for (const { input, name } of boxes) input.checked = chosen.includes(name);
      const number = boxes.filter(({ input }) => input.checked).length;
      count.textContent = number > 0 ? `，已选 ${number} 项` : "";
    }
  }
  return { root, offer, find, mark };
}

/** The known indicator that goes by these very words. */
export function namedSo(indicators, words) {
  const wanted = plain(words);
  return indicators.find(({ name, synonyms }) => [name, ...synonyms].some((one) => plain(one) === wanted));
}

function group(heading, members, onToggle) {
  const boxes = members.map((indicator) => boxOf(indicator, onToggle));
  const count = element("span", { class: "indicator-count" });
  const details = element(
    "details",
    {},
    element("summary", {}, `${heading}（${members.length}）`, count),
    element("div", { role: "group", "aria-label": heading, class: "indicator-boxes" }, boxes.map(({ label }) => label)),
  );
  return { details, boxes, count };
}

function boxOf({ name, unit, synonyms }, onToggle) {
  const input = element("input", {
    type: "checkbox",
    onchange: () => {
      if (!onToggle(name, input.checked)) input.checked = !input.checked;
    },
  });
  const also = element("span", { class: "indicator-also" });
  const label = element("label", { class: "choice" }, input, element("span", {}, `${name}（${unit}）`, also));
  const own = plain(name);
  const others = synonyms.map((one) => [one, plain(one)]);

  /** Where only another name fits, it is told: else nobody would know why this one is shown. */
  function show(wanted) {
    const other = own.includes(wanted) ? undefined : others.find(([, words]) => words.includes(wanted));
    also.textContent = other === undefined ? "" : ` 又称“${other[0]}”`;
    label.hidden = other === undefined && !own.includes(wanted);
    return !label.hidden;
  }
  return { name, input, label, show };
}

function plain(words) {
  return words.replace(/[\s“”"'《》]/g, "").toLowerCase();
}
