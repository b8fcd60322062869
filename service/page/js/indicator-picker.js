// Choosing indicators: known ones out of a list, others in one's own words, which the service makes out.

import { Problem, get } from "./api.js";
import { watchReports } from "./collection.js";
import { announce, button, details, element, labelled, replaceChildren, tell } from "./dom.js";
import { announceSoon, fits } from "./search.js";

/** @param {function(): void} onChange */
export function indicatorPicker(onChange) {
  let chosen = [];
  let boxes = [];
  const tags = element("ul", { class: "indicator-tags", "aria-label": "已选指标" });
  const unknown = element("div", { class: "error stack", hidden: true });
  const told = element("p", { class: "pick-told" });
  const list = element("div", { class: "indicator-list" });
  const attributes = { type: "search", maxlength: 100, autocomplete: "off", oninput: find, onkeydown: pressed };
  const field = element("input", attributes);
  const root = element(
    "fieldset",
    { class: "stack" },
    element("legend", {}, "指标（最多 40 项）"),
    tags,
    unknown,
    element(
      "div",
      { class: "row" },
      labelled("查找指标，或写下自己的说法", field, { class: "grow" }),
      button("加入", addTyped),
    ),
    told,
    list,
  );

  function pressed(event) {
    const writing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || writing || field.value.trim() === "") return;
    event.preventDefault(); // it would send the whole form
    addTyped();
  }

  function addTyped() {
    const words = field.value.trim();
    const meant = boxes.find(({ indicator }) => [indicator.name, ...indicator.synonyms].includes(words));
    if (words !== "") choose(meant?.indicator.name ?? words, true);
    field.value = "";
    find();
    field.focus();
  }

  function choose(name, on) {
    change(on ? [...chosen, name] : chosen.filter((one) => one !== name));
    announceSoon(`${on ? "已选" : "已去掉"}${name}。`);
  }

  function change(names) {
    set(names);
    onChange();
  }

  function set(names) {
    chosen = [...new Set(names)];
    unknown.hidden = true;
    tags.hidden = chosen.length === 0;
    replaceChildren(tags, chosen.map(tag));
    for (const { indicator, input } of boxes) input.checked = chosen.includes(indicator.name);
  }

  function tag(name, place) {
    const remove = () => {
      choose(name, false);
      const buttons = tags.querySelectorAll("button");
      (buttons[Math.min(place, buttons.length - 1)] ?? field).focus();
    };
    return element("li", { class: "tag" }, name, button("×", remove, { class: "plain", "aria-label": `去掉${name}` }));
  }

  /** Under headings that fold: a keyboard does not pass a hundred boxes on its way. */
  function offer(indicators) {
    const groups = new Map();
    boxes = indicators.map((indicator) => {
      const input = element("input", { type: "checkbox", onchange: () => choose(indicator.name, input.checked) });
      const also = element("span", { class: "pick-told" });
      const text = element("span", {}, `${indicator.name}（${indicator.unit}）`, also);
      const label = element("label", { class: "choice" }, input, text);
      groups.set(indicator.topic, [...(groups.get(indicator.topic) ?? []), label]);
      return { indicator, input, also, label };
    });
    const folded = [...groups].map(([topic, labels]) => {
      const group = element("div", { class: "indicator-boxes", role: "group", "aria-label": topic }, labels);
      return details(`${topic}（${labels.length}）`, {}, group);
    });
    replaceChildren(list, folded);
    set(chosen);
    find();
  }

  function find() {
    const words = field.value.trim();
    for (const { indicator, also, label } of boxes) {
      // Where only another name fits, it is told: else nobody would know why this one is shown.
      const named = fits(indicator.name, words);
      const other = named ? undefined : indicator.synonyms.find((one) => fits(one, words));
      also.textContent = other === undefined ? "" : ` 又称“${other}”`;
      label.hidden = !named && other === undefined;
    }
    for (const group of list.children) {
      group.hidden = group.querySelector("label:not([hidden])") === null;
      group.open = words !== "" && !group.hidden;
    }
    const number = boxes.filter(({ label }) => !label.hidden).length;
    if (words === "" || boxes.length === 0) return tell(told, "");
    tell(told, number > 0 ? `有 ${number} 项符合。` : "没有名称相符的指标；按“加入”照原话对比，由服务辨认。");
    announceSoon(told.textContent);
  }

  /** Words that the service does not know, and the names that come nearest. */
  function complain(words, detail) {
    const [, names = ""] = detail.split("相近的有：");
    const nearest = names.replace("。", "").split("、").filter((name) => name !== "");
    const replace = (label, instead) =>
      button(label, () => {
        change(chosen.flatMap((one) => (one === words ? instead : one)));
        field.focus();
      });
    replaceChildren(
      unknown,
      element("p", {}, nearest.length > 0 ? `没有与“${words}”相符的指标，可改为：` : detail),
      element("div", { class: "row" }, nearest.map((name) => replace(name, [name])), replace(`去掉“${words}”`, [])),
    );
    unknown.hidden = false;
    announce(detail);
    unknown.querySelector("button").focus();
  }

  // Read anew when the service answers again.
  watchReports(async () => {
    if (boxes.length > 0) return;
    try {
      offer((await get("/v1/indicators")).items);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      tell(told, `指标清单暂时读不出：${problem.message}`);
    }
  });
  return { root, value: () => chosen, set, complain, focus: () => field.focus() };
}
