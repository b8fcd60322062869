// Districts by the names that people use: 新北区 of 江苏省常州市新北区.

const PROVINCE = /^.{2,8}?(?:省|自治区|特别行政区)(?=.)/;
const CITY = /^.{1,12}?(?:市|自治州|地区|盟)(?=.)/;

/** The last part of a full name; a full name that has one part only stays as it is. */
export function shortRegion(region) {
  return region.replace(PROVINCE, "").replace(CITY, "");
}

/** What stands before the last part, e.g. 江苏省常州市; empty for a province. */
export function regionAbove(region) {
  return region.slice(0, region.length - shortRegion(region).length);
}

/**
 * Short names by full names; where two districts share one (鼓楼区), with the city before it.
 * @param {string[]} regions
 * @returns {Map<string, string>}
 */
export function regionLabels(regions) {
  const owners = new Map();
  for (const region of new Set(regions)) {
    const short = shortRegion(region);
    owners.set(short, [...(owners.get(short) ?? []), region]);
  }
  return new Map(
    regions.map((region) => {
      const short = shortRegion(region);
      return [region, owners.get(short).length === 1 ? short : region.replace(PROVINCE, "")];
    }),
  );
}
