"""The kinds of notices. Each app declares its own in a module `notices`: `NOTICES`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from m2w.details import Text
from m2w.discovery import modules


@dataclass(frozen=True, slots=True)
class Kind:
    """What a notice says: with `%(who)s` for who may see the object, and without for others.

    `url` is where its object is read; `related` is joined to name it.
    """

    model: Any
    sentence: Text
    without: Text
    url: Callable[[Any], str]
    related: tuple[str, ...] = ()


NOTICES: Mapping[str, Kind] = {}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of every app, by its code."""
    return {code: kind for module in modules("notices") for code, kind in module.NOTICES.items()}
