from pathlib import Path

import pytest
from pydantic import SecretStr

from service.errors import InvalidSettings
from service.settings import Settings, load_settings, variables


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)


def test_defaults_need_no_environment() -> None:
    settings = load_settings()
    assert settings.home == Path(".fazhi")
    assert settings.port == 8000
    assert settings.host == "127.0.0.1"
    assert settings.chroma_url is None
    assert settings.max_upload_bytes == 10_000_000


def test_each_variable_reaches_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "FAZHI_HOME": "/data",
        "FAZHI_CACHE": "/cache",
        "FAZHI_DATABASE_URL": "sqlite:////data/other.sqlite3",
        "CHROMA_URL": "http://127.0.0.1:9000/",
        "FAZHI_EMBEDDING_MODEL": "some/model",
        "FAZHI_HOST": "0.0.0.0",
        "FAZHI_PORT": "81",
        "FAZHI_LOG_LEVEL": "DEBUG",
        "FAZHI_MAX_UPLOAD_BYTES": "5",
        "FAZHI_LLM_BASE_URL": "http://127.0.0.1:8080/v1",
        "FAZHI_LLM_MODEL": "small",
        "FAZHI_LLM_API_KEY": "sk-secret",
        "FAZHI_LLM_TIMEOUT": "2.5",
        "FAZHI_LLM_CONTEXT": "4096",
        "FAZHI_LLM_CONCURRENCY": "2",
    }
    assert set(values) == set(variables())
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    for name, field in variables().items():
        value = getattr(settings, field)
        shown = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        assert shown.lower() == values[name].lower()
    assert "sk-secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("FAZHI_PROT", "81", "FAZHI_PORT"),  # the nearest known one
        ("FAZHI_CHROMA_URL", "http://a", "CHROMA_URL"),  # the one name without our prefix
        ("FAZHI_XQZWV", "1", "FAZHI_HOME"),  # near to none: all are listed
        ("FAZHI_PORT", "eighty", "FAZHI_PORT：应为整数"),
        ("FAZHI_PORT", "70000", "FAZHI_PORT：不能大于 65535"),
        ("FAZHI_LOG_LEVEL", "loud", "FAZHI_LOG_LEVEL：只能是"),
        ("FAZHI_MAX_UPLOAD_BYTES", "0", "FAZHI_MAX_UPLOAD_BYTES：不能小于 1"),
        ("FAZHI_LLM_TIMEOUT", "soon", "FAZHI_LLM_TIMEOUT：应为数字"),
        ("FAZHI_LLM_TIMEOUT", "nan", "FAZHI_LLM_TIMEOUT：应为有限的数字"),
        ("FAZHI_LLM_TIMEOUT", "0", "FAZHI_LLM_TIMEOUT：不能小于 0.1"),
        ("FAZHI_LLM_CONTEXT", "8k", "FAZHI_LLM_CONTEXT：应为整数"),
        ("FAZHI_LLM_CONCURRENCY", "0", "FAZHI_LLM_CONCURRENCY：不能小于 1"),
        ("FAZHI_LLM_URL", "http://a", "FAZHI_LLM_BASE_URL"),
        ("FAZHI_LLM_MODEL", "small", "FAZHI_LLM_MODEL，但缺少 FAZHI_LLM_BASE_URL"),
        ("FAZHI_LLM_API_KEY", "sk-secret", "FAZHI_LLM_API_KEY，但缺少 FAZHI_LLM_BASE_URL"),
        ("CHROMA_URL", "localhost", "CHROMA_URL：应为网址"),
        ("CHROMA_URL", "ftp://localhost", "CHROMA_URL：网址须以"),
    ],
)
def test_a_wrong_variable_is_refused_and_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings, match=message) as raised:
        load_settings()
    assert "sk-secret" not in str(raised.value)


def test_a_wrong_address_of_a_language_model_keeps_nothing_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAZHI_LLM_BASE_URL", "not an address")
    assert load_settings().llm_base_url == "not an address"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PORT", "")
    assert load_settings().port == 8000


def test_a_folder_is_no_hub_name(tmp_path: Path) -> None:
    assert not Settings(embedding_model=str(tmp_path)).embedding_model_is_on_a_hub
    assert Settings(embedding_model="intfloat/multilingual-e5-small").embedding_model_is_on_a_hub
    assert not Settings().embedding_model_is_on_a_hub
