"""Contacts in words."""

from collections.abc import Iterable

from matching.choices import Topic


def topic_names(codes: Iterable[str]) -> str:
    return ", ".join(str(Topic(code).label) for code in codes)
