"""What a person gets on paper: the same values in Dutch, in a PDF that a screen reader reads."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from m2w import notation
from m2w.accounts.choices import Role
from m2w.pdf import drawn
from m2w.privacy.classification import Declaration, Personal, declarations
from m2w.privacy.export import exported, label_of
from m2w.privacy.uses import Subject

TEMPLATE = Path(__file__).with_name("data") / "inzage.typ"
Line = tuple[str, str]


def pdf(held: dict[str, Any]) -> bytes:
    """The document. Its text is data to the template, never markup."""
    with override("nl-be"):
        return drawn(template(), content(held))


@cache
def template() -> bytes:
    return TEMPLATE.read_bytes()


def content(held: dict[str, Any]) -> dict[str, Any]:
    """What the template draws, all of it text."""
    day = notation.day(date.fromisoformat(held["made_on"]))
    return {
        "title": _("Uw gegevens in Mentoring2Work"),
        "intro": _("Alles wat op %(day)s over u bewaard was.") % {"day": day},
        "earlier": _("Vroeger"),
        "sections": list(sections(Subject(held["subject"]), held["records"])),
        "readers": {
            "title": _("Wie uw dossier las"),
            "none": _("Niemand las het sinds dit bijgehouden wordt."),
            "head": [_("Dag"), _("Rol"), _("Organisatie"), _("Keer")],
            "rows": [reader(one) for one in held["readers"]],
        },
    }


def sections(subject: Subject, records: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One section per kind of row, with a part per row."""
    for declaration in declarations():
        rows = records.get(str(declaration.model._meta.model_name))
        if not rows or subject not in declaration.leads:
            continue
        yield {
            "title": capitalised(declaration.model._meta.verbose_name_plural),
            "one": capitalised(declaration.model._meta.verbose_name),
            "parts": [
                {
                    "now": list(lines(declaration, subject, row)),
                    "earlier": list(before(declaration, subject, row)),
                }
                for row in rows
            ],
        }


def capitalised(text: object) -> str:
    return str(text)[:1].upper() + str(text)[1:]


def reader(one: dict[str, Any]) -> list[str]:
    role = Role(one["role"]).label if one["role"] in Role.values else one["role"]
    on = notation.day(date.fromisoformat(one["on"]))
    return [on, str(role), one["organisation"] or "", str(one["times"])]


def lines(declaration: Declaration, subject: Subject, values: dict[str, Any]) -> Iterator[Line]:
    """Label and value of each field that says something."""
    for name, personal in exported(declaration, subject):
        if name in values and values[name] not in (None, "", [], {}):
            field: Any = declaration.model._meta.get_field(name)
            yield capitalised(label_of(field)), in_words(field, personal, values[name])


def before(declaration: Declaration, subject: Subject, row: dict[str, Any]) -> Iterator[Line]:
    """What the row said earlier, each value with the day until which it did."""
    for change in row["earlier"]:
        until = notation.day(date.fromisoformat(change["until"]))
        for label, value in lines(declaration, subject, change["values"]):
            yield _("%(label)s, tot %(day)s") % {"label": label, "day": until}, value


def in_words(field: Any, personal: Personal, value: Any) -> str:
    """A value as people read it."""
    if personal.words:
        return personal.words(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {inner}" for key, inner in value.items())
    return moment(field, str(value))


def moment(field: Any, value: str) -> str:
    """A day or moment in Belgian notation, anything else as it is."""
    if isinstance(field, models.DateTimeField):
        at: datetime | None = parse_datetime(value)
        return notation.moment(at) if at else value
    if isinstance(field, models.DateField):
        on = parse_date(value)
        return notation.day(on) if on else value
    return value
