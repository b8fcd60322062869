"""What is wrong with a language model, as errors and sentences of ours. Pure; repeats no word of an endpoint, which may
hold the key or the prompt."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from service.errors import (
    LanguageModelCutOff,
    LanguageModelError,
    LanguageModelGarbled,
    LanguageModelMisconfigured,
    LanguageModelUnavailable,
)

TRANSIENT = frozenset({429, 500, 502, 503, 504})
_WHOLE = frozenset({"stop", "eos", "eos_token", "end_turn"})
"""How a text ends that is all there; servers that are not OpenAI's have their own words."""
_UNKNOWN_MODEL = ("not found", "not_found", "not exist", "unknown model", "invalid model", "no such model")
_TOO_LONG = ("context_length_exceeded", "context length", "context size", "context window", "too long")

BUSY = "语言模型正忙，请稍后再试。"
UNREACHABLE = "连不上语言模型，请确认 FAZHI_LLM_BASE_URL 处的服务在运行，且网络和代理可用。"
GARBLED = "语言模型的回复不是对话补全的格式，请确认 FAZHI_LLM_BASE_URL 是兼容 OpenAI 的接口。"
SILENT = "语言模型的回复里没有文字。"
TOO_MUCH = "语言模型写得过长，已截断。"
BROKEN = "语言模型写到一半就断开了。"
FAILED_WITHIN = "语言模型在回复中报告了错误。"
NO_CONNECTION = "无法准备到语言模型的连接，请检查代理等网络设置（HTTP_PROXY、SSL_CERT_FILE 等环境变量）。"


def misconfiguration(base_url: str, model: str | None, key: str | None) -> str | None:
    """What can be told without asking the endpoint."""
    if fault := _fault_of_address(base_url):
        return fault
    if model is None or not model.strip():
        return "缺少 FAZHI_LLM_MODEL：请给出语言模型的名称。"
    if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
        return "FAZHI_LLM_API_KEY 含有空白或不能用的字符，请检查是否抄写有误。"
    return None


def _fault_of_address(base_url: str) -> str | None:
    try:
        url = urlsplit(base_url)
        sound = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        return _NOT_AN_ADDRESS
    if not sound or url.query or url.fragment or not base_url.isprintable() or " " in base_url:
        return _NOT_AN_ADDRESS
    if url.username is not None:
        return "FAZHI_LLM_BASE_URL 不能带用户名和密码，密钥请放在 FAZHI_LLM_API_KEY。"
    if url.path.rstrip("/").endswith("/completions"):
        return "FAZHI_LLM_BASE_URL 应去掉末尾的 /chat/completions。"
    return None


_NOT_AN_ADDRESS = "FAZHI_LLM_BASE_URL 不是有效的网址，应形如 http://127.0.0.1:8080/v1。"


def fault_of_status(status: int, words: str, model: str, retry_after: float | None = None) -> LanguageModelError:
    """words: of the endpoint; looked at, never repeated."""
    words = words.lower()
    if status in (401, 403):
        return LanguageModelMisconfigured(
            f"语言模型不接受 FAZHI_LLM_API_KEY，请检查密钥是否正确、有无该模型的权限（HTTP {status}）。"
        )
    if status in (400, 404, 422) and "model" in words and any(sign in words for sign in _UNKNOWN_MODEL):
        return LanguageModelMisconfigured(f"语言模型服务没有名为“{model}”的模型，请检查 FAZHI_LLM_MODEL。")
    if status in (404, 405):
        return LanguageModelMisconfigured(
            f"找不到模型“{model}”或对话接口（HTTP {status}），请检查 FAZHI_LLM_MODEL 和 FAZHI_LLM_BASE_URL"
            "（后者多以 /v1 结尾）。"
        )
    if status in (400, 413, 422) and any(sign in words for sign in _TOO_LONG):
        return LanguageModelMisconfigured("内容超出了语言模型的上下文，请把 FAZHI_LLM_CONTEXT 改为模型实际的长度。")
    if 300 <= status < 400:
        return LanguageModelMisconfigured(f"语言模型的地址已转到别处（HTTP {status}），请改正 FAZHI_LLM_BASE_URL。")
    return LanguageModelUnavailable(
        _REFUSALS.get(status, "语言模型服务出错" if status >= 500 else "语言模型拒绝了请求") + f"（HTTP {status}）。",
        transient=status in TRANSIENT,
        retry_after=retry_after,
    )


_REFUSALS = {402: "语言模型的账户余额不足", 429: "语言模型限制了请求的频率，请稍后再试", 503: "语言模型暂时不可用"}


def unreachable() -> LanguageModelError:
    return LanguageModelUnavailable(UNREACHABLE, transient=True)


def garbled() -> LanguageModelError:
    return LanguageModelGarbled(GARBLED)


def late(seconds: float, begun: bool) -> LanguageModelError:
    """seconds: how long it was waited for."""
    if begun:
        return LanguageModelCutOff(f"语言模型没有在 {seconds:.0f} 秒内写完。")
    return LanguageModelUnavailable(f"语言模型在 {seconds:.0f} 秒内没有作答。")


def of_ending(reason: str | None, closed: bool) -> LanguageModelCutOff | None:
    """reason: the model's, None where it gave none. closed: the endpoint said that this was all."""
    if reason in _WHOLE or (reason is None and closed):
        return None
    if reason is None:
        return LanguageModelCutOff(BROKEN)
    return LanguageModelCutOff(_ENDINGS.get(reason, "语言模型没有写完就停下了。"), by_the_model=True)


_ENDINGS = {
    "length": "语言模型的回答到了长度上限，没有写完。",
    "content_filter": "语言模型的回答被内容过滤中断。",
}


def seconds_of(retry_after: str | None) -> float | None:
    """Of a Retry-After header: seconds, or a date. None where it is neither."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp(), 0.0)
