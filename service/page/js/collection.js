// The reports at hand, read once and told to every view that shows them.

import { everyItem } from "./api.js";
import { onceReady } from "./readiness.js";

let known = null;
const watchers = new Set();

/** The reports, by district and year. Raises Problem. */
export function reports() {
  if (known === null) {
    known = everyItem("/v1/reports", { limit: 200 });
    known.catch(() => (known = null));
  }
  return known;
}

/** Calls back now and whenever a report came or went; a Problem is given as second argument. */
export function watchReports(callback) {
  watchers.add(callback);
  tell(callback);
}

export function reportsChanged() {
  known = null;
  watchers.forEach(tell);
}

function tell(callback) {
  const failed = (problem) => callback([], problem);
  onceReady(reports, failed).then((found) => callback(found, null), failed);
}
