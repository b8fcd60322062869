// Pickers of districts and years, of the reports at hand.

import { watchReports } from "./collection.js";
import { element, labelled, replaceChildren, select, tell } from "./dom.js";
import { regionLabels } from "./regions.js";

/** More choices than these get a field to find them by, and are shown this many at a time. */
const MANY = 12;
const SHOWN = 100;

/**
 * Districts by their full names: value() is the one picked or null; where multiple, an array, empty for all.
 * What no report has is let go of once the reports are known.
 */
export function districtPicker({ multiple = false, label = "地区", onChange = () => {} } = {}) {
  const picker = multiple ? checkboxes(label, onChange) : dropdown(label, onChange);
  return overReports(picker, (reports) => {
    const regions = reports.map(({ region }) => region).sort((one, other) => one.localeCompare(other, "zh"));
    return regionLabels(regions);
  });
}

/** Years that reports are about, the newest first; several may be picked. */
export function yearPicker({ label = "年度", onChange = () => {} } = {}) {
  return overReports(checkboxes(label, onChange), (reports) => {
    const years = reports.map(({ year }) => year).sort((one, other) => other - one);
    return new Map(years.map((year) => [year, `${year}年`]));
  });
}

/** @param {function(Object[]): Map<*, string>} choicesOf  labels by value */
function overReports(picker, choicesOf) {
  watchReports((reports, problem) => {
    tell(picker.told, problem?.message ?? "");
    if (problem === null) picker.offer(choicesOf(reports));
  });
  return picker;
}

function dropdown(label, onChange) {
  const none = { "": `请选择${label}` };
  const field = select(none, { onchange: () => onChange(value()) });
  const told = element("p", { class: "pick-told", hidden: true });
  const root = element("div", {}, labelled(label, field), told);
  const value = () => field.value || null;
  const set = (next) => (field.value = next ?? "");

  function offer(choices) {
    const before = value();
    replaceChildren(field, [...select({ ...none, ...Object.fromEntries(choices) }).children]);
    set(choices.has(before) ? before : null);
    if (value() !== before) onChange(value());
  }
  return { root, told, value, set, offer };
}

/** None of them is all of them. */
function checkboxes(label, onChange) {
  const list = element("div", { class: "pick-list" });
  const told = element("p", { class: "pick-told", hidden: true });
  const finding = `查找${label}`;
  const shown = { "aria-label": finding, placeholder: finding, hidden: true };
  const find = element("input", { type: "search", ...shown, oninput: draw });
  const root = element("fieldset", {}, element("legend", {}, `${label}（不选即全部）`), find, list, told);
  let choices = null;
  let picked = [];
  const value = () => [...picked];
  const labels = () => picked.map((one) => choices?.get(one) ?? String(one));

  function set(next) {
    picked = [...next];
    if (choices !== null) offer(choices);
  }

  function offer(next) {
    choices = next;
    const before = picked.length;
    picked = picked.filter((one) => choices.has(one));
    find.hidden = choices.size <= MANY;
    draw();
    if (picked.length !== before) onChange(value());
  }

  /** Those picked are shown whatever is searched for. */
  function draw() {
    const fits = [...choices.keys()].filter((one) => picked.includes(one) || String(one).includes(find.value.trim()));
    if (!find.hidden) fits.sort((one, other) => picked.includes(other) - picked.includes(one));
    replaceChildren(list, fits.slice(0, SHOWN).map(box));
    const rest = fits.length > SHOWN ? `另有 ${fits.length - SHOWN} 个未列出，请输入名称查找。` : "";
    tell(told, fits.length === 0 ? "没有符合的选项。" : rest);
  }

  function box(own) {
    const onchange = ({ target }) => {
      picked = target.checked ? [...picked, own] : picked.filter((one) => one !== own);
      onChange(value());
    };
    const input = element("input", { type: "checkbox", checked: picked.includes(own), onchange });
    return element("label", { class: "choice" }, input, choices.get(own));
  }
  return { root, told, value, labels, set, offer };
}
