// District and year, where a file's text does not tell them or tells them wrong.

import { element, uniqueId } from "./dom.js";

const FIELDS = ["region", "year"];
const HELP = {
  region: "全称或六位行政区划代码，例如 江苏省常州市新北区，或 320411。",
  year: "报告所写的年份，不是发布的年份，例如 2024。",
};
const MISSING = { region: "文中读不出是哪个地区的报告，请填写。", year: "文中读不出是哪一年的报告，请填写。" };
const CANDIDATES = /文中的地名不止一处：([^。]+)。/;

/** Whether the fields can mend it: one is missing, or what was given is refused. */
export function isAboutPlace(problem, given) {
  if (problem.status !== 422) return false;
  return faulty(problem).length > 0 || FIELDS.some((field) => given[field] !== "");
}

/**
 * @param {{region: string, year: string, faults: import("./api.js").Problem|Object, beside?: HTMLElement,
 *   onSubmit: function({region: string, year: string}): void}} options  beside: another button
 */
export function placeForm({ region, year, faults, beside = null, onSubmit }) {
  const given = { region, year };
  const fields = {
    region: field("地区", given.region, HELP.region, {}),
    year: field("年度", given.year, HELP.year, { inputmode: "numeric" }),
  };
  const submitted = (event) => {
    event.preventDefault();
    const next = { region: fields.region.value(), year: digits(fields.year.value()) };
    if (next.year !== "" && !/^\d{4}$/.test(next.year)) {
      fields.year.refuse("请填四位数字的年份，例如 2024。");
      fields.year.focus();
      return;
    }
    onSubmit(next);
  };
  for (const name of faulty(faults)) fields[name].refuse(given[name] === "" ? MISSING[name] : detailOf(faults, name));
  return element(
    "form",
    { class: "stack place", novalidate: true, onsubmit: submitted },
    general(faults),
    element("div", { class: "row" }, fields.region.root, fields.year.root),
    element("div", { class: "row" }, element("button", { type: "submit" }, "重新读取"), beside),
  );
}

function field(label, value, help, attributes) {
  const id = uniqueId("place");
  const described = { "aria-describedby": `${id}-fault ${id}-help` };
  const input = element("input", { type: "text", id, value, autocomplete: "off", ...described, ...attributes });
  const fault = element("p", { id: `${id}-fault`, class: "fault", hidden: true });
  const root = element(
    "div",
    { class: "grow" },
    element("label", { for: id }, label),
    input,
    fault,
    element("p", { id: `${id}-help`, class: "help" }, help),
  );
  const refuse = (detail) => {
    fault.textContent = detail;
    fault.hidden = false;
    input.setAttribute("aria-invalid", "true");
  };
  return { root, refuse, value: () => input.value.trim(), focus: () => input.focus() };
}

/** What concerns no single field: a contradiction with the title, or the districts that the text names. */
function general(faults) {
  if (!faults.message) return null;
  if (faulty(faults).length === 0) return element("p", { class: "error" }, faults.message);
  const candidates = CANDIDATES.exec(faults.message);
  return candidates === null ? null : element("p", { class: "notice" }, `文中提到的地区有：${candidates[1]}。`);
}

function faulty(problem) {
  return FIELDS.filter((name) => problem.errors?.some((fault) => fault.field === name));
}

function detailOf(problem, name) {
  return problem.errors.find((fault) => fault.field === name).detail;
}

/** ２０２４年 as 2024. */
function digits(text) {
  return text.normalize("NFKC").replace(/\s|年度?$/g, "");
}
