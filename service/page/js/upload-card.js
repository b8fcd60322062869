// One file on its way in: read, looked at, confirmed, added. Each step shows in the same card; the focus stays with it.

import { Problem, upload } from "./api.js";
import { reportsChanged } from "./collection.js";
import { announce, button, details, element, replaceChildren } from "./dom.js";
import { facts, leftOut, nameOf, opening } from "./report-facts.js";
import { reportAddress } from "./report-list.js";
import { placeForm } from "./upload-place.js";

const STATES = {
  reading: "正在读取",
  missing: "缺地区或年度",
  ready: "待确认",
  conflict: "库中已有同年报告",
  same: "库中已有",
  adding: "正在入库",
  done: "已入库",
  failed: "未成功",
};
const STORED = { same: "库中已有这份文件，一字不差，不必再入库。", done: "已入库，可以提问了。" };
const FINAL = [413, 415, 422]; // the file itself is at fault
const MOST_BYTES = 10_000_000;
const UNREADABLE = "读不出这个文件，或它大于 10 MB。请重新选择；报告请另存为纯文本（.txt）。";

/** enqueue(job) calls the asynchronous job when its turn has come. */
export function uploadCard(file, { enqueue, onChange, onRemove }) {
  const title = element("h4", { tabindex: "-1" }, file.name);
  const tag = element("span", { class: "tag" });
  const body = element("div", { class: "stack" });
  const root = element("li", { class: "card upload" }, element("div", { class: "row" }, title, tag), body);
  let state;
  let place = { region: "", year: "" };

  const turn = (next, ...content) => {
    const focused = body.contains(document.activeElement);
    state = next;
    tag.textContent = STATES[state];
    replaceChildren(body, content);
    if (focused) title.focus();
    announce(`${file.name}：${STATES[state]}`);
    onChange();
  };
  const step = (job, retry) =>
    enqueue(async () => {
      try {
        await requireReadable(file);
        await job();
      } catch (problem) {
        refuse(problem, retry);
      }
    });
  const read = () => {
    turn("reading");
    step(async () => show((await upload("/v1/reports/preview", { file, ...place })).body), read);
  };
  const readAgain = (given) => {
    place = given;
    read();
  };
  const show = ({ existing, same_bytes: isSame, ...preview }) => {
    if (isSame) {
      stored("same", existing);
      return;
    }
    const told = [
      facts(preview),
      opening(preview.paragraphs),
      leftOut(preview.furniture),
      details("地区或年度读得不对？（不填的仍按文中所写）", {}, placeForm(place, null, readAgain)),
    ];
    if (existing === null) {
      turn("ready", told, row(button("确认入库", () => confirm(), { class: "primary" }), leave("不入库")));
    } else {
      const replace = button("替换库中的报告", () => confirm("true"), { class: "danger" });
      turn("conflict", conflict(existing), told, row(replace, leave("保留库中的，不入库")));
    }
  };
  const confirm = (replace = "") => {
    const bar = element("progress", { value: "0", "aria-label": "上传进度" });
    const told = element("p", { class: "lead" }, "正在上传…");
    const sent = (share) => {
      bar.value = share;
      if (share === 1) told.textContent = "已上传，正在建立索引…";
    };
    turn("adding", told, bar);
    step(async () => {
      const { status, body: report } = await upload("/v1/reports", { file, ...place, replace }, sent);
      stored(status === 201 ? "done" : "same", report);
      reportsChanged();
    }, () => confirm(replace));
  };
  const refuse = (problem, retry) => {
    const { status, errors, message } = problem;
    if (status === 409) {
      read(); // another report came in between: what is there now is told
    } else if (status === 422 && (errors.length > 0 || place.region || place.year)) {
      turn("missing", placeForm(place, problem, readAgain, leave("不入库")));
    } else {
      const again = FINAL.includes(status) ? null : button("重试", retry);
      turn("failed", element("p", { class: "error" }, message), row(again, leave("移出列表")));
    }
  };
  const stored = (next, report) => {
    const link = element("a", { href: reportAddress(report.report_id) }, "查看这份报告");
    turn(next, element("p", { class: "notice" }, `${STORED[next]}${nameOf(report)}。`, link), leave("移出列表"));
  };
  const leave = (label) => button(label, onRemove);
  return { root, read, confirm, state: () => state, focus: () => title.focus() };
}

function row(...buttons) {
  return element("div", { class: "row" }, buttons);
}

function conflict(there) {
  const told = `每个地区每年只留一份，库中已有：${nameOf(there)}（文件 ${there.source}）。`;
  return element("p", { class: "caution" }, told, "替换后，原来那份的正文、数字和检查结果不再保存。");
}

/** Told here: the browser would only say that the service cannot be reached. */
async function requireReadable(file) {
  const isReadable = file.size <= MOST_BYTES && (await file.slice(0, 1).arrayBuffer().catch(() => null));
  if (!isReadable) throw new Problem(UNREADABLE, { status: 413 });
}
