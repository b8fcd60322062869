// Finding rows by what one types.

import { announce } from "./dom.js";

const PAUSE_MS = 600;
let pause = 0;

/** Every word has to be there, in whatever order. */
export function fits(text, words) {
  const within = text.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => within.includes(word));
}

/** Once the typing pauses: a screen reader need not tell every letter's result. */
export function announceSoon(text) {
  clearTimeout(pause);
  pause = setTimeout(() => announce(text), PAUSE_MS);
}
