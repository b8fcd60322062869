"""The translation from and to OpenAI's shapes, without a server."""

import json
from typing import Any

import pytest
from hypothesis import given, strategies
from pydantic import ValidationError

from service.cited.markers import pieces
from service.contract import examples
from service.contract.answers import Answer, Delta
from service.contract.chat import ChatChunk, ChatRequest
from service.errors import NoLanguageModel, UnknownModel
from service.http import chat, problems
from service.http.chat import Shortened
from vectorstore.errors import StorageUnavailable

FRAME = chat.Frame("chatcmpl-1", 1767225600, "fazhi")
ANSWER = Answer.model_validate(examples.ANSWER)
ABSTENTION = Answer.model_validate(examples.ABSTENTION)


def request(*messages: tuple[str, Any], **others: Any) -> ChatRequest:
    return ChatRequest.model_validate(
        {"messages": [{"role": role, "content": content} for role, content in messages], **others}
    )


def answer_of(*sentences: str) -> Answer:
    """Sentence i carries the marker [i], if any."""
    citation = ANSWER.citations[0]
    text = "".join(sentences)
    used = [n for n in range(1, len(sentences) + 1) if f"[{n}]" in text]
    return ANSWER.model_copy(
        update={"answer": text, "citations": tuple(citation.model_copy(update={"n": n}) for n in used)}
    )


def events(answer: Answer) -> list[Delta | Answer]:
    return [*(Delta(text=piece) for piece in pieces(answer.answer)), answer]


def content(chunks: list[ChatChunk]) -> str:
    return "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)


def test_the_last_message_of_the_user_is_the_question_and_those_before_are_its_history() -> None:
    asked = chat.asked(
        request(
            ("system", "你是诗人，只用诗回答。"),
            ("user", "新北区2024年收到多少件行政复议申请？"),
            ("developer", "Answer in English."),
            ("assistant", "239件。[1]"),
            ("user", "那金坛区呢？"),
            ("assistant", "金坛区"),  # what some clients send to have it continued
        ),
        "auto",
    )
    assert asked.question == "那金坛区呢？"
    assert [(message.role, message.content) for message in asked.history] == [
        ("user", "新北区2024年收到多少件行政复议申请？"),
        ("assistant", "239件。[1]"),
    ]
    assert (asked.mode, asked.stream, asked.scope) == ("auto", False, None)


def test_of_a_long_chat_the_newest_messages_are_the_history() -> None:
    earlier = [("user" if n % 2 else "assistant", f"第{n}句") for n in range(1, 32)]
    history = chat.asked(request(*earlier, ("user", "那金坛区呢？")), "auto").history
    assert [message.content for message in history] == [f"第{n}句" for n in range(12, 32)]


def test_parts_of_text_are_one_text() -> None:
    parts = [{"type": "text", "text": "新北区2024年"}, {"type": "text", "text": "收到多少件行政复议申请？"}]
    assert chat.asked(request(("user", parts)), "auto").question == "新北区2024年\n收到多少件行政复议申请？"


@pytest.mark.parametrize(
    ("messages", "place", "kind"),
    [
        ([("user", "")], 0, "string_too_short"),
        ([("system", "x"), ("user", " \n")], 1, "blank"),
        ([("user", [])], 0, "string_too_short"),
        ([("user", "问" * 2001)], 0, "string_too_long"),
        ([("system", "x"), ("user", "长" * 20_001), ("user", "那金坛区呢？")], 1, "string_too_long"),
    ],
)
def test_a_text_that_ask_refuses_is_refused_at_its_message(
    messages: list[tuple[str, Any]], place: int, kind: str
) -> None:
    given = request(*messages)
    with pytest.raises(ValidationError) as caught:
        chat.asked(given, "auto")
    (fault,) = chat.faults(caught.value, given)
    assert fault["loc"] == ("body", "messages", place, "content")
    assert fault["type"] == kind
    assert "input" not in fault


def test_a_message_that_is_not_taken_may_be_as_long_as_it_likes() -> None:
    assert chat.asked(request(("system", "长" * 50_000), ("user", "那金坛区呢？")), "auto").history == ()


@pytest.mark.parametrize(
    ("generates", "names"),
    [(False, ["fazhi", "fazhi-extractive"]), (True, ["fazhi", "fazhi-extractive", "fazhi-generative"])],
)
def test_only_what_can_be_used_is_listed(generates: bool, names: list[str]) -> None:
    assert [card.id for card in chat.models(generates).data] == names
    assert [chat.model(name, generates).id for name in names] == names


def test_a_model_is_a_mode() -> None:
    assert chat.mode_of("fazhi", generates=False) == "auto"
    assert chat.mode_of("fazhi-extractive", generates=True) == "extractive"
    assert chat.mode_of("fazhi-generative", generates=True) == "generative"
    with pytest.raises(NoLanguageModel, match="请改用 fazhi 或 fazhi-extractive"):
        chat.mode_of("fazhi-generative", generates=False)
    with pytest.raises(UnknownModel, match="没有模型“gpt-4o”；可用的有 fazhi、fazhi-extractive。"):
        chat.mode_of("gpt-4o", generates=False)


def test_the_documented_examples_are_what_comes_out() -> None:
    frame = chat.Frame(examples.COMPLETION["id"], examples.COMPLETION["created"], "fazhi")
    given = ChatRequest.model_validate(examples.CHAT)
    assert chat.completion(ANSWER, frame, given).model_dump(mode="json") == examples.COMPLETION
    deltas: list[Delta | Answer] = [Delta(text=ANSWER.answer), ANSWER]
    chunks = [chunk.model_dump(mode="json") for chunk in chat.chunks(deltas, frame, given)]
    assert chunks == examples.CHAT_CHUNKS
    assert chat.models(generates=False).model_dump(mode="json") == examples.MODELS


def test_an_abstention_is_told_beside_the_choices() -> None:
    completion = chat.completion(ABSTENTION, FRAME, request(("user", "新北区2021年？")))
    assert completion.choices[0].message.content == ABSTENTION.answer
    assert completion.choices[0].finish_reason == "stop"
    assert (completion.abstained, completion.reason, completion.citations) == (True, "year_not_covered", ())


def test_a_chunk_comes_as_soon_as_its_sentence() -> None:
    taken = []

    def slow() -> Any:
        for event in events(answer_of("甲。[1]", "乙。[2]")):
            taken.append(event)
            yield event

    chunks = chat.chunks(slow(), FRAME, request(("user", "问")))
    assert next(chunks).choices[0].delta.role == "assistant"
    assert taken == []  # the client hears at once that it is being answered
    assert next(chunks).choices[0].delta.content == "甲。[1]"
    assert len(taken) == 1
    assert [choice.delta.content for chunk in chunks for choice in chunk.choices] == ["乙。[2]", None]


@pytest.mark.parametrize("include_usage", [False, True])
def test_the_last_chunks_hold_the_citations_and_the_usage_where_it_is_asked_for(include_usage: bool) -> None:
    given = request(("user", "四个字？"), stream=True, stream_options={"include_usage": include_usage})
    chunks = [chunk.model_dump(mode="json") for chunk in chat.chunks(events(ANSWER), FRAME, given)]
    last = chunks[-2:] if include_usage else chunks[-1:]
    assert [chunk["citations"][0]["n"] for chunk in last] == [1] * len(last)
    assert all("citations" not in chunk and "usage" not in chunk for chunk in chunks[: -len(last)])
    assert last[0]["choices"][0]["finish_reason"] == "stop"
    if include_usage:
        assert last[1]["choices"] == []
        length = len(ANSWER.answer)
        assert last[1]["usage"] == {"prompt_tokens": 4, "completion_tokens": length, "total_tokens": 4 + length}


LINES = (
    "甲区2024年度报告：收到一件。审结一件。[1]",
    "办结两件。[2]",
    "\n乙区2024年度报告：收到三件；[3]",
    "审结三件。[1]",
)


@pytest.mark.parametrize(
    ("limit", "sentences", "markers"),
    [
        (None, 4, [1, 2, 3]),
        (10_000, 4, [1, 2, 3]),
        (len("".join(LINES)), 4, [1, 2, 3]),
        (len("".join(LINES)) - 1, 3, [1, 2, 3]),
        (len("".join(LINES[:3])) - 1, 2, [1, 2]),
        (len("".join(LINES[:2])) - 1, 1, [1]),
        (len("甲区2024年度报告：收到一件。"), 1, [1]),  # its marker is yet to come
        (1, 1, [1]),
    ],
)
@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_what_is_over_the_limit_goes_by_whole_sentences_with_their_citations(
    name: str, limit: int | None, sentences: int, markers: list[int]
) -> None:
    answer = answer_of(*LINES)
    given = request(("user", "问"), **{name: limit})
    completion = chat.completion(answer, FRAME, given)
    assert completion.choices[0].message.content == "".join(LINES[:sentences])
    assert [citation.n for citation in completion.citations] == markers
    assert completion.choices[0].finish_reason == ("stop" if sentences == len(LINES) else "length")
    chunks = list(chat.chunks(events(answer), FRAME, given))
    assert content(chunks) == "".join(LINES[:sentences])
    assert chunks[-1].choices[0].finish_reason == completion.choices[0].finish_reason
    assert chunks[-1].model_dump()["citations"] == completion.model_dump()["citations"]


def test_the_smaller_limit_counts() -> None:
    given = request(("user", "问"), max_tokens=1, max_completion_tokens=1000)
    assert chat.completion(answer_of(*LINES), FRAME, given).choices[0].message.content == LINES[0]


def test_an_abstention_is_never_cut() -> None:
    given = request(("user", "问"), max_tokens=1)
    assert chat.completion(ABSTENTION, FRAME, given).choices[0].message.content == ABSTENTION.answer
    assert content(list(chat.chunks(events(ABSTENTION), FRAME, given))) == ABSTENTION.answer


@given(strategies.text(alphabet="甲2。；\n[]1”"), strategies.integers(1, 30))
def test_what_is_kept_is_a_beginning_and_ends_with_a_marker_where_it_is_cut(text: str, limit: int) -> None:
    shortened = Shortened(limit)
    given = shortened.add(text) + shortened.finish()
    assert given == shortened.kept
    assert text.startswith(given)
    assert shortened.cut == (given != text)
    if shortened.cut:
        assert given.rstrip("。；\n”")[-1] == "]"


@pytest.mark.parametrize(
    ("field", "neutral", "refused"),
    [
        ("n", [None, 1], [2, 0, "1"]),
        ("tools", [None, []], [[{"type": "function"}]]),
        ("functions", [None, []], [[{"name": "f"}]]),
        ("tool_choice", [None, "none", "auto"], ["required", {"type": "function"}]),
        ("function_call", [None, "none"], [{"name": "f"}]),
        ("response_format", [None, {"type": "text"}], [{"type": "json_object"}, {"type": "json_schema"}]),
        ("logprobs", [None, False], [True]),
        ("top_logprobs", [None, 0], [5]),
        ("modalities", [None, ["text"]], [["text", "audio"]]),
        ("audio", [None], [{"voice": "x", "format": "mp3"}]),
        ("web_search_options", [None], [{}]),
        ("moderation", [None], [{"model": "x"}]),
    ],
)
def test_what_would_change_the_reply_is_refused_unless_it_asks_for_nothing(
    field: str, neutral: list[Any], refused: list[Any]
) -> None:
    for value in neutral:
        request(("user", "问"), **{field: value})
    for value in refused:
        with pytest.raises(ValidationError) as caught:
            request(("user", "问"), **{field: value})
        assert [(fault["loc"], fault["type"]) for fault in caught.value.errors()] == [((field,), "not_offered")]


def test_every_parameter_of_the_official_client_is_known() -> None:
    from openai.types.chat import completion_create_params as parameters

    named = set(parameters.CompletionCreateParamsBase.__annotations__) | {"stream"}
    assert named - set(ChatRequest.model_fields) == set()


def test_a_problem_is_told_in_openais_words_where_openais_clients_ask() -> None:
    problem = problems.of_error(StorageUnavailable("数据库无法访问。"))
    assert json.loads(problems.body(problem, "/v1/chat/completions"))["error"] == {
        "message": "数据库无法访问。",
        "type": "urn:fazhi:problem:storage-unavailable",
        "code": "storage-unavailable",
    }
    assert "error" not in json.loads(problems.body(problem, "/v1/ask"))
