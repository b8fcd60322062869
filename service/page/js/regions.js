// Districts by the names that people use: 新北区 of 江苏省常州市新北区.

const PROVINCE = /^.{2,8}?(?:省|自治区|特别行政区)(?=.)/;
const CITY = /^.{1,12}?(?:市|自治州|地区|盟)(?=.)/;

/** The last part of a full name. */
export function shortRegion(region) {
  return region.replace(PROVINCE, "").replace(CITY, "");
}

/** Short names by full names; where two districts share one (鼓楼区), with the city before it. */
export function regionLabels(regions) {
  const owners = new Map();
  const unique = [...new Set(regions)];
  for (const short of unique.map(shortRegion)) owners.set(short, (owners.get(short) ?? 0) + 1);
  const label = (region, short) => (owners.get(short) === 1 ? short : region.replace(PROVINCE, ""));
  return new Map(unique.map((region) => [region, label(region, shortRegion(region))]));
}
