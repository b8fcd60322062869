// A service that has just been started opens its collection before it answers.

import { get } from "./api.js";

const PAUSE_MS = 1000;

/** What `request` gives, asked anew until the service is ready; onWaiting(problem) is told that it is not yet. */
export async function onceReady(request, onWaiting) {
  for (;;) {
    try {
      return await request();
    } catch (problem) {
      if (!problem.type?.endsWith(":not-ready")) throw problem;
      onWaiting(problem);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Without one there is no way of answering to choose. */
export async function hasLanguageModel() {
  const ready = await get("/readyz").catch(() => null);
  return Boolean(ready?.language_model);
}
