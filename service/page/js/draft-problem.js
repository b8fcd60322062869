// Why there is no draft, and what can be done about it.

import { element, replaceChildren } from "./dom.js";

const NAMES_OFFERED = /有：(“.+”)。?$/;

/**
 * @param {HTMLElement} place
 * @param {import("./api.js").Problem} problem
 * @param {{again: function(), choose: function(string, string), year: function(number), nextYear: number|null}} ways
 */
export function showProblem(place, problem, ways) {
  const offers = [];
  const fault = problem.errors.find(({ field }) => field?.startsWith("sections"));
  if (problem.status === 422 && fault !== undefined) {
    const said = /“(.+?)”相符/.exec(fault.detail)?.[1] ?? "";
    const instead = (heading) => button(`改为“${heading}”`, () => ways.choose(heading, said));
    offers.push(...offered(fault.detail).map(instead));
  } else if (problem.status === 409 && problem.reportId !== null && ways.nextYear !== null) {
    offers.push(button(`改为起草${ways.nextYear}年度`, () => ways.year(ways.nextYear)));
  } else if (![404, 409, 422].includes(problem.status)) {
    offers.push(button("重试", ways.again));
  }
  replaceChildren(
    place,
    element("p", {}, problem.message),
    offers.length > 0 ? element("div", { class: "row" }, offers) : null,
  );
  place.hidden = false;
}

/** The headings named at the end of “…可选的有：“一、…”、“二、…””. */
function offered(detail) {
  const names = NAMES_OFFERED.exec(detail)?.[1];
  return names === undefined ? [] : names.slice(1, -1).split("”、“");
}

function button(label, onclick) {
  return element("button", { type: "button", onclick }, label);
}
