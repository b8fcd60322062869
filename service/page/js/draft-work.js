// One draft that is worked on: its text, its fields beside it, its promises, what can be done with it.

import { announce, element, replaceChildren } from "./dom.js";
import { draftCheck } from "./draft-check.js";
import { draftFields } from "./draft-fields.js";
import { keeping } from "./draft-kept.js";
import { draftPractices, draftPromises } from "./draft-promises.js";
import { draftText } from "./draft-text.js";
import { draftTools } from "./draft-tools.js";

/** From this width in pixels on the fields stand beside the text; the reader beside the page takes its share. */
const WIDE = 700;
const MODES = { extractive: "沿用上年文字", generative: "模型撰写" };

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {{sections: string[]|null, kept: boolean, onKept: function()}} options  kept: whether the browser has kept it
 */
export function draftWork(filling, { sections, kept, onKept }) {
  const { draft } = filling;
  const text = draftText(filling, (id) => fields.show(id));
  const fields = draftFields(filling, text.show);
  const check = draftCheck(filling, () => fields.show(firstOpen(filling)));
  const onClean = (clean) => text.root.classList.toggle("clean", clean);
  const tools = draftTools(filling, { check: check.button, onClean });
  const keeper = keeping(filling, sections, showKept);
  const unkept = element("div", { class: "caution stack no-print", hidden: true });
  const title = element("h2", { class: "subtitle no-print", tabindex: "-1" }, draft.title);
  const side = element(
    "aside",
    { class: "draft-side no-print", "aria-label": "待填项、承诺和可借鉴做法" },
    draftPromises(filling, fields.show),
    draftPractices(draft),
    fields.root, // the longest of them
  );
  const desk = element("div", { class: "draft-desk" }, text.root, side);
  const root = element(
    "div",
    { class: "draft-work stack" },
    title,
    about(draft, sections),
    told(draft),
    tools.root,
    unkept,
    check.root,
    desk,
  );
  const width = new ResizeObserver(([{ contentRect }]) => desk.classList.toggle("wide", contentRect.width >= WIDE));
  width.observe(desk);
  window.addEventListener("beforeprint", text.listSources);
  showKept(kept);

  function showKept(done) {
    const before = unkept.hidden;
    unkept.hidden = done;
    onKept();
    if (done || !before) return;
    const message = "浏览器没有存下这份草稿（存储空间已满，或不允许保存），关闭或刷新页面会丢失已填的内容。";
    replaceChildren(
      unkept,
      element("p", {}, `${message}请下载 Word 留存，或在“已保存的草稿”中删除不再需要的。`),
      element("button", { type: "button", onclick: tools.download }, "下载 Word 留存"),
    );
    announce(message);
  }

  const close = () => {
    keeper.flush();
    keeper.stop();
    width.disconnect();
    window.removeEventListener("beforeprint", text.listSources);
    root.remove();
  };
  const isLost = () => !unkept.hidden && filling.count() > 0;
  return { root, filling, close, isLost, drop: keeper.stop, focus: () => title.focus() };
}

function about({ mode, year, based_on: basedOn, citations, placeholders }, sections) {
  const basis = citations.find(({ report_id: id }) => basedOn?.includes(id));
  const words = [
    basis === undefined ? null : `底本：《${basis.title}》`,
    `报告年度：${year}年`,
    sections === null ? "全部章节" : "部分章节",
    `${placeholders.length} 处待填`,
  ];
  const tag = element("span", { class: "tag" }, MODES[mode] ?? mode);
  return element("p", { class: "draft-about no-print" }, tag, element("span", {}, words.filter(Boolean).join(" · ")));
}

/** Warnings, and what a model wrote that the checks took out. */
function told({ warnings, sections }) {
  const claims = sections.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.claims));
  const removed = claims.filter(({ verdict }) => verdict === "removed");
  return element(
    "div",
    { class: "stack no-print" },
    warnings.map((warning) => element("p", { class: "caution" }, warning)),
    removed.length === 0
      ? null
      : element(
          "details",
          {},
          element("summary", {}, `模型撰写的 ${removed.length} 句未通过核对，已删去`),
          removed.map(({ text, why }) => element("p", { class: "draft-item" }, text, why ? `（${why}）` : null)),
        ),
  );
}

function firstOpen(filling) {
  return filling.draft.placeholders.find(({ id }) => filling.isOpen(id))?.id;
}
