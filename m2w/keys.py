"""Ids in what was sent; what is none, names nothing."""

from collections.abc import Iterable
from uuid import UUID


def as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def keys_in(texts: Iterable[str]) -> set[UUID]:
    return {key for text in texts if (key := as_key(text))}
