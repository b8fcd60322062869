// Deleting a report, asked once more: what is lost is said before it is.

import { Problem, remove } from "./api.js";
import { reportsChanged } from "./collection.js";
import { announce, element, uniqueId } from "./dom.js";
import { closeReader } from "./reader.js";

/** @param {HTMLElement} opener  gets the focus back where nothing was deleted; the question stands after it */
export function askToDelete(report, opener, onDeleted) {
  const id = uniqueId("delete");
  const error = element("p", { class: "error", role: "alert", hidden: true });
  const cancel = element("button", { type: "button", onclick: () => close() }, "不删除");
  const confirm = element("button", { type: "button", class: "danger", onclick: () => deleteIt() }, "确认删除");
  const dialog = element(
    "dialog",
    { class: "card question", "aria-labelledby": id, role: "dialog" },
    element(
      "div",
      { class: "stack" },
      element("h3", { id }, "要删除这份报告吗？"),
      element("p", { class: "doomed" }, report.title),
      element("p", {}, `${report.region} · ${report.year}年 · ${report.paragraph_count}段`),
      element("p", {}, "删除后，它的正文、数字和检查结果都不再保存，问答、对比和起草也不再引用它。服务不留底，要恢复只能重新上传原文件。"),
      error,
      element("div", { class: "row" }, cancel, confirm),
    ),
  );
  let busy = false;

  const away = () => {
    if (modal && dialog.open) dialog.close();
    dialog.remove();
    window.removeEventListener("hashchange", left);
  };
  const close = () => {
    if (busy) return;
    away();
    opener.focus();
  };
  /** By the browser's own buttons: a modal question that nobody sees would block the page. */
  const left = () => {
    const blocked = dialog.isConnected;
    away();
    if (blocked) document.getElementById("view").focus();
  };
  const deleteIt = async () => {
    if (busy) return;
    busy = true;
    error.hidden = true;
    confirm.textContent = "正在删除…";
    const problem = await deleted(report.report_id);
    busy = false;
    if (problem === null) {
      away();
      closeReader();
      onDeleted();
      reportsChanged();
      announce(`已删除：${report.title}`);
      return;
    }
    confirm.textContent = "再试一次";
    error.textContent = `没有删除：${problem.message}`;
    error.hidden = false;
  };
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  window.addEventListener("hashchange", left);
  opener.parentElement.after(dialog);
  // Browsers before 2022 may not know <dialog>: there the question stands in the text, and says the same.
  const modal = typeof dialog.showModal === "function";
  if (modal) {
    dialog.showModal();
  } else {
    dialog.setAttribute("open", "");
    dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
  }
  cancel.focus();
}

/** Null, or what went wrong; gone already is as good as deleted. */
async function deleted(reportId) {
  try {
    await remove(`/v1/reports/${encodeURIComponent(reportId)}`);
    return null;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return problem.status === 404 ? null : problem;
  }
}
