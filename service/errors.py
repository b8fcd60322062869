"""The errors of the service. Each message is in Simplified Chinese and says what the user can do.

FazhiError                    vectorstore.errors
├── InvalidSettings           an environment variable that is unknown or has a wrong value
├── NoLanguageModel           generation was asked for, and no language model is configured
├── InvalidCursor             a page was asked for that this service never offered
├── NotReady                  the collection is still being opened
└── AddressUnavailable        the address cannot be listened at: in use, not ours, not allowed
"""

from vectorstore.errors import FazhiError


class InvalidSettings(FazhiError):
    pass


class NoLanguageModel(FazhiError):
    def __init__(self, message: str = "没有配置语言模型，无法使用 generative；请改用 auto 或 extractive。") -> None:
        super().__init__(message)


class InvalidCursor(FazhiError):
    pass


class NotReady(FazhiError):
    pass


class AddressUnavailable(FazhiError):
    pass
