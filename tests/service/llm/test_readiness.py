"""What /readyz tells of the language model: it may fail, and the service is ready all the same, as it extracts."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.llm import LanguageModel
from service.resources import Resources
from service.settings import Settings
from tests import endpoint as does
from tests.endpoint import KEY, MODEL, Behaviour, endpoint
from tests.service.prompted import configured


@pytest.mark.parametrize(
    ("models", "status", "detail"),
    [
        (does.lists_models(MODEL), "ready", ""),
        (does.status(404), "unverified", ""),
        (does.wrong_key(), "failing", "FAZHI_LLM_API_KEY"),
    ],
)
def test_the_endpoint_is_asked_before_the_first_question(
    resources: Resources, models: Behaviour, status: str, detail: str
) -> None:
    with endpoint(models=models) as server, TestClient(create_app(configured(resources, server.base_url))) as client:
        response = client.get("/readyz")
    assert response.status_code == 200
    told = response.json()["language_model"]
    assert set(told) == {"model", "status", "detail"}
    assert (told["model"], told["status"]) == (MODEL, status)
    assert detail in (told["detail"] or "")
    assert KEY not in response.text


def test_a_wrong_address_is_told_and_keeps_nobody_from_asking(resources: Resources) -> None:
    settings = Settings(llm_base_url="not an address", llm_model=MODEL)
    with TestClient(create_app(replace(resources, language_model=LanguageModel(settings)))) as client:
        response = client.get("/readyz")
        body = {"question": "新北区2024年收到多少件行政复议申请？", "mode": "extractive"}
        assert "239件" in client.post("/v1/ask", json=body).json()["answer"]
    assert response.status_code == 200
    assert response.json()["language_model"]["status"] == "failing"
    assert "FAZHI_LLM_BASE_URL" in response.json()["language_model"]["detail"]
