"""The language model: any OpenAI-compatible chat endpoint, through LangChain, which is imported here only."""

from service.llm.model import LONGEST_TEXT, LanguageModel, Patience, language_model
from service.llm.readiness import Readiness

__all__ = ["LONGEST_TEXT", "LanguageModel", "Patience", "Readiness", "language_model"]
