"""Costs from a spreadsheet: the columns, and the rule of a row in a project and year
(services/claim_importing.py keeps)."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts.models import Organisation
from m2w.details import Text
from m2w.imports import cells
from m2w.imports.targets import Column, Options, Row, Target
from programmes import claim_texts, claiming
from programmes.choices import CostCategory
from programmes.claiming import ZERO, Cost, YearOfProject
from programmes.forms.claim_imports import clean_options, options
from programmes.models import Claim, ClaimLine
from programmes.services.claim_importing import (
    Known,
    identity,
    keep,
    known_of,
    project_of,
)
from programmes.services.claim_lines import LONGEST, year_of

HEADINGS: Mapping[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "claim_headings.toml").read_text(encoding="utf-8")
)
TEXT = gettext_lazy("een tekst")
AMOUNT = gettext_lazy("een bedrag zoals 1.234,56, met hoogstens twee cijfers na de komma")
DAY = gettext_lazy("een bestaande datum, zoals 14/03/2021")
HOURS = gettext_lazy("een aantal uren zoals 37,5")


@cache
def categories() -> dict[str, str]:
    """The categories by their codes and their names in every language of the pages."""
    known = {cells.folded(code): code for code in CostCategory.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {cells.folded(str(label)): code for code, label in CostCategory.choices}
    return known


def category(cell: cells.Cell) -> str:
    return str(cells.one_of(categories())(cell))


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
    model: Any = Claim if name == "category" else ClaimLine
    label = model._meta.get_field(name).verbose_name
    return Column(name, label, read, allowed, tuple(HEADINGS[name]), needed, empty, example)


COLUMNS = (
    column(
        "category",
        category,
        gettext_lazy("personeel, overhead, vorming, verplaatsing of andere"),
        "vorming",
        needed=True,
    ),
    column("description", cells.text, TEXT, "Vorming interculturele communicatie"),
    column("supplier", cells.text, TEXT, "Vormingscentrum Leuven"),
    column("invoice_number", cells.text, TEXT, "2021/0145"),
    column("spent_on", cells.recent_day, DAY, "14/03/2021", empty=None),
    column("amount_declared", cells.amount, AMOUNT, "1.234,56", empty=None),
    column(
        "staff",
        cells.text,
        gettext_lazy("de naam, het e-mailadres of de code van een medewerker"),
        "",
    ),
    column("hours", cells.amount, HOURS, "", empty=None),
    column("yearly_cost", cells.amount, AMOUNT, "", empty=None),
    column("repeated_reason", cells.text, TEXT, ""),
)


def key_of(row: Row) -> str:
    """The invoice, and without one, or with a reason to repeat it, all that a line says; empty
    while its amount is not known."""
    invoice = claiming.invoice_key(row.get("supplier", ""), row.get("invoice_number", ""))
    if invoice and not row.get("repeated_reason"):
        return invoice
    return identity(row) if row.get("amount_declared") is not None else ""


class InProject:
    """The rule of a row in a project and year, with what stands there when it is made."""

    def __init__(self, known: Known, year: YearOfProject) -> None:
        self.known, self.year = known, year

    def check(self, row: Row) -> Row:
        """The row as it would be kept, with the key of its member of staff and its amount.

        Raises ValidationError at its columns.
        """
        staff, faults = self.staff_of(row["staff"])
        faults |= self.of_category(row["category"])
        cost = Cost(
            category=row["category"],
            description=row["description"],
            supplier=row["supplier"],
            has_staff=bool(row["staff"]),
            hours=row["hours"],
            yearly_cost=row["yearly_cost"],
            spent_on=row["spent_on"],
            amount=row["amount_declared"],
        )
        amount = claiming.amount_of(cost, self.year.hours_norm)
        kept = {**row, "staff": staff, "amount_declared": amount}
        if identity(kept) not in self.known.identities:
            cost = replace(cost, other_hours=self.known.hours.get(staff, ZERO))
        wording = claim_texts.Wording(cost, self.year)
        for fault in claiming.faults(cost, self.year):
            faults.setdefault(fault.field, wording.of(fault))
        faults |= too_long(row)
        if not faults:
            faults = self.of_invoice(kept)
        if faults:
            raise ValidationError(faults)
        return kept

    def staff_of(self, said: str) -> tuple[Any, dict[str, Any]]:
        """The colleague that is named. Not told apart from one of another organisation."""
        found = self.known.staff.get(cells.folded(said), []) if said else []
        if not said or len(found) == 1:
            return (found[0] if found else None), {}
        text = (
            _("Meer dan een medewerker heet zo: geef het e-mailadres.")
            if found
            else _("Deze persoon werkt niet bij de promotor.")
        )
        return None, {"staff": text}

    def of_category(self, code: str) -> dict[str, Any]:
        if code == CostCategory.VOLUNTEERS:
            text = _("Kosten van vrijwilligers komen uit de vergoedingen van mentoren.")
            return {"category": text}
        if code in self.known.submitted:
            return {"category": _("Deze declaratie is al ingediend.")}
        return {}

    def of_invoice(self, row: Row) -> dict[str, Any]:
        """An invoice that stands elsewhere is asked about; the same line once more is known."""
        key = claiming.invoice_key(row["supplier"], row["invoice_number"])
        where = self.known.invoices.get(key)
        if where is None or row["repeated_reason"] or identity(row) in self.known.identities:
            return {}
        return {"invoice_number": claim_texts.repeated(where)}


def too_long(row: Row) -> dict[str, Any]:
    text = _("Gebruik hoogstens %(max)s tekens.")
    return {name: text % {"max": most} for name, most in LONGEST.items() if len(row[name]) > most}


def narrowed(target: Target, organisation: Organisation, chosen: Options) -> Target:
    """The target within the project and the year that were chosen."""
    project = project_of(chosen, organisation)
    if project is None:
        return target
    year = chosen["year"]
    known = known_of(project, year)
    rule = InProject(known, year_of(project, year))
    return replace(
        target,
        check=rule.check,
        known=lambda organisation: known_of(project, year).keys,
        narrowed=None,
    )


def as_it_is(row: Row) -> Row:
    return row


def nothing_known(organisation: Organisation) -> set[str]:
    return set()


def description_of(row: Row) -> str:
    code = row.get("category")
    label = capfirst(str(CostCategory(code).label)) if code else ""
    return str(row.get("description") or row.get("supplier") or label)


CLAIM_LINES = Target(
    name="claim_line",
    list_view="claims",
    heading=gettext_lazy("Kosten importeren"),
    list_name=gettext_lazy("Kosten"),
    columns=COLUMNS,
    check=as_it_is,
    key=key_of,
    key_column="invoice_number",
    known=nothing_known,
    keep=keep,
    options=options,
    clean_options=clean_options,
    person=description_of,
    who=gettext_lazy("Kost"),
    narrowed=narrowed,
)
