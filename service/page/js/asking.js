// One question to the service: what is sent, and what comes back piece by piece.

import { events } from "./api.js";
import { onceReady } from "./readiness.js";

const HISTORY_MESSAGES = 20;
const HISTORY_CHARACTERS = 20_000;
export const QUESTION_CHARACTERS = 2000;
export const MODES = { auto: "自动", extractive: "摘录原文", generative: "模型撰写" };

/**
 * @typedef {Object} Turn  with question, scope and mode as they are sent
 * @property {"running"|"done"|"stopped"|"failed"} state
 * @property {string} text  what has come so far
 * @property {Object|null} answer  the body of `done`; of its claims those that were removed
 * @property {string} told  of a failure: what to do
 */

/**
 * @param {Turn} turn  its text grows
 * @param {Turn[]} earlier
 * @param {{add: function(string), wait: function(Problem)}} view
 * @returns {Promise<Object>} the whole answer. Raises Problem, AbortError.
 */
export async function ask(turn, earlier, view, signal) {
  const { question, scope, mode } = turn;
  const everywhere = scope.regions.length + scope.years.length === 0;
  const body = { question, history: historyOf(earlier), scope: everywhere ? null : scope, mode, stream: true };
  const delta = ({ text }) => {
    turn.text += text;
    view.add(text);
  };
  const answer = await onceReady(() => events("/v1/ask", body, { delta }, signal), view.wait);
  return { ...answer, claims: answer.claims.filter(({ verdict }) => verdict === "removed") };
}

/** What a follow-up may refer to. A question that got no answer still says what it was about. */
function historyOf(turns) {
  const messages = turns.flatMap(({ question, answer, text }) => [
    { role: "user", content: question },
    { role: "assistant", content: (answer?.answer ?? text).slice(0, HISTORY_CHARACTERS) },
  ]);
  return messages.filter(({ content }) => content !== "").slice(-HISTORY_MESSAGES);
}
