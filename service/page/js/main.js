// Which view is shown. All four stay in the page, so that nothing half-written is lost on the way.

import { announce } from "./dom.js";
import { mountAsk } from "./ask.js";
import { mountCompare } from "./compare.js";
import { mountDraft } from "./draft.js";
import { mountLibrary } from "./library.js";

const mounts = { ask: mountAsk, compare: mountCompare, draft: mountDraft, library: mountLibrary };
const mounted = new Set();
const main = document.getElementById("view");

function show() {
  const wanted = location.hash.split("/")[1];
  const name = Object.hasOwn(mounts, wanted) ? wanted : "ask";
  for (const view of document.querySelectorAll("#view > section")) view.hidden = view.id !== name;
  for (const link of document.querySelectorAll(".tabs a")) {
    if (link.hash === `#/${name}`) {
      link.setAttribute("aria-current", "page");
      document.title = `${link.textContent} · 法治政府建设年度报告`;
    } else link.removeAttribute("aria-current");
  }
  if (mounted.has(name)) return;
  mounted.add(name);
  mounts[name](document.getElementById(name));
}

addEventListener("hashchange", () => {
  show();
  main.focus();
  announce(document.title);
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // #view would be the address of no view
  main.focus();
});
show();
