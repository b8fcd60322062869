// 起草: next year's report from the last one, what is new left open to be filled in.

import { announce, element } from "./dom.js";
import { fillingOf } from "./draft-filling.js";
import { folded } from "./draft-folded.js";
import { draftForm } from "./draft-form.js";
import { MOST, forgetDraft, hasRoom, keepDraft, keptDraft, keptDrafts } from "./draft-kept.js";
import { draftList } from "./draft-list.js";
import { draftWork } from "./draft-work.js";

export function mountDraft(section) {
  const place = element("div", {});
  const form = draftForm({ onDraft: drafted, mayStart });
  const list = draftList({ onOpen: reopen, onDelete: remove, isOpen: (id) => work?.filling.draft.id === id });
  const { root: start } = folded("h2", "起草新的一份", { class: "draft-start no-print", open: true }, form.root);
  let work = null;
  section.append(start, list.root, place);
  const [last] = keptDrafts();
  if (last !== undefined) reopen(last.id, false);
  list.draw();

  function drafted(draft, sections) {
    const kept = keepDraft(draft, sections);
    open(fillingOf(draft, {}), sections, kept);
    announce(`草稿已完成，${draft.placeholders.length} 处待填。`);
  }

  function reopen(id, asked = true) {
    if (asked && !mayLeave()) return;
    const kept = keptDraft(id);
    if (kept === null) {
      forgetDraft(id); // of an older version, or cut short
      list.draw();
      if (asked) announce("这份草稿已无法读出，请重新起草。");
      return;
    }
    const { sections } = keptDrafts().find((one) => one.id === id);
    open(fillingOf(kept.draft, kept.filled), sections ?? null, true, asked);
  }

  function open(filling, sections, kept, withFocus = true) {
    work?.close();
    work = draftWork(filling, { sections, kept, onKept: list.draw });
    place.replaceChildren(work.root);
    start.open = false;
    list.root.open = false;
    list.draw();
    if (withFocus) work.focus();
  }

  function remove(id) {
    if (work?.filling.draft.id === id) {
      work.drop();
      work.root.remove();
      work = null;
      start.open = true;
    }
    forgetDraft(id);
  }

  /** A draft that is filled in is never dropped for a new one. */
  function mayStart() {
    if (!mayLeave()) return "已留在当前草稿。请先下载 Word 留存已填的内容，再起草新的一份。";
    if (hasRoom()) return null;
    list.root.open = true;
    return `已有 ${MOST} 份填了内容的草稿。请先在“已保存的草稿”中删除一份，再起草。`;
  }

  function mayLeave() {
    return !work?.isLost() || window.confirm("当前草稿没有存下来，换成另一份会丢失已填的内容。仍要继续？");
  }
}
