"""Ids in what was sent; what is none, names nothing."""

import re
from collections.abc import Iterable
from uuid import UUID

# As we write them: Python also knows them by a name, in braces and without dashes.
KEY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


def as_key(text: str) -> UUID | None:
    return UUID(text) if KEY.fullmatch(text) else None


def keys_in(texts: Iterable[str]) -> set[UUID]:
    return {key for text in texts if (key := as_key(text))}
