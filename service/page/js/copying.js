// An answer as text for a Word document: the markers stay, the sources stand below.

import { announce, element } from "./dom.js";

/** @param {{answer: string, citations: import("./cited.js").Citation[]}} answer */
export function asPlainText({ answer, citations }) {
  if (citations.length === 0) return answer;
  return [answer, "", "出处：", ...citations.map(sourceOf)].join("\n");
}

/** [1] 《…报告》（江苏省常州市新北区，2024年度），二、… › 9.…：“…” */
export function sourceOf({ n, title, region, year, path, quote }) {
  const place = path.length > 0 ? `，${path.join(" › ")}` : "";
  return `[${n}] 《${title}》（${region}，${year}年度）${place}：“${quote.trim()}”`;
}

/**
 * A button that copies what `text()` gives. Where the browser forbids it (no secure context, no right), the text is shown
 * selected, to be copied by hand.
 */
export function copyButton(text, label = "复制") {
  const place = element("div", { class: "copy-by-hand", hidden: true });
  const button = element("button", { type: "button", class: "plain", onclick: copy }, label);
  async function copy() {
    if (await written(text())) {
      place.hidden = true;
      button.textContent = "已复制";
      announce("已复制，可粘贴到文档。");
      setTimeout(() => (button.textContent = label), 2000);
    } else showSelected(place, text());
  }
  return { button, place };
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text);
  }
}

/** The older way, which also works where a page is served without TLS in an office network. */
function copiedFromField(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "visually-hidden", readonly: true, tabindex: "-1", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    // the text is shown instead
  }
  field.remove();
  focused?.focus();
  return copied;
}

function showSelected(place, text) {
  const field = element("textarea", { rows: "6", readonly: true, "aria-label": "要复制的文字" });
  field.value = text;
  place.replaceChildren(element("p", { class: "label" }, "浏览器不允许直接复制，文字已选中，请按 Ctrl+C："), field);
  place.hidden = false;
  field.focus();
  field.select();
}
