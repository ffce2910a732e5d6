"""Mentors from a spreadsheet: the columns, and the rule of a row (services/importing.py keeps)."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.corrections import whole_row
from m2w.details import Text
from m2w.imports import cells
from m2w.imports.targets import Column, Row, Target
from matching.identity import identity
from matching.mentor_file import KNOWN_AFTERWARDS, PAPERS, MentorFile
from matching.models import Mentor
from matching.services.importing import keep
from matching.services.mentors import identities

HEADINGS: Mapping[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "mentor_headings.toml").read_text(encoding="utf-8")
)
TEXT = _("een tekst")
DAY = _("een bestaande datum, zoals 14/03/1987")
TABLE = MentorFile()
IDENTITY = ("first_name", "last_name", "postcode")


def column(
    name: str,
    read: Callable[[cells.Cell], Any],
    allowed: Text,
    example: cells.Cell,
    *,
    needed: bool = False,
) -> Column:
    """A column under the name that the model gives it."""
    label: Any = Mentor._meta.get_field(name)
    headings = tuple(HEADINGS[name])
    return Column(
        name, label.verbose_name, read, allowed, headings, needed, TABLE.blank[name], example
    )


def day(name: str, example: str, *, needed: bool = False) -> Column:
    return column(name, cells.day, DAY, example, needed=needed)


COLUMNS = (
    column("first_name", cells.text, TEXT, "Luc", needed=True),
    column("last_name", cells.text, TEXT, "Peeters", needed=True),
    column("birth_year", cells.year, _("een jaar, zoals 1968"), 1968),
    column("gender", cells.gender, _("v, m, x of onbekend"), "m"),
    column("email", cells.text, _("een e-mailadres"), "luc@voorbeeld.example"),
    column("phone", cells.text, _("een nummer"), "0470 00 00 00"),
    column(
        "languages",
        cells.spoken,
        _("talen met hun niveau, zoals Tigrinya C2, Engels B1"),
        "Nederlands C2, Frans B2",
        needed=True,
    ),
    column("postcode", cells.postcode, _("een postcode, zoals 2000"), 2000, needed=True),
    column(
        "sectors",
        cells.sector_list,
        _("sectoren met een komma ertussen, zoals horeca of I"),
        "logistiek, horeca",
    ),
    column("online", cells.yes_or_no, _("ja, nee of onbekend"), "ja"),
    column("capacity", cells.whole, _("een getal, zoals 1"), 2),
    column(
        "availability",
        cells.availability,
        _("dagdelen met een komma ertussen, zoals ma vm, di avond"),
        "ma avond, za",
    ),
    column("interests", cells.words, _("woorden met een komma ertussen"), "fietsen, koken"),
    day("trained_on", "12/03/2022"),
    day("active_from", "01/02/2022", needed=True),
    day("active_until", ""),
    day("paused_from", ""),
    day("paused_until", ""),
    *(day(name, "01/02/2022") for name in PAPERS),
    day("interviewed_on", "20/01/2022"),
)


def checked(values: Row) -> Row:
    return whole_row(TABLE, values, KNOWN_AFTERWARDS)


def key(row: Row) -> str:
    """Who a row is of; empty while it does not say."""
    if not all(row.get(name) for name in IDENTITY):
        return ""
    return identity(row["first_name"], row["last_name"], row.get("birth_year"), row["postcode"])


MENTORS = Target(
    name="mentor",
    list_view="mentors",
    heading=_("Mentoren importeren"),
    list_name=_("Mentoren"),
    columns=COLUMNS,
    check=checked,
    key=key,
    key_column="last_name",
    known=identities,
    keep=keep,
)
TARGETS = [MENTORS]
