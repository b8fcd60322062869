// One draft that is worked on: its text, its fields beside it, its promises, what can be done with it.

import { announce, details, element, tell } from "./dom.js";
import { draftFields } from "./draft-fields.js";
import { keepDraft } from "./draft-kept.js";
import { draftPractices, draftPromises } from "./draft-promises.js";
import { draftText } from "./draft-text.js";
import { draftTools } from "./draft-tools.js";

export const MODES = { extractive: "沿用上年文字", generative: "模型撰写" };
const NOT_KEPT =
  "浏览器没有存下这份草稿（存储空间已满，或不允许保存），关闭或刷新页面会丢失已填的内容。" +
  "请下载 Word 留存，或在“已保存的草稿”中删除不再需要的。";

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {string[]|null} sections  as asked for; null for the whole report
 * @param {function()} onKept  the list of kept drafts has changed
 */
export function draftWork(filling, sections, onKept) {
  const { draft } = filling;
  const ids = draft.placeholders.map(({ id }) => id);
  const text = draftText(filling, (id) => fields.show(id));
  const fields = draftFields(filling, text.show);
  const tools = draftTools(filling, text, () => fields.show(ids.find(filling.isOpen)));
  const unkept = element("p", { class: "caution no-print", hidden: true });
  const title = element("h2", { class: "subtitle no-print", tabindex: "-1" }, draft.title);
  const root = element(
    "div",
    { class: "draft-work stack" },
    title,
    about(draft, sections),
    draft.warnings.map((warning) => element("p", { class: "caution no-print" }, warning)),
    removedClaims(draft),
    tools,
    unkept,
    element(
      "div",
      { class: "draft-desk" },
      text.root,
      element(
        "aside",
        { class: "draft-side no-print", "aria-label": "待填项、承诺和可借鉴做法" },
        draftPromises(filling, fields.show),
        draftPractices(draft),
        fields.root, // the longest of them
      ),
    ),
  );
  const changes = {};
  filling.watch(ids, (id) => {
    if (id !== undefined) changes[id] = filling.text(id);
    const told = keepDraft(draft, sections, changes) ? "" : NOT_KEPT;
    if (told !== "" && unkept.hidden) announce(told);
    tell(unkept, told);
    onKept();
  });
  const isLost = () => !unkept.hidden && !ids.every(filling.isOpen);
  return { id: draft.id, root, isLost, focus: () => title.focus() };
}

function about({ mode, year, based_on: basedOn, citations, placeholders }, sections) {
  const basis = citations.find(({ report_id: id }) => basedOn.includes(id));
  const words = [
    MODES[mode],
    basis && `底本：《${basis.title}》`,
    `报告年度：${year}年`,
    sections === null ? "全部章节" : "部分章节",
    `${placeholders.length} 处待填`,
  ];
  return element("p", { class: "draft-small no-print" }, words.filter(Boolean).join(" · "));
}

/** What a model wrote that the checks took out. */
function removedClaims({ sections }) {
  const claims = sections.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.claims));
  const removed = claims.filter(({ verdict }) => verdict === "removed");
  if (removed.length === 0) return null;
  const items = removed.map(({ text, why }) => element("p", { class: "draft-item" }, why ? `${text}（${why}）` : text));
  return details(`模型撰写的 ${removed.length} 句未通过核对，已删去`, { class: "no-print" }, items);
}
