// 起草: next year's report from the last one, what is new left open to be filled in.

import { announce, button, details, element, replaceChildren } from "./dom.js";
import { fillingOf } from "./draft-filling.js";
import { draftForm } from "./draft-form.js";
import { MOST, filledIn, forgetDraft, keptDrafts, makeRoom, wholeDraft } from "./draft-kept.js";
import { folded } from "./draft-parts.js";
import { draftWork } from "./draft-work.js";

const WHEN = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });

export function mountDraft(section) {
  const form = draftForm({ onDraft: drafted, mayStart });
  const start = details(element("h2", {}, "起草新的一份"), { class: "draft-start no-print", open: true }, form);
  const list = element("ul");
  const number = element("span", { class: "tag" });
  const kept = folded(
    "h2",
    "已保存的草稿",
    number,
    { class: "no-print" },
    element("p", { class: "lead" }, `只保存在这台电脑的这个浏览器里，最多 ${MOST} 份。`),
    list,
  );
  const place = element("div");
  let work = null;
  section.append(start, kept, place);
  window.addEventListener("beforeunload", (event) => {
    if (work?.isLost()) event.returnValue = true; // the browser asks whether to leave
  });
  draw();
  if (keptDrafts().length > 0) reopen(keptDrafts()[0].id);

  function drafted(draft, sections) {
    open(draft, {}, sections);
    work.focus();
    announce(`草稿已完成，${draft.placeholders.length} 处待填。`);
  }

  function reopen(id) {
    const draft = wholeDraft(id);
    const found = keptDrafts().find((one) => one.id === id);
    if (draft && found) open(draft, found.filled, found.sections);
    else remove(id); // gone in another window
  }

  function open(draft, filled, sections) {
    work = draftWork(fillingOf(draft, filled), sections, draw);
    place.replaceChildren(work.root);
    start.open = false;
    kept.open = false;
    draw();
  }

  function remove(id) {
    forgetDraft(id);
    if (work?.id === id) {
      work = null;
      place.replaceChildren();
      start.open = true;
    }
    draw();
  }

  function draw() {
    const drafts = keptDrafts();
    kept.hidden = drafts.length === 0;
    number.textContent = `${drafts.length} 份`;
    replaceChildren(list, drafts.map(itemOf));
  }

  function itemOf(draft) {
    const { id, title, sections, total, changed } = draft;
    const filled = filledIn(draft);
    const name = `${title}${sections === null ? "" : "（部分章节）"}`;
    const current = work?.id === id ? "，正在填写" : "";
    const state = `已填 ${filled} / ${total} · ${WHEN.format(changed)}${current}`;
    const opened = () => {
      if (!mayLeave()) return;
      reopen(id);
      work?.focus();
    };
    const deleted = () => {
      const question = `确定删除《${name}》这份草稿？已填的 ${filled} 处内容会一并删除，不能恢复。`;
      if (filled > 0 && !window.confirm(question)) return;
      remove(id);
      announce("草稿已删除。");
      (kept.hidden ? start : kept).firstElementChild.focus();
    };
    return element(
      "li",
      { class: "draft-item row" },
      element("div", { class: "grow" }, element("p", {}, name), element("p", { class: "draft-small" }, state)),
      current ? null : button("打开", opened, { "aria-label": `打开：${name}` }),
      button("删除", deleted, { class: "danger", "aria-label": `删除：${name}` }),
    );
  }

  /** Why no draft may be started now, or null: one that is filled in is never dropped for a new one. */
  function mayStart() {
    if (!mayLeave()) return "请先下载 Word 留存当前草稿，再起草新的一份。";
    if (makeRoom()) return null;
    kept.open = true;
    return `已有 ${MOST} 份填了内容的草稿。请先在“已保存的草稿”中删除一份，再起草。`;
  }

  function mayLeave() {
    return !work?.isLost() || window.confirm("当前草稿没有存下来，换成另一份会丢失已填的内容。仍要继续？");
  }
}
