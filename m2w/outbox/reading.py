"""Notices and reminders as their reader finds them: named is only what they may see now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from m2w.outbox.models import Notice, Reminder
from m2w.outbox.notices import Kind, kinds

# What was told to someone: a code, and the object that it is about.
Told = Notice | Reminder


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in words. Without an `about` its reader may not see the object, or it is gone."""

    notice: Told
    text: str
    url: str
    about: Any


def lines(notices: Iterable[Told], user: Any) -> list[Line]:
    """The notices in words; one query for each kind of object among them."""
    known = [(notice, kinds()[notice.code]) for notice in notices if notice.code in kinds()]
    objects = visible(known, user)
    return [
        line(notice, kind, objects.get((kind.model, notice.about_id))) for notice, kind in known
    ]


def visible(known: Iterable[tuple[Told, Kind]], user: Any) -> dict[tuple[Any, str], Any]:
    """The objects that notices are about, as far as the reader may see them."""
    ids: dict[Any, set[str]] = defaultdict(set)
    related: dict[Any, set[str]] = defaultdict(set)
    for notice, kind in known:
        ids[kind.model].add(notice.about_id)
        related[kind.model] |= set(kind.related)
    found: dict[tuple[Any, str], Any] = {}
    for model, wanted in ids.items():
        rows = model.objects.visible_to(user).filter(pk__in=wanted)
        joined = rows.select_related(*related[model]) if related[model] else rows
        found |= {(model, str(row.pk)): row for row in joined}
    return found


def line(notice: Told, kind: Kind, about: Any) -> Line:
    if about is None:
        return Line(notice, str(kind.without), "", None)
    return Line(notice, str(kind.sentence) % {"who": about}, kind.url(about), about)
