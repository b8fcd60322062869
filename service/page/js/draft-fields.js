// What is to be filled in, by the department that has it, with last year's value and its source at each.

import { button, element, labelled, uniqueId } from "./dom.js";
import { labelOf, previousOf } from "./draft-filling.js";
import { chipsOf, folded, tally } from "./draft-parts.js";
import { announceSoon, fits } from "./search.js";

const NO_DEPARTMENT = "责任单位待定";

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {function(string)} onLocate  the place in the text is asked for, by the placeholder's id
 * @returns {{root: HTMLElement, show: function(string)}}
 */
export function draftFields(filling, onLocate) {
  const { placeholders } = filling.draft;
  const chip = chipsOf(filling.draft);
  const fields = new Map(placeholders.map((one) => [one.id, fieldOf(one, filling, chip, onLocate)]));
  const groups = groupsOf(placeholders, filling, fields);
  const none = element("p", { class: "lead", hidden: true }, "没有符合的待填项。");
  const find = element("input", { type: "search", placeholder: "项目、章节或单位", oninput: sift });
  const openOnly = element("input", { type: "checkbox", onchange: sift });
  const root = folded(
    "h3",
    "待填项",
    tally([...fields.keys()], filling),
    { class: "draft-part", open: true },
    element(
      "div",
      { class: "row" },
      labelled("查找待填项", find, { class: "grow" }),
      element("label", { class: "choice" }, openOnly, "只看待填"),
    ),
    none,
    groups,
  );

  /** At a search only: nothing moves away under the hands of someone who types into a field. */
  function sift() {
    for (const [id, field] of fields) {
      field.root.hidden = !fits(field.words, find.value.trim()) || (openOnly.checked && !filling.isOpen(id));
    }
    const found = root.querySelectorAll(".draft-field:not([hidden])");
    for (const group of groups) group.hidden = true;
    for (const { parentElement: group } of found) {
      group.hidden = false;
      group.open ||= find.value !== "";
    }
    none.hidden = found.length > 0;
    announceSoon(`${found.length} 项`);
  }

  /** Opens what hides the field, and gives it the focus. */
  function show(id) {
    if (!fields.has(id)) return;
    const { root: field, control } = fields.get(id);
    if (field.hidden) {
      find.value = "";
      openOnly.checked = false;
      sift();
    }
    root.open = true;
    field.parentElement.open = true;
    control.focus();
  }

  return { root, show };
}

function fieldOf(placeholder, filling, chip, onLocate) {
  const { id, unit, section, department, previous } = placeholder;
  const label = labelOf(placeholder);
  const told = previous && element("span", { id: uniqueId("previous") }, previousOf(placeholder));
  const control = element(unit === "" ? "textarea" : "input", {
    id: uniqueId("field"),
    type: unit === "" ? null : "text",
    autocomplete: "off",
    maxlength: 5000, // as the service has it
    "aria-describedby": told?.id,
    oninput: () => filling.set(id, control.value),
  });
  control.value = filling.text(id);
  const root = element(
    "div",
    { class: "draft-field" },
    element(
      "div",
      { class: "draft-label" },
      element("label", { for: control.id }, label),
      button("定位", () => onLocate(id), { class: "plain", "aria-label": `定位：${label}` }),
    ),
    told && element("p", { class: "draft-small" }, told, chip(previous.citation)),
    control,
  );
  return { root, control, words: [label, section, department ?? NO_DEPARTMENT, previous?.value].join(" ") };
}

/** Departments in the order of the text, what has none last; within each what is open first. */
function groupsOf(placeholders, filling, fields) {
  const departments = new Set(placeholders.map(({ department }) => department));
  const names = [...departments].sort((one, other) => Number(one === null) - Number(other === null));
  return names.map((name) => {
    const ids = placeholders.filter(({ department }) => department === name).map(({ id }) => id);
    const sorted = [...ids.filter(filling.isOpen), ...ids.filter((id) => !filling.isOpen(id))];
    const shown = sorted.map((id) => fields.get(id).root);
    return folded("h4", name ?? NO_DEPARTMENT, tally(ids, filling), { class: "draft-group", open: true }, shown);
  });
}
