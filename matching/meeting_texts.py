"""The words of the page on which mentor and mentee report a contact, as data: per language of the
people whom it is for, not per language of the site."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("data") / "meetings.toml"
DUTCH = "nl"


@cache
def texts() -> Mapping[str, Any]:
    """The texts by language."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def languages() -> dict[str, str]:
    """The languages there is a page in, each by its own name."""
    return {code: text["name"] for code, text in texts().items()}


def language_asked(code: str) -> str:
    """That language if there is a page in it, else Dutch."""
    return code if code in texts() else DUTCH
