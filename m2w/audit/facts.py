"""What the record and the history tell of one file, or of one account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Max, Min, Model

from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.audit.actions import label
from m2w.audit.models import Entry
from m2w.audit.querysets import EntryQuerySet
from m2w.periods import BRUSSELS
from m2w.tables import Text


@dataclass(frozen=True, slots=True)
class Seen:
    """Someone with this role saw a file so many times on a day."""

    day: date
    role: Text
    organisation: str
    how: Text
    times: int


def seen(file: Model) -> list[Seen]:
    """Who has seen a file: role, organisation and day, the last day first."""
    rows = (
        Entry.objects.about(file._meta.label_lower, file.pk)
        .showing()
        .per_day("organisation__name", "role", "action")
    )
    return [
        Seen(
            row["day"],
            Role(row["role"]).label if row["role"] else "",
            row["organisation__name"] or "",
            label(row["action"]),
            row["times"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A person whose data an account got to see, without a name: the code is the promoter's."""

    kind: Text
    code: str
    promoter: str
    first: datetime
    last: datetime
    times: int


def shown_to(
    account: User, first: date, last: date, *, lines: EntryQuerySet | None = None
) -> list[Shown]:
    """Whose data this account was shown from the first day up to and including the last.

    `lines` are those of the record that the reader may see; a command sees all.
    """
    rows = (
        (Entry.objects.all() if lines is None else lines)
        .filter(actor=account)
        .showing()
        .between(first, last)
        .values("object_type", "object_id")
        .annotate(first=Min("at"), last=Max("at"), times=Count("pk"))
        .order_by("object_type", "object_id")
    )
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        told.setdefault(row["object_type"], {})[row["object_id"]] = row
    found = [shown for kind, lines in told.items() for shown in persons(kind, lines)]
    return sorted(found, key=lambda shown: (str(shown.kind), shown.promoter, shown.code))


def persons(kind: str, lines: dict[str, dict[str, Any]]) -> Iterator[Shown]:
    model: Any = apps.get_model(kind)
    files = model.objects.select_related("promoter").in_bulk(list(lines))
    for pk, file in files.items():
        line = lines[str(pk)]
        yield Shown(
            model._meta.verbose_name,
            file.code,
            file.promoter.name,
            line["first"],
            line["last"],
            line["times"],
        )


def as_lines(persons: Iterable[Shown]) -> Iterator[list[Any]]:
    """The persons as lines of a file, under a heading."""
    yield ["kind", "code", "promoter", "first_shown", "last_shown", "times"]
    for shown in persons:
        first, last = (at.astimezone(BRUSSELS).isoformat() for at in (shown.first, shown.last))
        yield [str(shown.kind), shown.code, shown.promoter, first, last, shown.times]
