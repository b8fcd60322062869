// One question to the service: what is sent, and what comes back piece by piece.

import { Problem, events } from "./api.js";
import { readiness, whenReady } from "./readiness.js";

const HISTORY_MESSAGES = 20;
const HISTORY_CHARACTERS = 20_000;
export const QUESTION_CHARACTERS = 2000;
export const MODES = { auto: "自动", extractive: "摘录原文", generative: "模型撰写" };

/**
 * @typedef {{regions: string[], years: number[]}} Scope
 * @typedef {Object} Turn
 * @property {string} question
 * @property {Scope} scope
 * @property {"auto"|"extractive"|"generative"} mode
 * @property {"running"|"done"|"stopped"|"failed"} state
 * @property {string} text  what has come so far
 * @property {Object|null} answer  the body of `done`
 * @property {string[]} told  of a failure: what to do, one sentence each
 */

/**
 * @param {Turn} turn
 * @param {Turn[]} earlier
 * @param {{onText: function(string): void, onWaiting: function(string): void, signal: AbortSignal}} how
 * @returns {Promise<Object>} the whole answer. Raises Problem, AbortError.
 */
export async function ask(turn, earlier, { onText, onWaiting, signal }) {
  const body = {
    question: turn.question,
    history: historyOf(earlier),
    scope: scopeOf(turn.scope),
    mode: turn.mode,
    stream: true,
  };
  for (;;) {
    try {
      return await events("/v1/ask", body, { delta: ({ text }) => onText(text) }, signal);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 503) throw problem;
      // Either the collection is still being opened, which passes, or something else is amiss, which is told.
      if ((await readiness(signal)).ready !== null) throw problem;
      await whenReady(onWaiting, signal);
    }
  }
}

/** What a follow-up may refer to. A question that got no answer still says what it was about. */
export function historyOf(turns) {
  const messages = turns.flatMap(({ question, answer, text }) => {
    const said = answer === null ? text : answer.answer;
    const asked = { role: "user", content: question };
    return said === "" ? [asked] : [asked, { role: "assistant", content: cut(said) }];
  });
  const last = messages.slice(-HISTORY_MESSAGES);
  return last.length > 0 && last[0].role === "assistant" ? last.slice(1) : last;
}

/** What went wrong, in sentences: of a refused field its name and why. */
export function told(problem) {
  if (problem.status !== 422 || problem.errors.length === 0) return [problem.message];
  return problem.errors.map(({ field, detail }) => `${fieldName(field)}：${detail}`);
}

const FIELDS = [
  ["question", "问题"],
  ["history", "此前的对话"],
  ["scope.regions", "范围中的地区"],
  ["scope.years", "范围中的年度"],
  ["scope", "范围"],
  ["mode", "作答方式"],
];

function fieldName(field) {
  const known = FIELDS.find(([name]) => field === name || field.startsWith(`${name}.`));
  return known === undefined ? field : known[1];
}

function scopeOf({ regions, years }) {
  return regions.length + years.length === 0 ? null : { regions, years };
}

function cut(text) {
  const characters = [...text];
  return characters.length > HISTORY_CHARACTERS ? characters.slice(0, HISTORY_CHARACTERS).join("") : text;
}
