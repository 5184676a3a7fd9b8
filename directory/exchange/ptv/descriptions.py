"""The national service descriptions (one JSON object a line) as the neutral model."""

from collections.abc import Mapping
from typing import Any

from directory.exchange.ptv.neutral import RegisterService, Texts

LANGUAGES = ("fi", "sv", "en")


def is_description(raw: Mapping[str, Any]) -> bool:
    """Whether a record is a national description."""
    return {"name", "summary", "service_class"} <= set(raw)


def read(raw: Mapping[str, Any]) -> RegisterService:
    """One description; nationwide, without a place, a language or a phone of its own."""
    return RegisterService(
        id=str(raw["id"]),
        names=_texts(raw["name"]),
        summaries=_texts(raw["summary"]),
        descriptions=_texts(raw.get("description")),
        instructions=_texts(raw.get("user_instructions")),
        conditions=_texts(raw.get("restrictions")),
        search_words={"fi": [term["label_fi"] for term in raw.get("ontology", []) if term.get("label_fi")]},
        nationwide=True,
        classification=[
            item["code"]
            for key in ("service_class", "target_group", "life_event")
            for item in raw.get(key, [])
            if item.get("code")
        ],
        general=True,
        is_service=raw.get("type") == "Service",
        unmapped={
            key: value
            for key, value in (("ref", raw.get("ref")), ("type", raw.get("type")))
            if value and value not in ("Service", raw["id"])
        },
    )


def _texts(raw: Mapping[str, str] | None) -> Texts:
    return {language: text.strip() for language, text in (raw or {}).items() if language in LANGUAGES and text.strip()}
