"""What every HTTP body of the contract has in common: requests refuse what they do not know; responses are frozen."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt
from pydantic_core import PydanticCustomError

from service.contract import examples


def not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "Only white space")
    return text


def nothing_is_empty(value: Any) -> Any:
    """Typed clients send null for an optional list that was not given."""
    return () if value is None else value


Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(not_blank)]
Year = Annotated[StrictInt, Field(ge=1, le=9999)]
"""A year that no report covers is an abstention; what cannot be a year is refused."""


class RequestBody(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True)


class ResponseBody(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True)


class ScopeBody(RequestBody):
    """Which reports count: all given fields must hold, an empty one excludes nothing."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.SCOPE]})

    regions: Annotated[tuple[Name, ...], Field(max_length=500), BeforeValidator(nothing_is_empty)] = ()
    years: Annotated[tuple[Year, ...], Field(max_length=500), BeforeValidator(nothing_is_empty)] = ()
    report_ids: Annotated[tuple[Name, ...], Field(max_length=500), BeforeValidator(nothing_is_empty)] = ()
