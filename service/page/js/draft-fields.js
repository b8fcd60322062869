// What is to be filled in, by the department that has it, with last year's value and its source at each.

import { citationChip } from "./cited.js";
import { element, uniqueId } from "./dom.js";
import { filledOf, folded } from "./draft-folded.js";
import { labelOf, previousOf } from "./draft-values.js";
import { announceSoon, fits } from "./search.js";

const NO_DEPARTMENT = "责任单位待定";
const MOST_CHARACTERS = 5000;
const MOST_ROWS = 8;
const CHARACTERS_A_ROW = 20;

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {function(string)} onLocate  the place in the text is asked for, by the placeholder's id
 * @returns {{root: HTMLElement, show: function(string)}}
 */
export function draftFields(filling, onLocate) {
  const { placeholders, citations } = filling.draft;
  const ids = placeholders.map(({ id }) => id);
  const cited = new Map(citations.map((citation) => [citation.n, citation]));
  const fields = new Map(placeholders.map((one) => [one.id, fieldOf(one, filling, cited, onLocate)]));
  const groups = groupsOf(placeholders, filling, fields);
  const none = element("p", { class: "lead", hidden: true }, "没有符合的待填项。");
  const hint = "按项目、章节、单位查找";
  const find = element("input", { type: "search", "aria-label": `待填项：${hint}`, placeholder: hint, oninput: sift });
  const openOnly = element("input", { type: "checkbox", onchange: sift });
  const { root, count } = folded(
    "h3",
    "待填项",
    { class: "draft-part", open: true },
    element(
      "div",
      { class: "row" },
      element("div", { class: "grow" }, find),
      element("label", { class: "choice" }, openOnly, "只看待填"),
    ),
    none,
    groups.map((group) => group.root),
  );

  /** At a search only: nothing moves away under the hands of someone who types into a field. */
  function sift() {
    let found = 0;
    for (const group of groups) {
      for (const { id, root: field, words } of group.fields) {
        field.hidden = !fits(words, find.value.trim()) || (openOnly.checked && !filling.isOpen(id));
      }
      const its = group.fields.filter((field) => !field.root.hidden).length;
      group.root.hidden = its === 0;
      if (its > 0 && find.value !== "") group.root.open = true;
      found += its;
    }
    none.hidden = found > 0;
    announceSoon(`${found} 项`);
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
    control.focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  }

  filling.watch((id) => {
    fields.get(id).changed();
    groups.find((group) => group.ids.includes(id)).counted();
    count(filledOf(ids, filling));
  });
  count(filledOf(ids, filling));
  return { root, show };
}

function fieldOf(placeholder, filling, cited, onLocate) {
  const { id, unit, section, department, previous } = placeholder;
  const label = labelOf(placeholder, filling.draft.year);
  const controlId = uniqueId("draft-field");
  const toldId = `${controlId}-previous`;
  const control = element(unit === "" ? "textarea" : "input", {
    id: controlId,
    type: unit === "" ? null : "text",
    autocomplete: "off",
    maxlength: MOST_CHARACTERS,
    "aria-describedby": previous && toldId,
    oninput: () => filling.set(id, control.value),
  });
  const locating = { type: "button", class: "plain", "aria-label": `定位：${label}`, onclick: () => onLocate(id) };
  const heading = [element("label", { for: controlId }, label), element("button", locating, "定位")];
  const root = element(
    "div",
    { class: "draft-field" },
    element("div", { class: "draft-label" }, heading),
    previous && previousOne(placeholder, toldId, cited),
    control,
  );
  /** Typed here, or in another window. */
  const changed = () => {
    if (control.value !== filling.text(id)) control.value = filling.text(id);
    if (unit === "") control.rows = Math.min(MOST_ROWS, 2 + Math.floor(control.value.length / CHARACTERS_A_ROW));
    root.classList.toggle("is-filled", !filling.isOpen(id));
  };
  changed();
  const words = [label, section, department ?? NO_DEPARTMENT, previous?.value].join(" ");
  return { id, root, control, changed, words };
}

function previousOne(placeholder, id, cited) {
  const citation = cited.get(placeholder.previous.citation);
  const chip = citation === undefined ? null : citationChip(citation, { short: true });
  return element("p", { class: "draft-previous" }, element("span", { id }, previousOf(placeholder)), chip);
}

/** Departments in the order of the text, what has none last; within each what is open first. */
function groupsOf(placeholders, filling, fields) {
  const departments = [...new Set(placeholders.map(({ department }) => department))];
  departments.sort((one, other) => Number(one === null) - Number(other === null));
  return departments.map((department) => {
    const ids = placeholders.filter((one) => one.department === department).map(({ id }) => id);
    const sorted = [...ids.filter(filling.isOpen), ...ids.filter((id) => !filling.isOpen(id))];
    const its = sorted.map((id) => fields.get(id));
    const shown = its.map((field) => field.root);
    const { root, count } = folded("h4", department ?? NO_DEPARTMENT, { class: "draft-group", open: true }, shown);
    const counted = () => count(filledOf(ids, filling));
    counted();
    return { root, ids, fields: its, counted };
  });
}
