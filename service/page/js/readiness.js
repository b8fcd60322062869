// Whether the collection is open: a service that has just been started answers a little later.

import { Problem, get } from "./api.js";

const PAUSE_MS = 2000;

/** What /readyz tells, or the Problem that it tells instead. */
export async function readiness(signal) {
  try {
    return { ready: await get("/readyz", {}, signal), problem: null };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { ready: null, problem };
  }
}

/**
 * Resolves once the service is ready. onWaiting(detail) is told each time that it is not yet.
 * Raises AbortError.
 */
export async function whenReady(onWaiting, signal) {
  for (;;) {
    const { ready, problem } = await readiness(signal);
    if (ready !== null) return ready;
    onWaiting(problem.message);
    await pause(PAUSE_MS, signal);
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stopped = () => {
      clearTimeout(timer);
      reject(new DOMException("stopped", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stopped);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stopped, { once: true });
  });
}
