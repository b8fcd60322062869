// Choosing indicators: known ones out of a list, others in one's own words, which the service makes out.

import { Problem, get } from "./api.js";
import { watchReports } from "./collection.js";
import { announce, element, replaceChildren, uniqueId } from "./dom.js";
import { indicatorList, namedSo } from "./indicator-list.js";

const MOST = 40;
const LONGEST = 100;
/** Long enough for who still types; then the number of hits is said once. */
const SAID_AFTER_MS = 700;

/** @param {{onChange: function(string[]): void, onReplaced: function(): void}} actions */
export function indicatorPicker({ onChange, onReplaced }) {
  const id = uniqueId("indicator");
  let chosen = [];
  let known = [];
  let saying = 0;

  const tags = element("ul", { class: "indicator-tags", "aria-label": "已选指标" });
  const told = element("p", { class: "pick-told", id: `${id}-told` });
  const unknown = element("div", { class: "error stack", hidden: true });
  const list = indicatorList((name, on) => (on ? add(name) : removed(name)));
  const field = element("input", {
    type: "search",
    id,
    maxlength: LONGEST,
    autocomplete: "off",
    "aria-describedby": `${id}-told`,
    oninput: found,
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      event.preventDefault(); // it would send the whole form
      addTyped();
    },
  });
  const root = element(
    "fieldset",
    { class: "indicators" },
    element("legend", {}, `指标（最多 ${MOST} 项）`),
    tags,
    unknown,
    element(
      "div",
      { class: "row" },
      element("div", { class: "grow" }, element("label", { for: id }, "查找指标，或写下自己的说法"), field),
      element("button", { type: "button", onclick: addTyped }, "加入"),
    ),
    told,
    list.root,
  );

  function addTyped() {
    const words = field.value.trim();
    if (words === "") {
      tell("请先写下指标，或在下面勾选。");
      field.focus();
      return;
    }
    const name = namedSo(known, words)?.name ?? words;
    if (chosen.includes(name)) announce(`已选过${name}。`);
    else if (!add(name)) return;
    field.value = "";
    found();
    field.focus();
  }

  function add(name) {
    if (chosen.length >= MOST) {
      tell(`一次最多对比 ${MOST} 项指标，请先去掉几项。`);
      announce(told.textContent);
      return false;
    }
    change([...chosen, name]);
    announce(`已选${name}。`);
    return true;
  }

  function removed(name) {
    change(chosen.filter((one) => one !== name));
    announce(`已去掉${name}。`);
    return true;
  }

  /** The focus goes to the tag that takes the place of the one that went. */
  function removeTag(name) {
    const place = chosen.indexOf(name);
    removed(name);
    const buttons = tags.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? field).focus();
  }

  function change(next) {
    set(next);
    onChange([...chosen]);
  }

  function set(next) {
    chosen = [...new Set(next)].slice(0, MOST);
    unknown.hidden = true;
    tags.hidden = chosen.length === 0;
    replaceChildren(tags, chosen.map(tag));
    list.mark(chosen);
  }

  function tag(name) {
    const own = known.length > 0 && !known.some((indicator) => indicator.name === name);
    const remove = { type: "button", class: "plain", "aria-label": `去掉${name}`, onclick: () => removeTag(name) };
    return element("li", { class: "tag" }, name, own ? "（自拟）" : null, element("button", remove, "×"));
  }

  function found() {
    const words = field.value.trim();
    const number = list.find(words);
    if (known.length === 0) return;
    tell(words === "" ? "" : number > 0 ? `有 ${number} 项符合。` : "没有名称相符的指标；按“加入”照原话对比，由服务辨认。");
    clearTimeout(saying);
    if (words !== "") saying = setTimeout(() => announce(told.textContent), SAID_AFTER_MS);
  }

  function tell(...content) {
    replaceChildren(told, content);
  }

  /** Words that the service does not know, and the names that come nearest. */
  function complain(words, detail) {
    const offered = nearestIn(detail).filter((name) => known.some((indicator) => indicator.name === name));
    const replace = (name) => {
      change(name === null ? chosen.filter((one) => one !== words) : chosen.map((one) => (one === words ? name : one)));
      announce(name === null ? `已去掉“${words}”。` : `已改为${name}。`);
      onReplaced();
    };
    const button = (label, name) => element("button", { type: "button", onclick: () => replace(name) }, label);
    replaceChildren(
      unknown,
      element("p", {}, offered.length > 0 ? `没有与“${words}”相符的指标，可改为：` : detail),
      element("div", { class: "row" }, offered.map((name) => button(name, name)), button(`去掉“${words}”`, null)),
    );
    unknown.hidden = false;
    announce(detail);
    unknown.querySelector("button").focus();
  }

  async function read() {
    try {
      known = (await get("/v1/indicators")).items;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const retry = () => {
        field.focus(); // the button goes
        read();
      };
      const again = element("button", { type: "button", class: "plain", onclick: retry }, "重试");
      tell(`指标清单暂时读不出：${problem.message}`, again);
      return;
    }
    tell();
    list.offer(known);
    set(chosen);
    found();
  }

  // Read anew when the service answers again, without being asked to.
  watchReports(() => {
    if (known.length === 0) read();
  });
  set([]);
  return { root, value: () => [...chosen], set, complain, focus: () => field.focus() };
}

/** 没有与“…”相符的指标，相近的有：甲、乙。 */
function nearestIn(detail) {
  const [, names = ""] = detail.split("相近的有：");
  return names.replace(/。$/, "").split("、");
}
