// Which view is shown. All four stay in the page, so that nothing half-written is lost on the way.

import { reportsChanged, watchReports } from "./collection.js";
import { announce } from "./dom.js";
import { whenReady } from "./readiness.js";
import { mountAsk } from "./ask.js";
import { mountCompare } from "./compare.js";
import { mountDraft } from "./draft.js";
import { mountLibrary } from "./library.js";

const views = {
  ask: { title: "问答", mount: mountAsk },
  compare: { title: "对比", mount: mountCompare },
  draft: { title: "起草", mount: mountDraft },
  library: { title: "报告库", mount: mountLibrary },
};
const mounted = new Set();
const main = document.getElementById("view");

function show() {
  const wanted = location.hash.replace(/^#\//, "").split("/")[0];
  const name = Object.keys(views).includes(wanted) ? wanted : "ask";
  for (const other of Object.keys(views)) document.getElementById(other).hidden = other !== name;
  for (const link of document.querySelectorAll(".tabs a")) {
    if (link.hash === `#/${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${views[name].title} · 法治政府建设年度报告`;
  if (!mounted.has(name)) {
    mounted.add(name);
    views[name].mount(document.getElementById(name));
  }
}

window.addEventListener("hashchange", () => {
  show();
  main.focus();
  announce(document.title);
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // #view would be the address of no view
  main.focus();
});
show();

// A service that is just starting, or starts anew, tells its reports a little later.
const TRY_AGAIN_MS = 2000;
watchReports((reports, problem) => {
  if (problem === null || (problem.status !== 0 && problem.status !== 503)) return;
  setTimeout(() => whenReady(() => {}).then(reportsChanged), TRY_AGAIN_MS);
});
