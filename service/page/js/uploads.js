// The way in: files that were chosen or dropped are read one after the other, looked at, and confirmed.

import { button, element } from "./dom.js";
import { uploadCard } from "./upload-card.js";

export function uploads() {
  const input = element("input", { type: "file", multiple: true, accept: ".txt", hidden: true, onchange: chosen });
  const choose = button("选择文件…", () => input.click(), { class: "primary" });
  const zone = element(
    "div",
    { class: "drop row no-print" },
    element("p", {}, "把报告文件拖到这里，或"),
    choose,
    element("p", { class: "lead" }, "文本文件（.txt），可一次放多份；先读出来给您看，确认后才入库。"),
    input,
  );
  const title = element("h3", { class: "subtitle", tabindex: "-1" }, "待入库的文件");
  const confirmAll = () => {
    title.focus();
    ready().forEach((card) => card.confirm());
  };
  const all = button("", confirmAll, { class: "primary" });
  const list = element("ul", { class: "stack", "aria-label": title.textContent });
  const waiting = element("div", { hidden: true }, element("div", { class: "row" }, title, all), list);
  const cards = [];
  let line = Promise.resolve();

  /** One after the other: the service takes no two at a time, and a large folder does not crowd out the questions. */
  const enqueue = (job) => {
    line = line.then(job);
  };
  const ready = () => cards.filter((card) => card.state() === "ready");
  const changed = () => {
    waiting.hidden = cards.length === 0;
    all.hidden = ready().length < 2;
    all.textContent = `全部确认入库（${ready().length}份）`;
  };
  const removed = (card) => {
    const place = cards.indexOf(card);
    cards.splice(place, 1);
    card.root.remove();
    changed();
    (cards[place] ?? cards[place - 1] ?? choose).focus();
  };
  const add = (files) => {
    for (const file of files) {
      const card = uploadCard(file, { enqueue, onChange: changed, onRemove: () => removed(card) });
      cards.push(card);
      list.append(card.root);
      card.read();
    }
  };
  function chosen() {
    add(input.files);
    input.value = ""; // the same file again is a change too
  }
  takeDrops(zone, add);
  return element("div", {}, element("h2", { class: "subtitle" }, "添加报告"), zone, waiting);
}

/** Files dropped beside the place are not opened by the browser instead of the page. */
function takeDrops(zone, add) {
  const dragged = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    const isThere = zone.getClientRects().length > 0;
    zone.classList.toggle("over", isThere && event.type === "dragover");
    if (isThere && event.type === "drop") add(event.dataTransfer.files);
  };
  window.addEventListener("dragover", dragged);
  window.addEventListener("drop", dragged);
  window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? zone.classList.remove("over"));
}
