// The draft as it stands, checked by the service like any report.

import { Problem, file, upload } from "./api.js";
import { announce, element, replaceChildren } from "./dom.js";
import { findingList } from "./findings.js";

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {function()} onFirstOpen  the first placeholder is asked for
 * @returns {{button: HTMLElement, root: HTMLElement}}
 */
export function draftCheck(filling, onFirstOpen) {
  const button = element("button", { type: "button", onclick: check }, "检查");
  const style = "card stack draft-findings no-print";
  const root = element("section", { class: style, "aria-label": "检查结果", tabindex: "-1", hidden: true });
  const close = element("button", { type: "button", onclick: closed }, "收起检查结果");
  let running = false;

  async function check() {
    if (running) return;
    running = true;
    root.hidden = false;
    replaceChildren(root, element("p", {}, "正在检查…"));
    announce("正在检查。");
    try {
      const { title, region, year } = filling.draft;
      const blob = await file("/v1/draft/render", bodyOf(filling, "docx", true));
      const sent = { file: new File([blob], `${title}.docx`, { type: blob.type }), region, year };
      show((await upload("/v1/check", sent)).body.items);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      replaceChildren(root, element("p", { class: "error" }, `没有检查成：${problem.message}`), close);
      announce(problem.message);
    } finally {
      running = false;
    }
  }

  function show(findings) {
    const open = findings.filter(isOpenOne);
    const others = findings.filter((finding) => !isOpenOne(finding));
    const none = element("p", {}, "除此之外没有发现问题。");
    replaceChildren(
      root,
      element("h3", {}, "检查结果"),
      open.length > 0 ? openOnes(filling, open, onFirstOpen) : null,
      open.length > 0 && others.length === 0 ? none : findingList(others, null),
      close,
    );
    root.focus();
  }

  function closed() {
    root.hidden = true;
    button.focus();
  }

  return { button, root };
}

/** The body of /v1/draft/render. */
export function bodyOf(filling, format, clean) {
  return { draft: filling.draft, filled: filling.all(), format, clean };
}

/** A placeholder, or a promise that nothing is told of but a placeholder. */
function isOpenOne({ rule, quote }) {
  return rule === "placeholder" || (rule === "commitment" && Boolean(quote?.includes("【待填")));
}

/** One line for what would be a line each. */
function openOnes(filling, findings, onFirstOpen) {
  const number = filling.draft.placeholders.length - filling.count();
  const promises = findings.filter(({ rule }) => rule === "commitment").length;
  const words = `还有 ${number} 处待填${promises > 0 ? `，其中上年承诺 ${promises} 条` : ""}；报送前须填完或删去。`;
  const button = element("button", { type: "button", class: "plain", onclick: onFirstOpen }, "到第一处待填");
  return element("p", { class: "caution" }, words, button);
}
