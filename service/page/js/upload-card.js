// One file on its way in: read, looked at, confirmed, added. Each step shows in the same card; the focus stays with it.

import { Problem, upload } from "./api.js";
import { reportsChanged } from "./collection.js";
import { element, replaceChildren } from "./dom.js";
import { facts, leftOut, opening } from "./report-facts.js";
import { isAboutPlace, placeForm } from "./upload-place.js";

export const STATES = {
  waiting: "等候",
  reading: "正在读取",
  missing: "缺地区或年度",
  ready: "待确认",
  conflict: "库中已有同年报告",
  same: "库中已有",
  adding: "正在入库",
  done: "已入库",
  failed: "未成功",
};
const MOST_BYTES = 10_000_000;
const TOO_LARGE = "文件超过 10 MB，不像是一份报告的文本。请检查是否选错了文件；报告请另存为纯文本（.txt）。";
const UNREADABLE = "读不出这个文件：它可能是文件夹，或在选择之后被改动、移走了。请重新选择。";

/**
 * @param {File} file
 * @param {{addressOf: function(string): string, enqueue: function(function(): Promise<void>): Promise<void>,
 *   onChange: function(): void, onRemove: function(): void}} options
 */
export function uploadCard(file, { addressOf, enqueue, onChange, onRemove }) {
  const title = element("h4", { tabindex: "-1" }, file.name);
  const tag = element("span", { class: "tag" });
  const body = element("div", { class: "stack" });
  const root = element("li", { class: "card upload" }, element("div", { class: "upload-head" }, title, tag), body);
  let state = "waiting";
  let place = { region: "", year: "" };

  const turn = (next, ...content) => {
    const focused = body.contains(document.activeElement);
    state = next;
    tag.textContent = STATES[state];
    replaceChildren(body, content);
    if (focused) title.focus();
    onChange();
  };
  const button = (text, onclick, style = null) => element("button", { type: "button", class: style, onclick }, text);
  const leave = (text = "不入库") => button(text, onRemove);
  const placed = (faults, beside) => {
    const onSubmit = (given) => {
      place = given;
      read();
    };
    return placeForm({ ...place, faults, beside, onSubmit });
  };

  /** Also where another report came in between: what is there now is told, and asked for once more. */
  const read = () => {
    turn("waiting", element("p", { class: "lead" }, "前面的文件处理完后读取。"));
    return enqueue(async () => {
      if (!root.isConnected) return;
      turn("reading", element("p", { class: "lead" }, "正在读取标题、地区、年度和正文…"));
      try {
        await requireReadable(file);
        const { body: preview } = await upload("/v1/reports/preview", { file, ...place });
        show(preview);
      } catch (problem) {
        refuse(problem, read);
      }
    });
  };
  const show = (preview) => {
    if (preview.same_bytes) {
      turn("same", stored("库中已有这份文件，一字不差，不必再入库。", preview.existing));
      return;
    }
    const wrong = element("details", {}, element("summary", {}, "地区或年度读得不对？（不填的仍按文中所写）"), placed({}, null));
    const told = [facts(preview), opening(preview.paragraphs), leftOut(preview.furniture), wrong];
    if (preview.existing === null) {
      turn("ready", told, row(button("确认入库", () => confirm(), "primary"), leave()));
    } else {
      const replace = button("替换库中的报告", () => confirm(true), "danger");
      turn("conflict", conflict(preview.existing), told, row(replace, leave("保留库中的，不入库")));
    }
  };
  const confirm = (replace = false) => {
    const bar = element("progress", { max: "1", value: "0", "aria-label": "上传进度" });
    const told = element("p", { class: "lead" }, "前面的文件处理完后上传。");
    turn("adding", told, bar);
    return enqueue(async () => {
      const sent = (share) => {
        bar.value = share;
        told.textContent = share < 1 ? `正在上传 ${Math.floor(share * 100)}%` : "已上传，正在建立索引…";
      };
      try {
        await requireReadable(file);
        const fields = { file, ...place, replace: replace ? "true" : "" };
        const { status, body: report } = await upload("/v1/reports", fields, sent);
        added(report, status === 201);
      } catch (problem) {
        if (problem.status === 409) await again();
        else refuse(problem, () => confirm(replace));
      }
    });
  };
  const again = async () => {
    try {
      show((await upload("/v1/reports/preview", { file, ...place })).body);
    } catch (problem) {
      refuse(problem, read);
    }
  };
  const added = (report, isNew) => {
    turn("done", stored(isNew ? "已入库，可以提问了。" : "库中已有这份文件，没有重复存入。", report));
    reportsChanged();
  };
  const refuse = (problem, retry) => {
    if (!(problem instanceof Problem)) throw problem;
    if (isAboutPlace(problem, place)) {
      turn("missing", placed(problem, leave()));
      return;
    }
    const again = isFinal(problem) ? null : button("重试", retry);
    turn("failed", element("p", { class: "error" }, problem.message), row(again, leave("移出列表")));
  };
  const stored = (told, report) => [
    element("p", { class: "notice" }, `${told}${nameOf(report)}`),
    row(element("a", { class: "button", href: addressOf(report.report_id) }, "查看这份报告"), leave("移出列表")),
  ];
  return { root, read, confirm, state: () => state, focus: () => title.focus() };
}

function row(...buttons) {
  return element("div", { class: "row" }, buttons);
}

function conflict(there) {
  const told =
    `每个地区每年只留一份，库中已有：${nameOf(there)}（文件 ${there.source}）。` +
    "替换后，原来那份的正文、数字和检查结果不再保存。";
  return element("p", { class: "caution" }, told);
}

function nameOf({ region, year, title, paragraph_count: count }) {
  return `${region} ${year}年《${title}》，${count}段`;
}

/** The file itself is at fault: sending it once more changes nothing. */
function isFinal({ status }) {
  return [413, 415, 422].includes(status);
}

/** Raises Problem. A browser lets a folder be dropped, and a file be changed after it was chosen. */
async function requireReadable(file) {
  if (file.size > MOST_BYTES) throw new Problem(TOO_LARGE, { status: 413 });
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Problem(UNREADABLE, { status: 422 });
  }
}
