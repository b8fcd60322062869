// 报告库: what is in, one report opened, and the way in for new ones. The address tells which: #/library/<report id>.

import { element } from "./dom.js";
import { reportList } from "./report-list.js";
import { reportView } from "./report-view.js";
import { uploads } from "./uploads.js";

const PLACE = "#/library";

/** The address of a report's own page. */
export function reportAddress(reportId) {
  return `${PLACE}/${encodeURIComponent(reportId)}`;
}

export function mountLibrary(section) {
  const list = reportList({ addressOf: reportAddress });
  const adding = uploads({ addressOf: reportAddress, dropOn: section });
  const overview = element("div", {}, adding.root, list.root);
  const place = element("div", { hidden: true });
  section.append(overview, place);
  let opened = null;

  /** The focus goes along: to the report's title, and from there back to its row. */
  const arrange = (moves) => {
    const { inLibrary, reportId } = wanted();
    if (!inLibrary || (reportId === opened && reportId !== null)) return;
    const left = opened;
    opened = reportId;
    overview.hidden = reportId !== null;
    place.hidden = reportId === null;
    if (reportId === null) {
      place.replaceChildren();
      if (moves && left !== null && !list.focus(left)) adding.focus();
      return;
    }
    const view = reportView(reportId, { back: PLACE, onDeleted: () => leave(reportId) });
    place.replaceChildren(view.root);
    if (moves) view.focus();
  };
  /** Without a step in the history that would lead back to what is gone. */
  const leave = (reportId) => {
    const next = list.without(reportId);
    if (wanted().reportId !== reportId) return;
    location.replace(PLACE);
    window.addEventListener("hashchange", () => next !== null && list.focus(next), { once: true });
  };
  window.addEventListener("hashchange", () => arrange(true));
  arrange(false);
}

function wanted() {
  const [view, reportId] = location.hash.replace(/^#\//, "").split("/");
  return { inLibrary: view === "library", reportId: reportId ? decoded(reportId) : null };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // no report has such an id, which is told like any other unknown one
  }
}
