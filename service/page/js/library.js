// 报告库: what is in, one report opened, and the way in for new ones. The address tells which: #/library/<report id>.

import { element } from "./dom.js";
import { LIBRARY, reportList } from "./report-list.js";
import { reportView } from "./report-view.js";
import { uploads } from "./uploads.js";

export function mountLibrary(section) {
  const list = reportList();
  const overview = element("div", {}, uploads(), list.root);
  const place = element("div", { hidden: true });
  section.append(overview, place);
  let shown = LIBRARY;
  let next = null; // the row that gets the focus after a deletion

  /** The focus goes along: to the report's title, and from there back to its row. */
  const arrange = (moves) => {
    const address = location.hash;
    if (!address.startsWith(LIBRARY) || address === shown) return;
    const left = shown;
    shown = address;
    const reportId = address.split("/")[2];
    overview.hidden = Boolean(reportId);
    place.hidden = !reportId;
    if (reportId) {
      place.replaceChildren(reportView(reportId, { moves, onDeleted: () => leave(address) }));
    } else {
      place.replaceChildren();
      list.focus(next ?? left);
      next = null;
    }
  };
  /** Without a step in the history that would lead back to what is gone. */
  const leave = (address) => {
    if (location.hash !== address) return;
    next = list.neighbour(address);
    location.replace(LIBRARY);
  };
  window.addEventListener("hashchange", () => arrange(true));
  arrange(false);
}
