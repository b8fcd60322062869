"""Real examples for the OpenAPI schema, from the report in seeds/000_9e28f76db99c5c23.txt."""

import json
from importlib.resources import files
from typing import Any


def _cell(
    status: str, value: str | None = None, note: str | None = None, citation: int | None = None
) -> dict[str, Any]:
    number = None if value is None else float(value)
    return {
        "status": status,
        "value": value,
        "number": number,
        "qualifier": None,
        "note": note,
        "citation": citation,
    }


SCOPE: dict[str, Any] = {"regions": ["新北区"], "years": [2024]}

ASK: dict[str, Any] = {
    "question": "新北区2024年收到多少件行政复议申请？",
    "history": [],
    "scope": SCOPE,
    "mode": "auto",
    "stream": False,
}

_REPORT_ID = "320411-2024-4aeb8c0d"
_PARAGRAPH_ID = "320411-2024-4aeb8c0d-p019"
_TITLE = "常州市新北区人民政府2024年度法治政府建设情况报告"
_REGION = "江苏省常州市新北区"
_PATH = [
    "二、推进法治政府建设的主要举措和成效",
    "（三）规范行政执法，强化行政行为监督",
    "9.提升复议监督能力",
]
_QUOTE = "2024年新北区政府共收到复议申请239件，审结203件，实质性化解行政争议37.76%，位于全市第一方阵。"
_TEXT = (
    "9.提升复议监督能力。组织开展新修订复议法贯彻实施、复议护航企业高质量发展专项行动，落实复议繁简分流、复议决定公开、复议抄告制度。"
    + _QUOTE
    + "制发行政复议意见建议书7份，矛盾纠纷登记反馈表12份，多手段开展复议调查，听取意见、实地调查、制作笔录等80余次，"
    "组织召开行政复议委员会案审会1次，召开行政复议听证会2次，行政机关负责人均参加复议听证。"
    "召开全区行政复议应诉与行政审判府院联席会议，进一步与人民法院、检察院推行常态化纠纷化解协作机制，"
    "为实质性化解行政争议提供法治土壤。"
)

ANSWER: dict[str, Any] = {
    "id": "ans_0f3c1a5e9b7d4c21",
    "answer": f"常州市新北区2024年度报告：{_QUOTE}[1]",
    "abstained": False,
    "reason": None,
    "mode": "extractive",
    "citations": [
        {
            "n": 1,
            "paragraph_id": _PARAGRAPH_ID,
            "report_id": _REPORT_ID,
            "title": _TITLE,
            "region": _REGION,
            "year": 2024,
            "path": _PATH,
            "text": _TEXT,
            "quote": _QUOTE,
            "start": _TEXT.index(_QUOTE),
            "end": _TEXT.index(_QUOTE) + len(_QUOTE),
        }
    ],
    "claims": [{"text": _QUOTE, "citations": [1], "verdict": "supported", "why": None}],
    "warnings": [],
    "timings": {"retrieval_ms": 19.4, "generation_ms": 1.2, "total_ms": 21.0},
}

ABSTENTION: dict[str, Any] = {
    "id": "ans_5b2e8d9160fa4c37",
    "answer": "馆藏中没有常州市新北区2021年的报告；现有常州市新北区2024年的报告。",
    "abstained": True,
    "reason": "year_not_covered",
    "mode": "extractive",
    "citations": [],
    "claims": [],
    "warnings": [],
    "timings": {"retrieval_ms": 0.4, "generation_ms": 0.0, "total_ms": 0.5},
}

REPORT: dict[str, Any] = {
    "report_id": _REPORT_ID,
    "title": _TITLE,
    "region": _REGION,
    "region_code": "320411",
    "year": 2024,
    "issuer": "常州市新北区人民政府",
    "published": None,
    "document_number": None,
    "sha256": "4aeb8c0d552eb06af992f862e6f8025352ad4949854da5f32e8cb2787557248f",
    "source": "000_9e28f76db99c5c23.txt",
    "paragraph_count": 34,
    "status": "indexed",
}

REPORT_DETAIL: dict[str, Any] = {
    **REPORT,
    "paragraphs": [{"paragraph_id": _PARAGRAPH_ID, "path": _PATH, "text": _TEXT}],
    "furniture": [{"text": "[bookmark: _GoBack]", "reason": "文字处理软件的书签或图片标记", "start": 2425}],
}

REPORT_PREVIEW: dict[str, Any] = {
    **{name: value for name, value in REPORT_DETAIL.items() if name not in {"report_id", "sha256", "source", "status"}},
    "existing": None,
    "same_bytes": False,
}

REPORT_PAGE: dict[str, Any] = {"items": [REPORT], "next": None}

FINDING_LIST: dict[str, Any] = {  # of seeds/001_8464521e0b384c22.txt
    "items": [
        {
            "rule": "sum",
            "severity": "warning",
            "message": (
                "第16段（一是指导强化行政复议有效履职）：总数是95件，各部分 63件 + 22件 + 3件 = 88件，少了7件。"
                "请核对；若另有未列出的部分，请写明。"
            ),
            "paragraph_id": "320413-2024-f6a1aedd-p015",
            "quote": "95件,其中一审案件63件,二审案件22件,再审案件3件",
        }
    ]
}

COMPARE: dict[str, Any] = {
    "topic": None,
    "indicators": ["行政复议受理数", "复议化解率"],
    "scope": {"regions": ["新北区", "金坛区"], "years": [2024]},
    "mode": "auto",
}

_JINTAN = "江苏省常州市金坛区"
_JINTAN_ID = "320413-2024-f6a1aedd"
_JINTAN_QUOTE = "2024年共收到行政复议申请187件,受理126件,结案117件,实质性化解23件。"
_JINTAN_TEXT = (
    "一是指导强化行政复议有效履职。"
    + _JINTAN_QUOTE
    + "举行行政复议听证会41次,案件审理会2次,制发行政复议建议书2份,办理以区政府为被申请人的案件13件。"
    "收到以区政府被告的行政诉讼案件95件,其中一审案件63件,二审案件22件,再审案件3件,共结案75件,"
    "印发行政机关负责人出庭应诉催告函90份。"
    "加大以案促改力度,指导涉众案件完善执法流程,规范行政许可避免行政争议,"
    "指导资源规划部门优化建设工程规划许可申请程序,推动相关重点领域执法规范化建设。"
)
_COMPARED = (
    "行政复议受理数：常州市金坛区2024年126件{first}；常州市新北区2024年没有给出。",
    "行政复议实质性化解率：常州市新北区2024年37.76%{second}，常州市金坛区2024年19.66%（推算）{first}。",
)
_DERIVED = "原文未写，由行政复议实质性化解数÷行政复议审结数算出：23÷117＝19.66%[1]"

COMPARISON: dict[str, Any] = {
    "id": "cmp_4c1f7be09a6d4e52",
    "summary": "\n".join(line.format(first="[1]", second="[2]") for line in _COMPARED),
    "table": {
        "columns": [
            {"report_id": _REPORT_ID, "region": _REGION, "year": 2024},
            {"report_id": _JINTAN_ID, "region": _JINTAN, "year": 2024},
        ],
        "rows": [
            {
                "indicator": "行政复议受理数",
                "unit": "件",
                "cells": [
                    _cell("not_reported"),
                    _cell("reported", "126", citation=1),
                ],
            },
            {
                "indicator": "行政复议实质性化解率",
                "unit": "%",
                "cells": [
                    _cell("reported", "37.76", citation=2),
                    _cell("derived", "19.66", note=_DERIVED, citation=1),
                ],
            },
        ],
    },
    "citations": [
        {
            "n": 1,
            "paragraph_id": f"{_JINTAN_ID}-p015",
            "report_id": _JINTAN_ID,
            "title": "金坛区2024年度法治政府建设情况报告",
            "region": _JINTAN,
            "year": 2024,
            "path": ["四、完善纠纷解决机制,依法有效化解社会矛盾", "一是指导强化行政复议有效履职"],
            "text": _JINTAN_TEXT,
            "quote": _JINTAN_QUOTE,
            "start": _JINTAN_TEXT.index(_JINTAN_QUOTE),
            "end": _JINTAN_TEXT.index(_JINTAN_QUOTE) + len(_JINTAN_QUOTE),
        },
        {**ANSWER["citations"][0], "n": 2},
    ],
    "claims": [
        {
            "text": line.format(first="", second=""),
            "citations": cited,
            "verdict": "supported",
            "why": None,
        }
        for line, cited in zip(_COMPARED, ([1], [2, 1]), strict=True)
    ],
    "warnings": ["“行政复议实质性化解率”有的是原文所载，有的是推算的，口径可能不同，不宜直接比较。"],
    "mode": "extractive",
    "timings": {"retrieval_ms": 7.8, "generation_ms": 0.9, "total_ms": 8.7},
}

FIGURE: dict[str, Any] = {
    "indicator": "行政复议收到申请数",
    "name": "新北区政府共收到复议申请",
    "value": "239",
    "number": 239.0,
    "unit": "件",
    "qualifier": None,
    "kind": "count",
    "period": "year",
    "base": None,
    "previous": None,
    "report_id": _REPORT_ID,
    "region": _REGION,
    "year": 2024,
    "paragraph_id": _PARAGRAPH_ID,
    "start": _TEXT.index("239件"),
    "end": _TEXT.index("239件") + len("239件"),
}

FIGURE_LIST: dict[str, Any] = {"items": [FIGURE]}

FIGURE_PAGE: dict[str, Any] = {**FIGURE_LIST, "next": None}

INDICATOR_LIST: dict[str, Any] = {
    "items": [
        {
            "name": "行政复议不予受理数",
            "unit": "件",
            "kind": "count",
            "synonyms": ["复议不予受理", "复议不受理数", "不予受理复议申请数"],
            "topic": "行政复议",
            "department": "司法局",
        }
    ]
}

PROBLEM: dict[str, Any] = {
    "type": "urn:fazhi:problem:invalid-request",
    "title": "请求不符合约定",
    "status": 422,
    "detail": "scope.years.0：应为整数",
    "errors": [{"field": "scope.years.0", "detail": "应为整数"}],
}

STREAM = "\n\n".join(
    [
        f"event: delta\ndata: {json.dumps({'text': ANSWER['answer']}, ensure_ascii=False)}",
        f"event: done\ndata: {json.dumps(ANSWER, ensure_ascii=False)}",
        "",
    ]
)

MODELS: dict[str, Any] = {
    "object": "list",
    "data": [
        {"id": name, "object": "model", "created": 0, "owned_by": "fazhi"} for name in ("fazhi", "fazhi-extractive")
    ],
}

CHAT: dict[str, Any] = {
    "model": "fazhi",
    "messages": [{"role": "user", "content": ASK["question"]}],
    "stream": False,
}

_COMPLETION_ID = "chatcmpl-5e0c6f1b8d8f4f3f9c55e9b1f2a7d3c4"
_CREATED = 1767225600
_OUTCOME: dict[str, Any] = {
    "citations": ANSWER["citations"],
    "abstained": False,
    "reason": None,
    "mode": "extractive",
    "warnings": [],
}
_CARRIED: dict[str, Any] = {"content": None, "refusal": None, "citations": ANSWER["citations"]}

COMPLETION: dict[str, Any] = {
    **_OUTCOME,
    "id": _COMPLETION_ID,
    "object": "chat.completion",
    "created": _CREATED,
    "model": "fazhi",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": ANSWER["answer"]},
            "finish_reason": "stop",
            "logprobs": _CARRIED,
        }
    ],
    "usage": {
        "prompt_tokens": len(ASK["question"]),
        "completion_tokens": len(ANSWER["answer"]),
        "total_tokens": len(ASK["question"]) + len(ANSWER["answer"]),
    },
}


def _chunk(delta: dict[str, str], finish_reason: str | None = None, **carried: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason, "logprobs": carried or None}
    head = {"id": _COMPLETION_ID, "object": "chat.completion.chunk", "created": _CREATED, "model": "fazhi"}
    return {**(_OUTCOME if finish_reason else {}), **head, "choices": [choice]}


CHAT_CHUNKS: list[dict[str, Any]] = [
    _chunk({"role": "assistant", "content": ""}),
    _chunk({"content": ANSWER["answer"]}),
    _chunk({}, "stop", **_CARRIED),
]

CHAT_STREAM = "".join(
    f"data: {data}\n\n" for data in (*(json.dumps(chunk, ensure_ascii=False) for chunk in CHAT_CHUNKS), "[DONE]")
)

DRAFT: dict[str, Any] = {
    "region": "新北区",
    "year": 2025,
    "sections": ["行政应诉部分"],
    "mode": "auto",
    "format": "json",
}

DRAFTED: dict[str, Any] = json.loads(files("service.contract").joinpath("example_draft.json").read_text("utf-8"))
"""What DRAFT is answered with: too long to stand here."""

_LITIGATION = DRAFTED["sections"][0]["heading"]
DRAFT_STREAM = "\n\n".join(
    (
        f"event: progress\ndata: {json.dumps({'section': _LITIGATION, 'done': 1, 'total': 1}, ensure_ascii=False)}",
        f"event: done\ndata: {json.dumps(DRAFTED, ensure_ascii=False)}",
    )
)
