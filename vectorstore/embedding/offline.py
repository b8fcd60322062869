"""Keeps libraries from calling anyone: the one place that sets their variables, before any of them is loaded."""

import os

_ALWAYS = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",  # Chroma
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "FASTAPI_OTEL_AUTO_CONFIGURE": "false",
    "OTEL_SDK_DISABLED": "true",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "",  # its mere presence is an error by now
    "TOKENIZERS_PARALLELISM": "false",  # its threads fight torch's, and it warns after a fork
}
_WITHOUT_A_HUB = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}


def keep_quiet(*, hub_allowed: bool) -> None:
    """Hub downloads stay possible only where the user has named a model of a hub."""
    os.environ.update(_ALWAYS)
    if not hub_allowed:
        os.environ.update(_WITHOUT_A_HUB)
