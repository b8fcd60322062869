// What was promised last year, as a checklist, and what other districts did, to borrow from.

import { citationChip } from "./cited.js";
import { element } from "./dom.js";
import { filledOf, folded } from "./draft-folded.js";
import { regionLabels } from "./regions.js";

/**
 * A promise counts as reported on once its placeholder is filled in.
 * @param {import("./draft-filling.js").Filling} filling
 * @param {function(string)} onFill  the field is asked for, by the placeholder's id
 * @returns {HTMLElement|null}
 */
export function draftPromises(filling, onFill) {
  const { commitments, citations } = filling.draft;
  if (commitments.length === 0) return null;
  const cite = chips(citations);
  const items = commitments.map((promise) => promiseItem(promise, filling, onFill, cite));
  const ids = items.map(({ id }) => id);
  const lead = element("p", { class: "lead" }, "上年度报告写明的安排，逐条填写落实情况。");
  const list = element("ul", {}, items.map(({ root }) => root));
  const { root, count } = folded("h3", "上年承诺", { class: "draft-part" }, lead, list);
  filling.watch((id) => {
    if (!ids.includes(id)) return;
    items.filter((item) => item.id === id).forEach((item) => item.told());
    count(filledOf(ids, filling));
  });
  count(filledOf(ids, filling));
  return root;
}

function promiseItem({ text, citation, section, placeholder: id }, filling, onFill, cite) {
  const state = element("span", { class: "tag" });
  const attributes = { type: "button", class: "plain", "aria-label": `填写：${text}`, onclick: () => onFill(id) };
  const button = element("button", attributes, "填写");
  const root = element(
    "li",
    { class: "draft-item" },
    element("p", {}, text, cite(citation)),
    element("p", { class: "draft-about" }, state, element("span", {}, section), button),
  );
  const told = () => {
    state.textContent = filling.isOpen(id) ? "待填" : "已填";
    state.classList.toggle("draft-done", !filling.isOpen(id));
  };
  told();
  return { id, root, told };
}

/** Never this district's own: each names whose it is. @returns {HTMLElement|null} */
export function draftPractices({ practices, citations }) {
  if (practices.length === 0) return null;
  const cite = chips(citations);
  const labels = regionLabels(practices.map(({ region }) => region));
  const items = practices.map(({ section, region, year, text, citation }, place) => [
    section === practices[place - 1]?.section ? null : element("h4", {}, section),
    element("p", { class: "draft-item" }, `${labels.get(region)}${year}年：`, text, cite(citation)),
  ]);
  const lead = element("p", { class: "lead" }, "其他地区的做法，仅供参考，不是本地区的工作，请勿照抄。");
  const { root, count } = folded("h3", "可借鉴做法", { class: "draft-part" }, lead, items);
  count(`${practices.length} 条`);
  return root;
}

function chips(citations) {
  const known = new Map(citations.map((citation) => [citation.n, citation]));
  return (n) => (known.has(n) ? citationChip(known.get(n), { short: true }) : null);
}
