// What was promised last year, as a checklist, and what other districts did, to borrow from.

import { button, element } from "./dom.js";
import { chipsOf, folded, tally } from "./draft-parts.js";

/** A promise counts as reported on once its placeholder is filled in; onFill(id) asks for its field. */
export function draftPromises(filling, onFill) {
  const { commitments } = filling.draft;
  if (commitments.length === 0) return null;
  const chip = chipsOf(filling.draft);
  const count = tally(commitments.map(({ placeholder }) => placeholder), filling);
  const items = commitments.map(({ text, citation, section, placeholder: id }) => {
    const state = element("span", { class: "tag" });
    filling.watch([id], () => {
      state.textContent = filling.isOpen(id) ? "待填" : "已填";
      state.classList.toggle("draft-done", !filling.isOpen(id));
    });
    const fill = button("填写", () => onFill(id), { class: "plain", "aria-label": `填写：${text}` });
    const below = element("p", { class: "draft-small" }, state, ` ${section}`, fill);
    return element("li", { class: "draft-item" }, element("p", {}, text, chip(citation)), below);
  });
  const lead = element("p", { class: "lead" }, "上年度报告写明的安排，逐条填写落实情况。");
  return folded("h3", "上年承诺", count, { class: "draft-part" }, lead, element("ul", {}, items));
}

/** Never this district's own: each names whose it is. */
export function draftPractices(draft) {
  const { practices } = draft;
  if (practices.length === 0) return null;
  const chip = chipsOf(draft);
  const items = practices.map(({ section, region, year, text, citation }, place) => [
    section === practices[place - 1]?.section ? null : element("h4", {}, section),
    element("p", { class: "draft-item" }, `${region}${year}年：${text}`, chip(citation)),
  ]);
  const count = element("span", { class: "tag" }, `${practices.length} 条`);
  const lead = element("p", { class: "lead" }, "其他地区的做法，仅供参考，不是本地区的工作，请勿照抄。");
  return folded("h3", "可借鉴做法", count, { class: "draft-part" }, lead, items);
}
