// An answer as text for a Word document: the markers stay, the sources stand below.

import { announce, button, element } from "./dom.js";

export function asPlainText({ answer, citations }) {
  return citations.length === 0 ? answer : [answer, "", "出处：", ...citations.map(sourceOf)].join("\n");
}

/** [1] 《…报告》（江苏省常州市新北区，2024年度），二、… › 9.…：“…” */
export function sourceOf({ n, title, region, year, path, quote }) {
  const place = path.length > 0 ? `，${path.join(" › ")}` : "";
  return `[${n}] 《${title}》（${region}，${year}年度）${place}：“${quote.trim()}”`;
}

/** A button that copies what `text()` gives; `place` says so where the browser forbids it. */
export function copyButton(text, label = "复制") {
  const place = element("p", { class: "error", hidden: true }, "浏览器不允许复制，请选中文字后按 Ctrl+C。");
  const copy = button(label, copied, { class: "plain" });
  function copied() {
    place.hidden = toClipboard(text());
    announce(place.hidden ? "已复制，可粘贴到文档。" : place.textContent);
    if (!place.hidden) return;
    copy.textContent = "已复制";
    setTimeout(() => (copy.textContent = label), 2000);
  }
  return { button: copy, place };
}

/** The older way: the newer one is closed to a page without TLS, as an office network serves it. */
function toClipboard(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "visually-hidden" }, text);
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused.focus();
  return done;
}
