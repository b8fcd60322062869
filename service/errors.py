"""The errors of the service. Each message is in Simplified Chinese and says what the user can do.

FazhiError                    vectorstore.errors
├── InvalidSettings           an environment variable that is unknown or has a wrong value
├── NoLanguageModel           generation was asked for, and no language model is configured
├── UnknownModel              a chat names a model that is not offered
├── UnknownIndicator          a figure is asked for by words that mean no known indicator
├── ScopeTooWide              more reports are to be compared than fit side by side
├── NoEarlierReport           a draft is asked for of a district that has no report to start from
├── YearOutOfReach            a draft is asked for of a year too long after the latest report
├── UnknownSection            a draft's section is named by words that no heading is near to
├── UnknownPlaceholder        something is filled in that the draft does not leave open
├── InvalidCursor             a page was asked for that this service never offered
├── NotReady                  the collection is still being opened
├── AddressUnavailable        the address cannot be listened at: in use, not ours, not allowed
└── LanguageModelError        a configured language model did not answer
    ├── LanguageModelMisconfigured   address, model or key are wrong: it will not work until someone mends that
    ├── LanguageModelUnavailable     unreachable, slow, limiting the rate, or refusing the request
    │   └── LanguageModelBusy        as many of our own requests run as may: the endpoint is there
    ├── LanguageModelGarbled         what it sent is no chat completion
    └── LanguageModelCutOff          its text ended before it was done
"""

from collections.abc import Sequence

from vectorstore.errors import FazhiError


class InvalidSettings(FazhiError):
    pass


class NoLanguageModel(FazhiError):
    def __init__(self, message: str = "没有配置语言模型，无法使用 generative；请改用 auto 或 extractive。") -> None:
        super().__init__(message)


class UnknownModel(FazhiError):
    pass


class UnknownIndicator(FazhiError):
    def __init__(self, words: str, nearest: Sequence[str] = (), field: str = "indicator") -> None:
        meant = f"，相近的有：{'、'.join(nearest)}" if nearest else "，请换一个说法"
        super().__init__(f"没有与“{words}”相符的指标{meant}。")
        self.field = field
        """Where in the request the words stand, e.g. indicators.0."""


class ScopeTooWide(FazhiError):
    pass


class NoEarlierReport(FazhiError):
    pass


class YearOutOfReach(FazhiError):
    pass


class UnknownSection(FazhiError):
    def __init__(self, words: str, nearest: Sequence[str], field: str = "sections") -> None:
        offered = "、".join(f"“{one}”" for one in nearest)
        super().__init__(f"没有与“{words}”相符的章节，可选的有：{offered}。")
        self.field = field
        """Where in the request the words stand, e.g. sections.0."""


class UnknownPlaceholder(FazhiError):
    def __init__(self, placeholder_id: str) -> None:
        super().__init__(f"草稿中没有编号为“{placeholder_id[:40]}”的待填项。")


class InvalidCursor(FazhiError):
    pass


class NotReady(FazhiError):
    pass


class AddressUnavailable(FazhiError):
    pass


class LanguageModelError(FazhiError):
    """Its message never holds the key, the prompt or the endpoint's own words."""


class LanguageModelMisconfigured(LanguageModelError):
    pass


class LanguageModelUnavailable(LanguageModelError):
    def __init__(self, message: str, *, transient: bool = False, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.transient = transient
        """The same request may go well in a moment."""
        self.retry_after = retry_after
        """Seconds that the endpoint asked for."""


class LanguageModelBusy(LanguageModelUnavailable):
    pass


class LanguageModelGarbled(LanguageModelError):
    pass


class LanguageModelCutOff(LanguageModelError):
    def __init__(self, message: str, *, by_the_model: bool = False) -> None:
        super().__init__(message)
        self.by_the_model = by_the_model
        """It came to its limit, or stopped itself: the endpoint works."""
