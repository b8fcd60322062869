// The way in: files that were chosen or dropped are read one after the other, looked at, and confirmed.

import { announce, element, uniqueId } from "./dom.js";
import { STATES, uploadCard } from "./upload-card.js";

/**
 * @param {{addressOf: function(string): string, dropOn: HTMLElement}} options
 * @returns {{root: HTMLElement, focus: function(): void}}
 */
export function uploads({ addressOf, dropOn }) {
  const id = uniqueId("uploads");
  const kinds = { type: "file", multiple: true, accept: ".txt,text/plain" };
  const input = element("input", { ...kinds, hidden: true, onchange: () => chosen() });
  const choose = element("button", { type: "button", class: "primary", onclick: () => input.click() }, "选择文件…");
  const zone = element(
    "div",
    { class: "drop no-print" },
    element("p", {}, "把报告文件拖到这里，或"),
    choose,
    element("p", { class: "lead" }, "文本文件（.txt），可一次放多份；先读出来给您看，确认后才入库。"),
    input,
  );
  const title = element("h3", { id: `${id}-files`, class: "subtitle", tabindex: "-1" }, "待入库的文件");
  const all = element("button", { type: "button", class: "primary", onclick: () => confirmAll() });
  const list = element("ul", { class: "uploads", "aria-labelledby": `${id}-files` });
  const waiting = element("div", { hidden: true }, element("div", { class: "row" }, title, all), list);
  const root = element(
    "section",
    { "aria-labelledby": id },
    element("h2", { id, class: "subtitle" }, "添加报告"),
    zone,
    waiting,
  );
  let cards = [];
  let line = Promise.resolve();
  let lined = 0;

  /** One after the other: the service takes no two at a time, and a large folder does not crowd out the questions. */
  const enqueue = (job) => {
    lined += 1;
    const done = line.then(job).finally(() => {
      lined -= 1;
      if (lined === 0) announce(summary(cards));
    });
    line = done.catch(() => {}); // what failed unforeseen is in the browser's log; the next file goes on
    return done;
  };
  const ready = () => cards.filter((card) => card.state() === "ready");
  const changed = () => {
    const focused = document.activeElement === all;
    waiting.hidden = cards.length === 0;
    all.hidden = ready().length < 2;
    all.textContent = `全部确认入库（${ready().length}份）`;
    if (focused && all.hidden) title.focus();
  };
  const removed = (card) => {
    const place = cards.indexOf(card);
    const next = cards[place + 1] ?? cards[place - 1];
    const focused = card.root.contains(document.activeElement);
    cards = cards.filter((one) => one !== card);
    card.root.remove();
    changed();
    if (focused) (next ?? { focus }).focus();
  };
  const add = (files) => {
    if (files.length === 0) return;
    announce(`已选 ${files.length} 个文件，正在读取。`);
    for (const file of files) {
      const card = uploadCard(file, { addressOf, enqueue, onChange: changed, onRemove: () => removed(card) });
      cards.push(card);
      list.append(card.root);
      card.read();
    }
    changed();
  };
  const chosen = () => {
    add([...input.files]);
    input.value = ""; // the same file again is a change too
  };
  const confirmAll = () => {
    title.focus();
    ready().forEach((card) => card.confirm());
  };
  const focus = () => choose.focus();

  takeDrops(dropOn, zone, add);
  return { root, focus };
}

/** Files dropped beside the place are not opened by the browser in place of the page. */
function takeDrops(dropOn, zone, add) {
  const carriesFiles = (event) => event.dataTransfer !== null && [...event.dataTransfer.types].includes("Files");
  window.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const over = dropOn.contains(event.target);
    event.dataTransfer.dropEffect = over ? "copy" : "none";
    zone.classList.toggle("over", over);
  });
  window.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  window.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    if (dropOn.contains(event.target)) add([...event.dataTransfer.files]);
  });
}

function summary(cards) {
  const told = ["ready", "conflict", "missing", "failed", "done", "same"].map((state) => {
    const number = cards.filter((card) => card.state() === state).length;
    return number === 0 ? null : `${number} 份${STATES[state]}`;
  });
  return told.filter(Boolean).join("，");
}
