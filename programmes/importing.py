"""Mentees from a spreadsheet: the columns, and the rule of a row (services/importing.py keeps)."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import Organisation, User
from m2w.corrections import whole_row
from m2w.details import Text
from m2w.imports import cells
from m2w.imports.targets import Column, Options, Row, Target
from m2w.marks import Mark
from programmes import eligibility
from programmes.choices import ScreeningResult
from programmes.claim_importing import CLAIM_LINES
from programmes.eligibility import Situation
from programmes.forms.imports import clean_options, options
from programmes.marks import SCREENINGS
from programmes.models import Mentee
from programmes.package.people import MenteeTable
from programmes.services.importing import keep, project_of
from programmes.services.people import KNOWN_AFTERWARDS

HEADINGS: Mapping[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "mentee_headings.toml").read_text(encoding="utf-8")
)
UNKNOWN = "unknown"
TEXT = _("een tekst")
DAY = _("een bestaande datum, zoals 14/03/1987")
YES_NO = _("ja, nee of onbekend")
COUNTRY = _("een land of een code, zoals Eritrea of ER")
LANGUAGE = _("een taal of een code, zoals Tigrinya of ti")
TABLE = MenteeTable()


def column(
    name: str,
    read: Callable[[cells.Cell], Any],
    allowed: Text,
    example: cells.Cell,
    *,
    needed: bool = False,
    empty: Any = "",
) -> Column:
    """A column under the name that the model gives it."""
    label: Any = Mentee._meta.get_field(name)
    headings = tuple(HEADINGS[name])
    return Column(name, label.verbose_name, read, allowed, headings, needed, empty, example)


def yes_no(name: str, example: str) -> Column:
    return column(name, cells.three_valued, YES_NO, example, empty=UNKNOWN)


def day(name: str, example: str, *, needed: bool = False) -> Column:
    return column(name, cells.day, DAY, example, needed=needed, empty=None)


COLUMNS = (
    column("first_name", cells.text, TEXT, "Selam", needed=True),
    column("last_name", cells.text, TEXT, "Tesfay", needed=True),
    day("birth_date", "14/03/1987", needed=True),
    column("gender", cells.gender, _("v, m, x of onbekend"), "v", empty=UNKNOWN),
    column("vdab_number", cells.number, _("een nummer"), "7654321", needed=True),
    column("postcode", cells.postcode, _("een postcode, zoals 2000"), 2000, needed=True),
    column("municipality", cells.text, TEXT, "Antwerpen"),
    column("nationality", cells.country, COUNTRY, "Eritrea", empty=UNKNOWN),
    yes_no("migration_background", "ja"),
    yes_no("employed", "nee"),
    yes_no("benefit_entitled", "onbekend"),
    day("vdab_guidance_since", "01/02/2022"),
    day("vdab_guidance_until", ""),
    column("home_language", cells.language, LANGUAGE, "Tigrinya"),
    column(
        "languages",
        cells.spoken,
        _("talen met hun niveau, zoals Tigrinya C2, Engels B1"),
        "Tigrinya C2, Engels B1",
        empty={},
    ),
    column("dutch_level", cells.dutch, _("geen, A1 tot C2 of onbekend"), "A2", empty=UNKNOWN),
    yes_no("dutch_attested", "nee"),
    yes_no("dutch_insufficient_for_job_target", ""),
    column("job_target", cells.text, TEXT, "magazijnmedewerker"),
    column("sector", cells.sector, _("een sector, zoals horeca of I"), "logistiek"),
    column(
        "diploma_level",
        cells.diploma,
        _("een diploma, zoals hoger secundair onderwijs of bachelor"),
        "bachelor",
        empty=UNKNOWN,
    ),
    column("diploma_language", cells.language, LANGUAGE, "Tigrinya"),
    column("diploma_country", cells.country, COUNTRY, "Eritrea"),
    yes_no("diploma_recognised", "nee"),
    day("privacy_notice_on", "01/02/2022"),
    column("privacy_notice_language", cells.language, LANGUAGE, "Tigrinya"),
)


def checked(values: Row) -> Row:
    return whole_row(TABLE, values, KNOWN_AFTERWARDS)


def known(organisation: Organisation) -> set[str]:
    """The VDAB numbers of which a promoter keeps a file."""
    files = Mentee.objects.filter(promoter=organisation).exclude(vdab_number="")
    return set(files.order_by().values_list("vdab_number", flat=True))


def judge(chosen: Options, user: User) -> Callable[[Row], Mark] | None:
    """What the screening for the chosen project would say of a row today; None without one."""
    project = project_of(chosen, by=user)
    if project is None:
        return None
    rules, today = project.lot.rules, periods.today()

    def mark(row: Row) -> Mark:
        situation = Situation(*(row[name] for name in Situation._fields))
        result = eligibility.screen(situation, rules, today).result
        return Mark(ScreeningResult(result).label, *SCREENINGS[result])

    return mark


MENTEES = Target(
    name="mentee",
    list_view="mentees",
    heading=_("Mentees importeren"),
    list_name=_("Mentees"),
    columns=COLUMNS,
    check=checked,
    key=lambda row: row.get("vdab_number", ""),
    key_column="vdab_number",
    known=known,
    keep=keep,
    options=options,
    clean_options=clean_options,
    judge=judge,
    judged=_("Screening"),
)
TARGETS = [MENTEES, CLAIM_LINES]
