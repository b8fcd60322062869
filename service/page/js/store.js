// What the browser keeps between visits. A browser that keeps nothing (full, or private) is no error: the page works.

const PREFIX = "fazhi.";

/** @param {"localStorage"|"sessionStorage"} place  the second is of this window alone */
export function load(name, otherwise, place = "localStorage") {
  try {
    return JSON.parse(window[place].getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** False where the browser could not keep it. */
export function keep(name, value, place = "localStorage") {
  try {
    window[place].setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}
