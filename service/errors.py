"""The errors of the service. Each message is in Simplified Chinese and says what the user can do.

FazhiError                    vectorstore.errors
├── InvalidSettings           an environment variable that is unknown or has a wrong value
├── NoLanguageModel           generation was asked for, and no language model is configured
├── UnknownModel              a chat names a model that is not offered
├── UnknownIndicator          a figure is asked for by words that mean no known indicator
├── ScopeTooWide              more reports are to be compared than fit side by side
├── InvalidCursor             a page was asked for that this service never offered
├── NotReady                  the collection is still being opened
├── AddressUnavailable        the address cannot be listened at: in use, not ours, not allowed
└── LanguageModelError        a configured language model did not answer
    ├── LanguageModelMisconfigured   address, model or key are wrong: it will not work until someone mends that
    ├── LanguageModelUnavailable     unreachable, slow, busy, limiting the rate, or refusing the request
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


class LanguageModelGarbled(LanguageModelError):
    pass


class LanguageModelCutOff(LanguageModelError):
    def __init__(self, message: str, *, by_the_model: bool = False) -> None:
        super().__init__(message)
        self.by_the_model = by_the_model
        """It came to its limit, or stopped itself: the endpoint works."""
