"""Everything held about one person, and nothing of anyone else (GDPR art. 15 and 20)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, Model
from django.utils import timezone
from django.utils.translation import override

from m2w import periods
from m2w.audit.models import Entry
from m2w.models import PersonalFile
from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.files import kind_of
from m2w.privacy.hanging import told_of
from m2w.privacy.restriction import ground_of
from m2w.privacy.uses import Subject

MASK = "[…]"


def everything_about(file: PersonalFile) -> dict[str, Any]:
    """Every value of the person per kind of row, earlier ones too, and who read the file."""
    subject = kind_of(file).subject
    with override("nl-be"):
        view = View(subject, others(file))
        held = {
            "made_on": periods.today(),
            "subject": str(subject),
            "records": {
                str(declaration.model._meta.model_name): [
                    view.of_row(declaration, row) for row in rows
                ]
                for declaration, rows in told_of(file)
            },
            "restricted_because": ground_of(file),
            "readers": list(readers_of(file)),
        }
        return json.loads(json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False))


def exported(declaration: Declaration, subject: Subject) -> Iterator[tuple[str, Personal]]:
    """The fields that this person gets: their own, and in words who the other one is."""
    for name, personal in declaration.personal.items():
        if personal.export and (declaration.tells_of(name, subject) or personal.to_others):
            yield name, personal


def label_of(field: Any) -> str:
    """What a field is called; a link is called as what it leads to."""
    is_link = isinstance(field, ForeignKey)
    return str(field.related_model._meta.verbose_name if is_link else field.verbose_name)


@dataclass(frozen=True)
class View:
    """Rows as one person may read them: without the names of the others."""

    subject: Subject
    others: frozenset[str]

    def of_row(self, declaration: Declaration, row: Any) -> dict[str, Any]:
        """What one row says of the person now, and what it said before."""
        fields = dict(exported(declaration, self.subject))
        found = {
            name: self.value(row, name, personal)
            if declaration.tells_of(name, self.subject)
            else str(personal.to_others)
            for name, personal in fields.items()
        }
        plain = {
            name: personal
            for name, personal in fields.items()
            if not isinstance(row._meta.get_field(name), ForeignKey)
        }
        return {**found, "earlier": list(self.earlier(row, plain))}

    def value(self, row: Any, name: str, personal: Personal) -> Any:
        value = getattr(row, name)
        if isinstance(row._meta.get_field(name), ForeignKey):
            return name_of(value)
        if personal.prose:
            return without(self.others, value)
        return personal.show.of(value) if personal.show else value

    def earlier(self, row: Any, fields: dict[str, Personal]) -> Iterator[dict[str, Any]]:
        """The values that were changed since, each with the day of the change."""
        past = row.history.order_by("history_date", "history_id") if hasattr(row, "history") else []
        for older, newer in pairwise([*past, row]):
            values = {
                name: self.value(older, name, personal)
                for name, personal in fields.items()
                if getattr(older, name) != getattr(newer, name)
            }
            if values:
                until = getattr(newer, "history_date", None) or newer.updated_at
                yield {"until": timezone.localdate(until), "values": values}


def name_of(related: Any) -> str | None:
    """The person's own rows by their code, an organisation or a project by its name."""
    if related is None:
        return None
    return getattr(related, "name", None) or getattr(related, "code", None) or str(related)


def others(file: PersonalFile) -> frozenset[str]:
    """The names of those with whom the person was brought together."""
    mine, names = {file.first_name, file.last_name}, set()  # type: ignore[attr-defined]
    for declaration, rows in told_of(file):
        for path in declaration.leads.values():
            for row in rows if path else []:
                other = followed(row, path)
                if other and other != file:
                    names |= {other.first_name, other.last_name}
                    for past in other.history.values_list("first_name", "last_name"):
                        names |= set(past)
    return frozenset(names - mine)


def followed(row: Model, path: str) -> Any:
    """What a path leads to; a path may lead to nobody."""
    return reduce(lambda at, step: at and getattr(at, step), path.split("__"), row)


def without(names: frozenset[str], text: str) -> str:
    """A text in which these names, as whole words, cannot be read."""
    if not names:
        return text
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.sub(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", MASK, text)


def readers_of(file: PersonalFile) -> Iterator[dict[str, Any]]:
    """Who read the file: in which role, of which organisation, on which day, how often."""
    lines = Entry.objects.about(file._meta.label_lower, file.pk).showing()
    for line in lines.per_day("role", "organisation__name"):
        yield {
            "on": line["day"],
            "role": line["role"],
            "organisation": line["organisation__name"],
            "times": line["times"],
        }
