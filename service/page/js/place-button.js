// A button that opens the text where something stands.

import { element } from "./dom.js";
import { openReader } from "./reader.js";

/** @param {Object} place  what openReader takes @param {string} about  tells this button from the others */
export function placeButton(place, about) {
  const open = (event) => openReader(place, { opener: event.currentTarget });
  const hidden = element("span", { class: "visually-hidden" }, `：${about}`);
  return element("button", { type: "button", class: "chip", "aria-expanded": "false", onclick: open }, "看原文", hidden);
}
