// Drafts that this browser keeps, to go on with or to delete.

import { announce, element, replaceChildren } from "./dom.js";
import { folded } from "./draft-folded.js";
import { MOST, keptDrafts } from "./draft-kept.js";

const WHEN = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

/**
 * @param {{onOpen: function(string), onDelete: function(string), isOpen: function(string): boolean}} options
 * @returns {{root: HTMLElement, draw: function()}}
 */
export function draftList({ onOpen, onDelete, isOpen }) {
  const list = element("ul", {});
  const told = element("p", { class: "lead" }, `只保存在这台电脑的这个浏览器里，最多 ${MOST} 份。`);
  const { root, summary, count } = folded("h2", "已保存的草稿", { class: "draft-kept no-print" }, told, list);

  function draw() {
    const kept = keptDrafts();
    root.hidden = kept.length === 0;
    count(`${kept.length} 份`);
    replaceChildren(list, kept.map(itemOf));
  }

  function itemOf(kept) {
    const name = `${kept.title}${kept.sections === null ? "" : "（部分章节）"}`;
    const current = isOpen(kept.id);
    const button = (label, onclick, style = null) =>
      element("button", { type: "button", class: style, "aria-label": `${label}：${name}`, onclick }, label);
    return element(
      "li",
      { class: "draft-kept-item", "aria-current": current ? "true" : null },
      element("p", {}, name, current ? element("span", { class: "tag" }, "正在填写") : null),
      element("p", { class: "draft-about" }, `已填 ${kept.filled} / ${kept.total} · ${WHEN.format(kept.changed)}`),
      element(
        "div",
        { class: "row" },
        current ? null : button("打开", () => onOpen(kept.id)),
        button("删除", () => remove(kept, name), "danger"),
      ),
    );
  }

  function remove(kept, name) {
    const question = `确定删除《${name}》这份草稿？已填的 ${kept.filled} 处内容会一并删除，不能恢复。`;
    if (kept.filled > 0 && !window.confirm(question)) return;
    onDelete(kept.id);
    draw();
    announce("草稿已删除。");
    (root.hidden ? document.getElementById("view") : summary).focus();
  }

  return { root, draw };
}
