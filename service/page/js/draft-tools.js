// Taking the draft along: as Word, as Markdown, copied, on paper.

import { Problem, file } from "./api.js";
import { copyButton } from "./copying.js";
import { announce, element, save } from "./dom.js";
import { bodyOf } from "./draft-check.js";
import { plainText } from "./draft-values.js";

const FILES = { docx: ["下载 Word", "docx"], markdown: ["下载 Markdown", "md"] };

/**
 * @param {import("./draft-filling.js").Filling} filling
 * @param {{check: HTMLElement, onClean: function(boolean)}} options  check: a button among these
 * @returns {{root: HTMLElement, download: function()}}
 */
export function draftTools(filling, { check, onClean }) {
  const clean = element("input", { type: "checkbox", onchange: () => onClean(clean.checked) });
  const problem = element("p", { class: "error", hidden: true });
  const { button: copy, place: byHand } = copyButton(() => plainText(filling, clean.checked), "复制全文");
  copy.className = ""; // among buttons of equal weight
  const root = element(
    "div",
    { class: "draft-tools no-print stack" },
    element(
      "div",
      { class: "row" },
      check,
      element("button", { type: "button", class: "primary", onclick: () => download("docx") }, FILES.docx[0]),
      element("button", { type: "button", onclick: () => download("markdown") }, FILES.markdown[0]),
      copy,
      element("button", { type: "button", onclick: () => window.print() }, "打印"),
      element("label", { class: "choice" }, clean, "不带出处标注"),
    ),
    byHand,
    problem,
  );
  const running = new Set();

  async function download(format) {
    if (running.has(format)) return;
    running.add(format);
    problem.hidden = true;
    const [name, suffix] = FILES[format];
    try {
      const blob = await file("/v1/draft/render", bodyOf(filling, format, clean.checked));
      save(blob, `${fileName(filling.draft.title)}（草稿）.${suffix}`);
      announce("已开始下载。");
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      problem.textContent = `${name} 没有成功：${failed.message}`;
      problem.hidden = false;
      announce(problem.textContent);
    } finally {
      running.delete(format);
    }
  }

  return { root, download: () => download("docx") };
}

function fileName(title) {
  return title.replace(/[\\/:*?"<>|\s]+/g, " ").trim() || "法治政府建设年度报告";
}
