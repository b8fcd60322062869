"""What pydantic found wrong, said in Simplified Chinese. Never repeats the input, which may be long or private."""

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic_core import ErrorDetails

_MESSAGES = {
    "missing": "缺少此项",
    "extra_forbidden": "未知字段",
    "value_error": "内容不符合要求",
    "blank": "不能只有空白",
    "no_words": "没有可以查找的字词",
    "no_question": "至少要有一条 role 为 user 的消息，最后一条即问题",
    "nothing_to_compare": "topic 与 indicators 至少要有一项",
    "stream_of_a_file": "只有 format 为 json 时才能流式返回",
    "not_offered": "本服务不支持，请去掉此项",
    "text_only": "只接受文字，不接受图片、音频、文件等",
    "string_type": "应为字符串",
    "string_unicode": "含有无效的字符",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "至多 {max_length} 个字符",
    "too_short": "至少 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing_size": "整数过大",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "finite_number": "应为有限的数字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "literal_error": "只能是 {expected}",
    "tuple_type": "应为数组",
    "list_type": "应为数组",
    "dict_type": "应为对象",
    "model_type": "应为对象",
    "model_attributes_type": "应为对象",
    "url_parsing": "应为网址，例如 http://127.0.0.1:8001",
    "url_scheme": "网址须以 {expected_schemes} 开头",
    "json_invalid": "不是有效的 JSON",
}


def explain(error: ErrorDetails) -> str:
    """One clause. An error type that is not in the table keeps pydantic's English message."""
    message = _MESSAGES.get(error["type"])
    if message is None:
        return error["msg"]
    context = {name: str(value).replace(" or ", " 或 ") for name, value in error.get("ctx", {}).items()}
    return message.format(**context)


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one was probably meant to be."""
    return next(iter(get_close_matches(name.lower(), list(known), n=1, cutoff=0.5)), None)
