"""The words of the page on which mentor and mentee report a contact, as data: per language of the
people whom it is for, not per language of the site."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from m2w.reference import levels

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


def language_for(spoken: Mapping[str, str]) -> str:
    """The language of these texts that someone speaks best; Dutch of equals, and for who speaks
    none of them."""
    known = [code for code in texts() if code in spoken]
    return max(known, key=lambda code: levels.DUTCH_RANK.get(spoken[code], -1), default=DUTCH)
