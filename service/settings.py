"""The settings: one frozen class, read from the environment here and nowhere else."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path
from pydantic import BeforeValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.contract.validation import explain, nearest_name
from service.errors import InvalidSettings
from vectorstore.reports.decoding import LARGEST_FILE

PREFIX = "FAZHI_"
Level = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """Each field is the environment variable FAZHI_<FIELD>, save CHROMA_URL, which Chroma's users know by that name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, populate_by_name=True
    )

    home: Path = Path(".fazhi")
    """Holds the catalog, the vectors and the word index."""
    cache: Path = Field(default_factory=lambda: user_cache_path("fazhi", appauthor=False))
    """Holds the embedded model once converted; may be deleted at any time."""
    database_url: str | None = None
    """Of the catalog, for SQLAlchemy. None: SQLite in home."""
    chroma_url: HttpUrl | None = Field(default=None, validation_alias="CHROMA_URL")
    """Of a Chroma server. None: Chroma embedded in home."""
    embedding_model: str | None = None
    """A sentence-transformers model: a folder or a hub name. None: the embedded one."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """0: any free port."""
    log_level: Annotated[Level, BeforeValidator(lambda value: str(value).lower())] = "info"
    """At debug the questions stand in the log."""
    max_upload_bytes: Annotated[int, Field(ge=1, le=LARGEST_FILE)] = LARGEST_FILE
    llm_base_url: str | None = None
    """Of an OpenAI-compatible endpoint, e.g. http://127.0.0.1:8080/v1. None: answers are extracted. Kept as given: one
    that is wrong is told at the first use and by /readyz, and does not keep the service from extracting."""
    llm_model: str | None = None
    """The model's name at the endpoint; it needs one."""
    llm_api_key: SecretStr | None = None
    llm_timeout: Annotated[float, Field(ge=0.1, le=3600, allow_inf_nan=False)] = 60.0
    """Seconds for the whole of one text."""
    llm_context: Annotated[int, Field(ge=1024)] = 8192
    """Tokens of prompt and answer together."""
    llm_concurrency: Annotated[int, Field(ge=1, le=1000)] = 4
    """Requests to the endpoint at a time."""

    @property
    def embedding_model_is_on_a_hub(self) -> bool:
        return self.embedding_model is not None and not Path(self.embedding_model).expanduser().exists()


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises InvalidSettings for an unknown FAZHI_ variable, a value that a field cannot take, or the name or key of a
    language model without its endpoint."""
    _refuse_unknown(os.environ if environment is None else environment)
    try:
        settings = Settings()
    except ValidationError as error:
        faults = [f"{_variable(str(fault['loc'][0]))}：{explain(fault)}" for fault in error.errors()]
        raise InvalidSettings("环境变量有误：" + "；".join(faults)) from error
    _refuse_half_a_language_model(settings)
    return settings


def variables() -> dict[str, str]:
    """Every environment variable that is read, and its field."""
    return {_variable(name): name for name in Settings.model_fields}


def _variable(field: str) -> str:
    return "CHROMA_URL" if field in ("chroma_url", "CHROMA_URL") else PREFIX + field.upper()


def _refuse_half_a_language_model(settings: Settings) -> None:
    """Without the endpoint the others would do nothing, and nobody would be told."""
    given = [name for name in ("llm_model", "llm_api_key") if getattr(settings, name) is not None]
    if given and settings.llm_base_url is None:
        named = "、".join(map(_variable, given))
        raise InvalidSettings(f"设置了 {named}，但缺少 {_variable('llm_base_url')}：请给出语言模型的地址，或去掉前者。")


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = variables()
    for name in environment:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            candidate = nearest_name(name.removeprefix(PREFIX), Settings.model_fields)
            hint = f"是否应为 {_variable(candidate)}？" if candidate else "可用的有：" + "、".join(known)
            raise InvalidSettings(f"未知的环境变量 {name}。{hint}")
