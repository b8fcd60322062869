// On a narrow screen the reader covers the page and is a dialog; on a wide one it stands beside it.

const narrow = window.matchMedia("(max-width: 60rem)");

let panel = null;
let onClose = null;

/** @param {HTMLElement} shown  its first child becomes the dialog where the screen is narrow */
export function asSheet(shown, close) {
  panel = shown;
  onClose = close;
  narrow.addEventListener("change", arrange);
  window.addEventListener("hashchange", left);
  document.addEventListener("keydown", trap);
  arrange();
}

export function closeSheet() {
  narrow.removeEventListener("change", arrange);
  window.removeEventListener("hashchange", left);
  document.removeEventListener("keydown", trap);
  cover(false);
  panel = null;
}

function arrange() {
  const dialog = panel.firstElementChild;
  const attributes = { role: "dialog", "aria-modal": "true", "aria-labelledby": "reader-title" };
  for (const [name, value] of Object.entries(attributes)) {
    if (narrow.matches) dialog.setAttribute(name, value);
    else dialog.removeAttribute(name);
  }
  panel.classList.toggle("covering", narrow.matches);
  cover(narrow.matches);
  if (narrow.matches && !panel.contains(document.activeElement)) dialog.querySelector("button").focus();
}

/** The page beneath neither scrolls nor takes the focus. `inert` is younger than some browsers: hence the trap. */
function cover(covered) {
  document.documentElement.classList.toggle("covered", covered);
  for (const beneath of document.querySelectorAll("body > .skip, body > header, main")) {
    beneath.toggleAttribute("inert", covered);
  }
}

/** Another view was called for, by the browser's own buttons: that is what the reader would hide. */
function left() {
  if (narrow.matches) onClose();
}

function trap(event) {
  if (event.key !== "Tab" || !narrow.matches) return;
  const stops = [...panel.querySelectorAll("button:not(:disabled), a[href], [tabindex='0']")];
  const first = stops[0];
  const last = stops[stops.length - 1];
  const focused = document.activeElement;
  const leaves = event.shiftKey ? focused === first : focused === last || after(focused, last);
  if (panel.contains(focused) && !leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

/** The cited paragraph has the focus without being a stop: what follows it in the order may lie outside. */
function after(focused, last) {
  return Boolean(last.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING);
}
