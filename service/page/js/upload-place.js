// District and year, where a file's text does not tell them or tells them wrong.

import { button, element, labelled } from "./dom.js";

const MISSING = {
  region: "文中读不出是哪个地区的报告，请填写。",
  year: "文中读不出是哪一年的报告，请填写。",
};

/** @param {{region: string, year: string}} given @param {Problem|null} problem  with them */
export function placeForm(given, problem, onSubmit, beside) {
  const submitted = (event) => {
    event.preventDefault();
    const { region, year } = Object.fromEntries(new FormData(event.target));
    onSubmit({ region: region.trim(), year: year.normalize("NFKC").replace(/\D/g, "") }); // ２０２４年 as 2024
  };
  const field = (name, label) =>
    labelled(label, element("input", { type: "text", name, value: given[name] }), { class: "grow" });
  return element(
    "form",
    { class: "stack", onsubmit: submitted },
    problem && element("p", { class: "error" }, faults(problem, given)),
    element(
      "div",
      { class: "row" },
      field("region", "地区（全称，或六位行政区划代码）"),
      field("year", "年度（报告所写的年份，不是发布的年份）"),
    ),
    element("div", { class: "row" }, button("重新读取", null, { type: "submit" }), beside),
  );
}

/** In the page's words where a field was left empty, with the districts that the text names. */
function faults({ errors, message }, given) {
  if (errors.length === 0) return message;
  const told = errors.map(({ field, detail }) => (given[field] === "" ? MISSING[field] : detail));
  return [told, /文中的地名不止一处：[^。]+。/.exec(message)?.[0]];
}
