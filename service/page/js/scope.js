// Pickers of districts and years, of the reports at hand.

import { watchReports } from "./collection.js";
import { regionAbove, regionLabels } from "./regions.js";
import { checkboxPicker, selectPicker } from "./pickers.js";

/**
 * @typedef {Object} Picker
 * @property {HTMLElement} root
 * @property {function(): *} value  where multiple an array, empty for all; else the one picked or null
 * @property {function(): string[]} labels  where multiple: what is picked, as it is called here
 * @property {function(*): void} set  values that no report has are let go of once the reports are known
 * @typedef {{multiple?: boolean, onChange?: function(*): void, label?: string, none?: string}} PickerOptions
 *   none: what the single picker says while nothing is picked
 */

/**
 * Districts by their full names.
 * @param {PickerOptions} [options]
 * @returns {Picker}
 */
export function districtPicker(options = {}) {
  return overReports({ label: "地区", none: "请选择地区", ...options }, (reports) => {
    const regions = unique(reports.map((report) => report.region)).sort((one, other) => one.localeCompare(other, "zh"));
    const labels = regionLabels(regions);
    return regions.map((region) => ({ value: region, label: labels.get(region), group: regionAbove(region) || region }));
  });
}

/**
 * Years that reports are about, the newest first.
 * @param {PickerOptions} [options]
 * @returns {Picker}
 */
export function yearPicker(options = {}) {
  return overReports({ label: "年度", none: "请选择年度", ...options }, (reports) =>
    unique(reports.map((report) => report.year))
      .sort((one, other) => other - one)
      .map((year) => ({ value: year, label: `${year}年`, group: null })),
  );
}

function overReports({ multiple = false, ...options }, choicesOf) {
  const picker = multiple ? checkboxPicker(options) : selectPicker(options);
  watchReports((reports, problem) => {
    if (problem === null) picker.offer(choicesOf(reports));
    else picker.fail(problem.message);
  });
  return { root: picker.root, value: picker.value, set: picker.set, labels: picker.labels };
}

function unique(values) {
  return [...new Set(values)];
}
