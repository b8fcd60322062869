"""What the features work with, handed down: the collection, the encoder, the language model. Opened by wiring.py."""

from dataclasses import dataclass

from service.llm import LanguageModel
from service.settings import Settings
from vectorstore.store import Store
from vectorstore.types import Encoder


@dataclass(frozen=True, slots=True)
class Resources:
    settings: Settings
    store: Store
    encoder: Encoder
    language_model: LanguageModel | None = None
    """None: answers are extracted."""
