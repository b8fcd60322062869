// 对比: the figures of several reports side by side, what they say about a topic, or both.

import { Problem, post } from "./api.js";
import { compareForm } from "./compare-form.js";
import { comparisonView } from "./compare-result.js";
import { announce, element, replaceChildren } from "./dom.js";
import { readiness, whenReady } from "./readiness.js";

const FIELDS = { topic: "主题", indicators: "指标", scope: "地区或年度", mode: "小结写法" };

/** @param {HTMLElement} section */
export function mountCompare(section) {
  let running = null; // the AbortController of the last comparison, while it runs
  const form = compareForm({ onRun: run, onStop: () => running?.abort() });
  const told = element("div", { class: "compare-told no-print" });
  const result = element("div");
  section.append(form.root, told, result);

  /** @param {import("./compare-form.js").Choice} choice */
  async function run(choice) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    form.running(true);
    tell("notice", ["正在对比…"]);
    try {
      const body = bodyOf(choice);
      const comparison = await compared(body, (detail) => tell("notice", [detail, "就绪后会自动对比。"]), mine.signal);
      if (running === mine) show(comparison, body);
    } catch (problem) {
      if (running === mine) failed(problem, choice);
    }
    if (running !== mine) return; // another one was begun
    running = null;
    form.running(false);
  }

  function show(comparison, body) {
    replaceChildren(told);
    const { root, heading } = comparisonView(comparison, body);
    replaceChildren(result, root);
    heading.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  }

  function failed(problem, choice) {
    if (problem.name === "AbortError") {
      tell("notice", ["已停止。"]);
      return;
    }
    if (!(problem instanceof Problem)) console.error(problem);
    const unknown = unknownWords(problem, choice);
    if (unknown === null) tell("error", linesOf(problem));
    else {
      replaceChildren(told);
      form.unknown(unknown.words, unknown.detail);
    }
  }

  /** An earlier result stays: it says itself what it compares. */
  function tell(kind, lines) {
    const earlier = kind === "error" && result.firstChild !== null ? "下面仍是上一次的对比结果。" : null;
    const shown = [...lines, earlier].filter((line) => line !== null);
    replaceChildren(told, element("div", { class: kind }, shown.map((line) => element("p", {}, line))));
    announce(shown.join(" "));
  }
}

/** Raises Problem, AbortError. */
async function compared(body, onWaiting, signal) {
  for (;;) {
    try {
      return await post("/v1/compare", body, signal);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 503) throw problem;
      // Either the collection is still being opened, which passes, or something else is amiss, which is told.
      if ((await readiness(signal)).ready !== null) throw problem;
      await whenReady(onWaiting, signal);
    }
  }
}

function bodyOf({ indicators, topic, regions, years, mode }) {
  return {
    topic: topic === "" ? null : topic,
    indicators,
    scope: regions.length + years.length === 0 ? null : { regions, years },
    mode,
  };
}

/** @returns {{words: string, detail: string}|null} of an indicator that the service does not know */
function unknownWords(problem, { indicators }) {
  for (const { field, detail } of problem.errors ?? []) {
    const place = /^indicators\.(\d+)$/.exec(field);
    const words = place === null ? undefined : indicators[Number(place[1])];
    if (words !== undefined) return { words, detail };
  }
  return null;
}

function linesOf(problem) {
  if (!(problem instanceof Problem)) return ["页面出错，请刷新后再试；所选条件已保存。"];
  if (problem.status !== 422 || problem.errors.length === 0) return [problem.message];
  return problem.errors.map(({ field, detail }) => `${FIELDS[field.split(".")[0]] ?? field}：${detail}`);
}
