// A button that opens the text where something stands.

import { button } from "./dom.js";
import { openReader } from "./reader.js";

/** @param {Object} place  what openReader takes @param {string} about  tells this button from the others */
export function placeButton(place, about) {
  const open = (event) => openReader(place, { opener: event.currentTarget });
  return button("看原文", open, { class: "chip", "aria-expanded": "false", "aria-label": `看原文：${about}` });
}
