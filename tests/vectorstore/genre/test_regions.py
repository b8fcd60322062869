import pytest

from vectorstore.errors import UnknownRegion
from vectorstore.genre.regions import (
    all_regions,
    is_within,
    region_by_code,
    region_mentions,
    regions_named,
    resolve_region,
    short_name,
)


@pytest.mark.parametrize(
    ("code", "full_name", "short"),
    [
        ("320411", "江苏省常州市新北区", "新北"),  # a district
        ("320400", "江苏省常州市", "常州"),  # a city, padded to six digits
        ("320000", "江苏省", "江苏"),  # a province, padded
        ("110105", "北京市朝阳区", "朝阳"),  # no city between a municipality and its districts
        ("320322", "江苏省徐州市沛县", "沛县"),  # one character is no name
        ("310115", "上海市浦东新区", "浦东"),  # 新区 is the suffix
        ("441803", "广东省清远市清新区", "清新"),  # 新 is part of the name
        ("410104", "河南省郑州市管城回族区", "管城"),  # a nationality before the suffix
        ("130828", "河北省承德市围场满族蒙古族自治县", "围场"),  # two of them
        ("622926", "甘肃省临夏回族自治州东乡族自治县", "东乡族"),  # nothing is left without the nationality
        ("653000", "新疆维吾尔自治区克孜勒苏柯尔克孜自治州", "克孜勒苏"),  # a nationality without 族
        ("150000", "内蒙古自治区", "内蒙古"),  # a nationality that is the name
        ("450000", "广西壮族自治区", "广西"),  # an autonomous region
        ("810000", "香港特别行政区", "香港"),  # a special one
        ("710000", "台湾省", "台湾"),  # the package gives no code
        ("419001", "河南省济源市", "济源"),  # straight under the province
        ("429021", "湖北省神农架林区", "神农架"),  # a forest
    ],
)
def test_code_gives_full_and_short_name(code: str, full_name: str, short: str) -> None:
    region = region_by_code(code)
    assert region is not None
    assert (region.full_name, short_name(region)) == (full_name, short)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("江苏省常州市新北区", ["320411"]),  # full
        ("常州市新北区", ["320411"]),  # without the province
        ("江苏新北区", ["320411"]),  # without the city, the province in short
        ("常州新北", ["320411"]),  # all in short
        ("新北区", ["320411"]),
        ("新北", ["320411"]),
        ("朝阳区", ["110105", "220104"]),  # two districts
        ("朝阳", ["110105", "211300", "211321", "220104"]),  # districts, a city and a county
        ("河北", ["130000", "120105"]),  # the wider one first
        ("新北市", []),  # of Taiwan, whose cities the standard does not list
        ("台湾新北", []),
        ("", []),
    ],
)
def test_names(name: str, codes: list[str]) -> None:
    assert [region.code for region in regions_named(name)] == codes


def test_every_region_is_found_by_code_and_full_name() -> None:
    regions = all_regions()
    assert len(regions) > 3000
    for region in regions:
        assert len(region.code) == 6
        assert region_by_code(region.code) == region
        assert regions_named(region.full_name) == (region,)
        assert region in regions_named(short_name(region))
        assert len(short_name(region)) >= 2


@pytest.mark.parametrize(
    ("code", "ancestor", "within"),
    [
        ("320411", "320400", True),  # a district in its city
        ("320411", "320000", True),  # and its province
        ("110105", "110000", True),  # of a municipality
        ("320411", "320411", True),  # itself
        ("320411", "320100", False),  # another city
        ("320400", "320411", False),  # not the other way round
        ("469001", "460000", True),  # straight under the province
    ],
)
def test_is_within(code: str, ancestor: str, within: bool) -> None:
    assert is_within(code, ancestor) is within


@pytest.mark.parametrize("text", ["320411", "３２０４１１", " 新北区 ", "常州 新北区"])
def test_resolve(text: str) -> None:
    assert resolve_region(text).full_name == "江苏省常州市新北区"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("朝阳区", ["不止一处", "北京市朝阳区（110105）", "吉林省长春市朝阳区（220104）"]),  # what was ambiguous
        ("新北市", ["没有名为", "新北"]),  # the nearest names
        ("999999", ["没有代码为", "六位"]),  # a code that is none
        ("", ["没有名为"]),
    ],
)
def test_unknown_region_says_why(text: str, said: list[str]) -> None:
    with pytest.raises(UnknownRegion) as raised:
        resolve_region(text)
    for words in said:
        assert words in str(raised.value)


def test_a_whole_name_goes_before_a_short_one() -> None:
    assert resolve_region("朝阳市").code == "211300"


def test_mentions_take_the_longest_name_and_no_ordinary_words() -> None:
    text = "江苏省常州市新北区与新北签约，推进城区、新城区管理，南通市通州区"
    mentions = [(text[found.start : found.end], len(found.regions)) for found in region_mentions(text)]
    assert mentions == [("江苏省常州市新北区", 1), ("南通市通州区", 1)]
