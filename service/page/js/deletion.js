// Deleting a report, asked once more: what is lost is said before it is.

import { remove } from "./api.js";
import { reportsChanged } from "./collection.js";
import { button, element, tell } from "./dom.js";
import { closeReader } from "./reader.js";
import { nameOf } from "./report-facts.js";
import { announceSoon } from "./search.js";

export function askToDelete(report, onDeleted) {
  const error = element("p", { class: "error", role: "alert", hidden: true });
  const confirm = button("确认删除", deleteIt, { class: "danger" });
  const dialog = element(
    "dialog",
    { class: "card stack", "aria-labelledby": "delete-title", onclose: () => dialog.remove() },
    element("h3", { id: "delete-title" }, "要删除这份报告吗？"),
    element("p", {}, nameOf(report)),
    element("p", {}, "它的正文、数字和检查结果都会删去，问答、对比和起草不再引用它；要恢复只能重新上传原文件。"),
    error,
    element("div", { class: "row" }, button("不删除", () => dialog.close()), confirm),
  );

  async function deleteIt() {
    tell(error, "");
    try {
      await remove(`/v1/reports/${report.report_id}`);
    } catch (problem) {
      if (problem.status !== 404) {
        confirm.textContent = "再试一次";
        tell(error, `没有删除：${problem.message}`);
        return;
      }
    }
    dialog.close();
    closeReader();
    onDeleted();
    reportsChanged();
    announceSoon(`已删除：${nameOf(report)}`);
  }

  // By the browser's own buttons: a modal question that nobody sees would block the page.
  window.addEventListener("popstate", () => dialog.close(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
}
