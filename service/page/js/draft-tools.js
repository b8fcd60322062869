// What can be done with a draft as it stands: checked like any report, taken along as Word, Markdown, text, on paper.

import { Problem, file, upload } from "./api.js";
import { copyButton } from "./copying.js";
import { announce, button, element, replaceChildren, save, tell } from "./dom.js";
import { findingList } from "./findings.js";

/** Of what draftText gives; onFirstOpen() asks for the first field that is open. */
export function draftTools(filling, text, onFirstOpen) {
  const { title, region, year, placeholders } = filling.draft;
  const clean = element("input", {
    type: "checkbox",
    onchange: () => text.root.classList.toggle("clean", clean.checked),
  });
  const checking = button("检查", () => tried("检查", check));
  const copying = copyButton(() => text.plain(clean.checked), "复制全文");
  copying.button.className = ""; // among buttons of equal weight
  const problem = element("p", { class: "error", hidden: true });
  const findings = element("section", { class: "card stack", "aria-label": "检查结果", tabindex: "-1", hidden: true });
  return element(
    "div",
    { class: "draft-tools stack no-print" },
    element(
      "div",
      { class: "row" },
      checking,
      button("下载 Word", () => tried("下载", () => download("docx", "docx")), { class: "primary" }),
      button("下载 Markdown", () => tried("下载", () => download("markdown", "md"))),
      copying.button,
      button("打印", () => window.print()),
      element("label", { class: "choice" }, clean, "不带出处标注"),
    ),
    copying.place,
    problem,
    findings,
  );

  async function tried(name, action) {
    tell(problem, "");
    try {
      await action();
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      tell(problem, `${name}没有成功：${failed.message}`);
      announce(problem.textContent);
    }
  }

  function rendered(format, without) {
    return file("/v1/draft/render", { draft: filling.draft, filled: filling.all(), format, clean: without });
  }

  async function download(format, suffix) {
    save(await rendered(format, clean.checked), `${title}（草稿）.${suffix}`);
  }

  async function check() {
    announce("正在检查。");
    const report = new File([await rendered("docx", true)], `${title}.docx`);
    const { items } = (await upload("/v1/check", { file: report, region, year })).body;
    const open = items.filter(isOpenOne);
    const others = items.filter((finding) => !isOpenOne(finding));
    replaceChildren(
      findings,
      element("h3", {}, "检查结果"),
      open.length > 0 ? openOnes(open) : null,
      open.length > 0 && others.length === 0 ? element("p", {}, "此外没有发现问题。") : findingList(others, null),
      button("收起检查结果", folded),
    );
    findings.hidden = false;
    findings.focus();
  }

  /** One line for what would be a line each. */
  function openOnes(found) {
    const number = placeholders.filter(({ id }) => filling.isOpen(id)).length;
    const promises = found.filter(({ rule }) => rule === "commitment").length;
    const words = `还有 ${number} 处待填${promises > 0 ? `，其中上年承诺 ${promises} 条` : ""}；报送前须填完或删去。`;
    return element("p", { class: "caution" }, words, button("到第一处待填", onFirstOpen, { class: "plain" }));
  }

  function folded() {
    findings.hidden = true;
    checking.focus();
  }
}

/** A placeholder, or a promise that nothing is told of but a placeholder. */
function isOpenOne({ rule, quote }) {
  return rule === "placeholder" || (rule === "commitment" && Boolean(quote?.includes("【待填")));
}
