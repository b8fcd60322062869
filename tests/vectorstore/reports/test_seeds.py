"""The five reports as published: what is read of each, checked against the paper by eye."""

import csv
import hashlib
from datetime import date

import pytest

from tests.vectorstore.reports.seeds import FOLDER, seed
from vectorstore.types import Part, Role


def test_the_list_of_seeds_holds_what_is_read() -> None:
    with (FOLDER / "reports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == sorted(path.name for path in FOLDER.glob("*.txt"))
    for row in rows:
        report = seed(row["file"][:3]).report
        assert row.pop("source"), "where the file comes from"
        assert row == {
            "file": report.source,
            "region_code": report.region.code,
            "region": report.region.full_name,
            "year": str(report.year),
            "issuer": report.issuer,
            "published": report.published.isoformat() if report.published else "",
            "document_number": report.document_number or "",
            "title": report.title,
            "sha256": hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest(),
        }


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        # the title stands on two lines, and no date is given
        (
            "000",
            (
                "320411",
                2024,
                "常州市新北区人民政府",
                None,
                None,
                "常州市新北区人民政府2024年度法治政府建设情况报告",
            ),
        ),
        # 公开日期 goes before 生成日期, and the signature before 发布机构 政府办
        (
            "001",
            (
                "320413",
                2024,
                "常州市金坛区人民政府",
                date(2025, 2, 3),
                None,
                "金坛区2024年度法治政府建设情况报告",
            ),
        ),
        # made in 2024 about 2023, without a signature
        (
            "002",
            (
                "320115",
                2023,
                "江宁区司法局",
                date(2024, 3, 5),
                None,
                "南京市江宁区2023年度法治政府建设工作报告",
            ),
        ),
        # without a title: region from the signature, year from the text
        (
            "003",
            (
                "320509",
                2024,
                "苏州市吴江区人民政府",
                date(2025, 2, 21),
                None,
                "苏州市吴江区2024年度法治政府建设情况报告（原文无标题）",
            ),
        ),
        # document number of 2024 about 2023
        (
            "004",
            (
                "320111",
                2023,
                "南京市浦口区人民政府",
                None,
                "浦政发〔2024〕1号",
                "浦口区2023年度法治政府建设情况报告",
            ),
        ),
    ],
)
def test_metadata(number: str, expected: tuple[object, ...]) -> None:
    report = seed(number).report
    read = (report.region.code, report.year, report.issuer, report.published, report.document_number, report.title)
    assert read == expected
    assert report.report_id == f"{report.region.code}-{report.year}-{report.sha256[:8]}"


@pytest.mark.parametrize(
    ("number", "paragraphs", "furniture"),
    [("000", 34, 1), ("001", 26, 9), ("002", 29, 9), ("003", 24, 0), ("004", 40, 0)],
)
def test_counts(number: str, paragraphs: int, furniture: int) -> None:
    document = seed(number)
    assert (len(document.paragraphs), len(document.furniture)) == (paragraphs, furniture)
    assert document.report.paragraph_count == paragraphs
    first = document.paragraphs[0]
    assert first.paragraph_id == f"{document.report.report_id}-p000"
    assert {paragraph.report_id for paragraph in document.paragraphs} == {document.report.report_id}


@pytest.mark.parametrize(
    ("number", "ordinal", "begin", "expected"),
    [
        (
            "000",
            0,  # first line of the title
            "常州市新北区人民政府",
            (Role.TITLE, Part.MEASURES, ()),
        ),
        (
            "000",
            2,  # introduction
            "2024年，新北区坚持以",
            (Role.TEXT, Part.MEASURES, ()),
        ),
        (
            "000",
            3,
            "一、党政主要负责人履行推",
            (
                Role.HEADING,
                Part.LEADERSHIP,
                ("一、党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设情况",),
            ),
        ),
        (
            "000",
            4,
            "（一）坚持思想政治引领。",
            (
                Role.TEXT,
                Part.LEADERSHIP,
                (
                    "一、党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设情况",
                    "（一）坚持思想政治引领",
                ),
            ),
        ),
        (
            "000",
            9,  # three kinds of numbering
            "1.政务服务一体化共建。",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "二、推进法治政府建设的主要举措和成效",
                    "（一）聚焦政府职能转变，促进政务服务高质量发展",
                    "1.政务服务一体化共建",
                ),
            ),
        ),
        (
            "000",
            14,  # 1. goes on counting through several （一）
            "5.加强规范性文件监督管",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "二、推进法治政府建设的主要举措和成效",
                    "（二）优化决策流程，规范权力运行机制",
                    "5.加强规范性文件监督管理",
                ),
            ),
        ),
        (
            "000",
            19,  # a bookmark stood before the number
            "9.提升复议监督能力。组",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "二、推进法治政府建设的主要举措和成效",
                    "（三）规范行政执法，强化行政行为监督",
                    "9.提升复议监督能力",
                ),
            ),
        ),
        (
            "000",
            24,
            "13.推进普法和依法治理",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "二、推进法治政府建设的主要举措和成效",
                    "（四）维护社会稳定，营造浓厚法治氛围",
                    "13.推进普法和依法治理",
                ),
            ),
        ),
        (
            "000",
            26,  # names no number
            "新北区法治政府建设工作取",
            (Role.TEXT, Part.SHORTCOMINGS, ("三、存在的不足和原因",)),
        ),
        (
            "000",
            28,  # a paragraph of its own under the heading
            "2025年，新北区将全面",
            (Role.TEXT, Part.PLAN, ("四、下一步工作安排",)),
        ),
        (
            "000",
            33,
            "（五）以更强使命推进基层",
            (
                Role.TEXT,
                Part.PLAN,
                (
                    "四、下一步工作安排",
                    "（五）以更强使命推进基层法治建设",
                ),
            ),
        ),
        (
            "001",
            1,
            "2024年,金坛区法治政",
            (Role.TEXT, Part.MEASURES, ()),
        ),
        (
            "001",
            3,  # 一是 straight under 一、
            "一是推动“高效办成一件事",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "一、持续深化政务改革,法治化营商环境持续优化",
                    "一是推动“高效办成一件事”",
                ),
            ),
        ),
        (
            "001",
            15,
            "一是指导强化行政复议有效",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "四、完善纠纷解决机制,依法有效化解社会矛盾",
                    "一是指导强化行政复议有效履职",
                ),
            ),
        ),
        (
            "001",
            20,
            "二是做好党政主要负责人年",
            (
                Role.TEXT,
                Part.LEADERSHIP,
                (
                    "五、坚持党的领导,法治政府建设有力推进",
                    "二是做好党政主要负责人年底述法工作",
                ),
            ),
        ),
        (
            "001",
            21,  # 问题整改 is a measure
            "三是高质量完成省委依法治",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "五、坚持党的领导,法治政府建设有力推进",
                    "三是高质量完成省委依法治省办法治建设综合督察反馈问题整改工作",
                ),
            ),
        ),
        (
            "001",
            22,  # closing, without a heading
            "2024年,我区法治政府",
            (Role.TEXT, Part.SHORTCOMINGS, ()),
        ),
        (
            "001",
            23,  # closing, plans
            "2025年,我区法治政府",
            (Role.TEXT, Part.PLAN, ()),
        ),
        (
            "001",
            24,
            "常州市金坛区人民政府",
            (Role.SIGNATURE, Part.MEASURES, ()),
        ),
        (
            "002",
            1,
            "2023年,全区上下坚持",
            (Role.TEXT, Part.MEASURES, ()),
        ),
        (
            "002",
            4,
            "1.抓好党的二十大精神和",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "一、2023年法治政府建设工作情况",
                    "(一)深入学习贯彻党的二十大精神和习近平法治思想,为法治政府建设提供根本遵循",
                    "1.抓好党的二十大精神和习近平法治思想学习培训",
                ),
            ),
        ),
        (
            "002",
            7,  # 1. begins again in each (一)
            "1.坚持党的领导,统筹推",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "一、2023年法治政府建设工作情况",
                    "(二)深入推进法治政府建设,完善政府治理体系",
                    "1.坚持党的领导,统筹推进法治政府建设",
                ),
            ),
        ),
        (
            "002",
            8,  # leadership within measures
            "2.认真履行第一责任人职",
            (
                Role.TEXT,
                Part.LEADERSHIP,
                (
                    "一、2023年法治政府建设工作情况",
                    "(二)深入推进法治政府建设,完善政府治理体系",
                    "2.认真履行第一责任人职责",
                ),
            ),
        ),
        (
            "002",
            14,  # and again
            "1.推动民主法治高质量发",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "一、2023年法治政府建设工作情况",
                    "(三)聚焦中心服务大局,为推动高质量发展继续走在前列提供法治保障",
                    "1.推动民主法治高质量发展",
                ),
            ),
        ),
        (
            "002",
            21,
            "2023年,全区法治政府",
            (Role.TEXT, Part.SHORTCOMINGS, ("二、推进法治政府建设存在的不足",)),
        ),
        (
            "002",
            23,
            "2024年,全区将继续深",
            (Role.TEXT, Part.PLAN, ("三、2024年推进法治政府建设的主要安排",)),
        ),
        (
            "002",
            28,
            "(五)在推进基层治理现代",
            (
                Role.TEXT,
                Part.PLAN,
                (
                    "三、2024年推进法治政府建设的主要安排",
                    "(五)在推进基层治理现代化上破解难题",
                ),
            ),
        ),
        (
            "003",
            0,
            "2024年,吴江区在市委",
            (Role.TEXT, Part.MEASURES, ()),
        ),
        (
            "003",
            2,
            "(一)学深悟透强化思想引",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "一、坚持党的领导,把牢法治建设正确方向",
                    "(一)学深悟透强化思想引领",
                ),
            ),
        ),
        (
            "003",
            16,
            "(三)提升复议诉讼质效。",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "四、高效协同联动,严格规范公正文明执法",
                    "(三)提升复议诉讼质效",
                ),
            ),
        ),
        (
            "003",
            21,  # closing: shortcomings and plan in one
            "近年来,我区法治政府建设",
            (Role.TEXT, Part.SHORTCOMINGS, ()),
        ),
        (
            "003",
            23,
            "2025年2月21日",
            (Role.SIGNATURE, Part.MEASURES, ()),
        ),
        (
            "004",
            1,  # document number
            "浦政发〔2024〕1号",
            (Role.HEADER, Part.MEASURES, ()),
        ),
        (
            "004",
            3,  # salutation
            "市政府：",
            (Role.HEADER, Part.MEASURES, ()),
        ),
        (
            "004",
            4,
            "2023年，在市委、市政",
            (Role.TEXT, Part.MEASURES, ()),
        ),
        (
            "004",
            7,  # under the leadership heading
            "（二）严格履行第一责任人",
            (
                Role.TEXT,
                Part.LEADERSHIP,
                (
                    "一、党政主要负责人认真履职，统筹推进法治政府建设",
                    "（二）严格履行第一责任人职责",
                ),
            ),
        ),
        (
            "004",
            13,
            "（四）优化营商环境法治保",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "二、完善政府机构职能体系，推动经济社会高质量发展",
                    "（四）优化营商环境法治保障",
                ),
            ),
        ),
        (
            "004",
            27,
            "（一）全面深化行政复议体",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "六、依法调处化解矛盾纠纷，维护社会公平正义和谐稳定",
                    "（一）全面深化行政复议体制改革",
                ),
            ),
        ),
        (
            "004",
            37,
            "（三）推进智慧监管执法。",
            (
                Role.TEXT,
                Part.MEASURES,
                (
                    "八、加强法治政府建设科技保障，全面建设数字法治政府",
                    "（三）推进智慧监管执法",
                ),
            ),
        ),
        (
            "004",
            38,  # closing, without a heading
            "2023年，浦口区在推进",
            (Role.TEXT, Part.SHORTCOMINGS, ()),
        ),
        (
            "004",
            39,  # closing, plans
            "2024年，浦口区将坚持",
            (Role.TEXT, Part.PLAN, ()),
        ),
    ],
)
def test_paragraphs(number: str, ordinal: int, begin: str, expected: tuple[Role, Part, tuple[str, ...]]) -> None:
    paragraph = seed(number).paragraphs[ordinal]
    assert paragraph.text.startswith(begin)
    assert (paragraph.role, paragraph.part, paragraph.path) == expected


def test_everything_under_the_plans_is_a_plan() -> None:
    plans = [paragraph for paragraph in seed("002").paragraphs if paragraph.part is Part.PLAN]
    assert [paragraph.ordinal for paragraph in plans] == list(range(22, 29))


def test_the_bookmark_is_listed_and_cut_out() -> None:
    document = seed("000")
    assert [(piece.text, piece.start) for piece in document.furniture] == [("[bookmark: _GoBack]", 2425)]
    assert not any("bookmark" in paragraph.text for paragraph in document.paragraphs)
