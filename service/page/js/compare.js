// 对比: the figures of several reports side by side, what they say about a topic, or both.

import { Problem, post } from "./api.js";
import { compareForm } from "./compare-form.js";
import { comparisonView } from "./compare-result.js";
import { announce, element, replaceChildren } from "./dom.js";
import { onceReady } from "./readiness.js";

const FIELDS = { topic: "主题", indicators: "指标" };

/** @param {HTMLElement} section */
export function mountCompare(section) {
  let running = null; // the AbortController of the last comparison
  const form = compareForm({ onRun: run, onStop: () => running.abort() });
  const told = element("div", { class: "compare-told no-print" });
  const result = element("div");
  section.append(form.root, told, result);

  /** @param {import("./compare-form.js").Wanted} wanted */
  async function run(wanted) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    form.running(true);
    tell("notice", ["正在对比…"]);
    try {
      const comparison = await onceReady(
        () => post("/v1/compare", wanted, mine.signal),
        ({ message }) => running === mine && tell("notice", [message, "就绪后会自动对比。"]),
      );
      if (running === mine) show(comparison, wanted);
    } catch (problem) {
      if (running === mine) failed(problem, wanted);
    } finally {
      if (running === mine) form.running(false); // else another one was begun
    }
  }

  function show(comparison, wanted) {
    const view = comparisonView(comparison, wanted);
    replaceChildren(told);
    replaceChildren(result, view);
    view.querySelector("h2").focus({ preventScroll: true });
    view.scrollIntoView();
  }

  function failed(problem, { indicators }) {
    if (problem.name === "AbortError") return tell("notice", ["已停止。"]);
    if (!(problem instanceof Problem)) throw problem;
    for (const { field, detail } of problem.errors) {
      const words = indicators[/^indicators\.(\d+)$/.exec(field)?.[1]];
      if (words === undefined) continue;
      replaceChildren(told);
      return form.unknown(words, detail);
    }
    const lines = problem.errors.map(({ field, detail }) => `${FIELDS[field] ?? field}：${detail}`);
    const earlier = result.firstChild === null ? [] : ["下面仍是上一次的对比结果。"];
    tell("error", [...(lines.length > 0 ? lines : [problem.message]), ...earlier]);
  }

  function tell(kind, lines) {
    replaceChildren(told, element("div", { class: kind }, lines.map((line) => element("p", {}, line))));
    announce(lines.join(" "));
  }
}
