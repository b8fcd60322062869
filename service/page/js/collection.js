// The reports at hand, read once and told to every view that shows them.

import { everyItem } from "./api.js";

let known = null;
const watchers = new Set();

/** The reports, by district and year. Raises Problem. */
export async function reports() {
  known ??= everyItem("/v1/reports", { limit: 200 });
  try {
    return await known;
  } catch (problem) {
    known = null;
    throw problem;
  }
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
  reports().then((found) => callback(found, null), (problem) => callback([], problem));
}
