// Picking one or several of many: native controls, told apart by the groups that they stand in.

import { element, replaceChildren, uniqueId } from "./dom.js";

/** More choices than these get a field to find them by, and are shown this many at a time. */
const MANY = 12;
const SHOWN = 100;

/** @typedef {{value: *, label: string, group: string|null}} Choice */

/** A select. @param {import("./scope.js").PickerOptions} options */
export function selectPicker({ label, none, onChange = () => {} }) {
  const id = uniqueId("pick");
  const select = element("select", { id, onchange: () => onChange(value()) });
  const told = element("p", { class: "pick-told", hidden: true });
  const root = element("div", { class: "pick" }, element("label", { for: id }, label), select, told);
  let choices = null;
  let wanted = null;

  const value = () => {
    if (choices === null) return wanted;
    return select.value === "" ? null : choices[Number(select.value)].value;
  };
  const set = (next) => {
    wanted = next ?? null;
    if (choices !== null) select.value = indexOf(choices, wanted);
  };
  const offer = (next) => {
    const before = value();
    choices = next;
    told.hidden = true;
    replaceChildren(select, element("option", { value: "" }, none), grouped(choices, option, optionGroup));
    select.value = indexOf(choices, before);
    if (value() !== before) onChange(value());
  };
  const fail = (message) => tell(told, message);
  replaceChildren(select, element("option", { value: "" }, none));
  return { root, value, set, offer, fail };
}

/** Checkboxes; none of them is all of them. @param {import("./scope.js").PickerOptions} options */
export function checkboxPicker({ label, onChange = () => {} }) {
  const list = element("div", { class: "pick-list" });
  const told = element("p", { class: "pick-told", hidden: true });
  const find = element("input", {
    type: "search",
    class: "pick-find",
    "aria-label": `查找${label}`,
    placeholder: `查找${label}`,
    oninput: () => draw(),
  });
  const root = element("fieldset", { class: "pick" }, element("legend", {}, `${label}（不选即全部）`), find, list, told);
  let choices = null;
  let picked = [];

  const value = () => [...picked];
  const set = (next) => {
    picked = [...(next ?? [])];
    if (choices !== null) offer(choices);
  };
  const offer = (next) => {
    choices = next;
    const before = picked.length;
    picked = picked.filter((one) => choices.some((choice) => choice.value === one));
    find.hidden = choices.length <= MANY;
    draw();
    if (picked.length !== before) onChange(value());
  };
  const toggle = (choice, on) => {
    picked = on ? [...picked, choice.value] : picked.filter((one) => one !== choice.value);
    onChange(value());
  };
  /** Those picked are shown whatever is searched for. */
  const draw = () => {
    if (choices === null) return;
    const words = find.hidden ? "" : find.value.trim();
    const chosen = find.hidden ? [] : choices.filter((choice) => picked.includes(choice.value));
    const others = choices.filter((choice) => !chosen.includes(choice) && named(choice).includes(words));
    const fits = [...chosen, ...others];
    const boxes = grouped(fits.slice(0, SHOWN), (choice) => box(choice, picked, toggle), boxGroup);
    replaceChildren(list, boxes);
    tell(told, fits.length === 0 ? "没有符合的选项。" : rest(fits.length - SHOWN));
  };
  const labels = () => picked.map((one) => choices?.find((choice) => choice.value === one)?.label ?? String(one));
  return { root, value, labels, set, offer, fail: (message) => tell(told, message) };
}

function box(choice, picked, toggle) {
  const attributes = { type: "checkbox", onchange: (event) => toggle(choice, event.target.checked) };
  const input = element("input", attributes);
  input.checked = picked.includes(choice.value);
  return element("label", { class: "choice" }, input, choice.label);
}

function boxGroup(group, boxes) {
  return element("div", { role: "group", "aria-label": group }, element("p", { class: "label" }, group), boxes);
}

function option(choice, index) {
  return element("option", { value: index }, choice.label);
}

function optionGroup(group, options) {
  return element("optgroup", { label: group }, options);
}

/** A heading for each group, where there are several. */
function grouped(choices, one, asGroup) {
  const groups = new Map();
  choices.forEach((choice, index) => {
    groups.set(choice.group, [...(groups.get(choice.group) ?? []), one(choice, index)]);
  });
  return groups.size < 2 ? [...groups.values()] : [...groups].map(([group, made]) => asGroup(group, made));
}

function indexOf(choices, value) {
  const index = choices.findIndex((choice) => choice.value === value);
  return index < 0 ? "" : String(index);
}

function named({ label, group }) {
  return `${group ?? ""}${label}`;
}

function rest(number) {
  return number > 0 ? `另有 ${number} 个未列出，请输入名称查找。` : "";
}

function tell(place, message) {
  place.textContent = message;
  place.hidden = message === "";
}
