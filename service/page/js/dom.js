// Elements from values. Text only ever becomes text: nothing here, or anywhere on the page, parses HTML.

/** Attributes on… are listeners; true is set bare, false and null are left out. Children may be nested, or null. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  replaceChildren(made, children);
  return made;
}

export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

/** A field under its label. */
export function labelled(label, field, attributes = {}) {
  field.id ||= uniqueId("field");
  return element("div", attributes, element("label", { for: field.id }, label), field);
}

/** @param {Object<string, string>} options  labels by value */
export function select(options, attributes = {}) {
  const made = Object.entries(options).map(([value, label]) => element("option", { value }, label));
  return element("select", attributes, made);
}

export function details(summary, attributes = {}, ...children) {
  return element("details", attributes, element("summary", {}, summary), children);
}

export function replaceChildren(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

/** Shows a message, or hides its place where there is none. */
export function tell(place, message) {
  place.textContent = message;
  place.hidden = message === "";
}

let ids = 0;
/** An id that no other element has, for labels. */
export function uniqueId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/** Tells a screen reader what has changed. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** A file that the browser saves. */
export function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
