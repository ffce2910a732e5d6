"""Keeping many costs at once, as `add_line` keeps one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.translation import gettext as _

from m2w.accounts.acting import require_role
from m2w.accounts.models import Organisation, Staff, User
from m2w.audit.services import record_all
from m2w.expressions import SumMoney
from m2w.imports.cells import folded
from m2w.imports.targets import Options, Row
from m2w.refusals import Refused, save
from m2w.workflow import locked
from programmes import claim_texts, claiming
from programmes.models import Claim, ClaimLine, Project
from programmes.services.claims import draft_of, require_year
from programmes.services.importing import with_history
from programmes.transitions import COORDINATOR

KEPT = (
    *("description", "supplier", "invoice_number", "repeated_reason", "hours", "yearly_cost"),
    *("spent_on", "amount_declared"),
)
SAME = ("category", *KEPT)


def identity(row: Row) -> str:
    """All that a line says, in one text: what the same file read twice would keep twice."""
    return "|".join([str(row.get("staff") or ""), *(plain(row.get(name)) for name in SAME)])


def plain(value: Any) -> str:
    """A value however it is written: 100 and 100,00 are one number."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return claiming.folded(str(value)) if value is not None else ""


@dataclass(frozen=True, slots=True)
class Known:
    """What stands at a promoter already. `invoices` says where, `identities` are the lines of the
    project and year, `submitted` the categories that are closed there, and `hours` those of each
    member of staff in the year."""

    invoices: dict[str, str] = field(default_factory=dict)
    identities: set[str] = field(default_factory=set)
    submitted: set[str] = field(default_factory=set)
    hours: dict[Any, Decimal] = field(default_factory=dict)
    staff: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        return {*self.invoices, *self.identities}


def known_of(project: Project, year: int) -> Known:
    own = ClaimLine.objects.filter(claim__project__promoter=project.promoter_id)
    of_year = own.filter(claim__year=year)
    claims = Claim.objects.filter(project=project, year=year, declared_on__isnull=False)
    hours = of_year.filter(staff__isnull=False).order_by().values("staff")
    return Known(
        invoices=invoices_of(own),
        identities=set(identities_of(of_year.filter(claim__project=project))),
        submitted=set(claims.values_list("category", flat=True)),
        hours=dict(hours.annotate(sum=SumMoney("hours")).values_list("staff", "sum")),
        staff=colleagues_of(project),
    )


def invoices_of(lines: Any) -> dict[str, str]:
    """Where each invoice stands first."""
    rows = lines.exclude(invoice_key="").order_by("claim__year", "claim", "number")
    found: dict[str, str] = {}
    names = ("invoice_key", "claim__project__name", "claim__year", "claim__category", "number")
    for key, *where in rows.values_list(*names):
        found.setdefault(key, claim_texts.standing_at(*where))
    return found


def identities_of(lines: Any) -> Iterable[str]:
    for row in lines.values("staff", "claim__category", *KEPT):
        yield identity({**row, "category": row["claim__category"]})


def colleagues_of(project: Project) -> dict[str, list[Any]]:
    """The staff of the promoter by everything that names them, folded."""
    found: dict[str, list[Any]] = defaultdict(list)
    rows = Staff.objects.filter(organisation=project.promoter_id)
    for pk, *names in rows.values_list("pk", "code", "user__email", "user__name"):
        for name in {folded(one) for one in names}:
            found[name].append(pk)
    return dict(found)


def project_of(chosen: Options, organisation: Organisation) -> Project | None:
    """The project that was chosen, while it is the promoter's."""
    if not chosen.get("project"):
        return None
    rows = Project.objects.filter(pk=chosen["project"], promoter=organisation)
    return rows.select_related("extension", "lot__call").first()


def keep(
    rows: Sequence[Row], organisation: Organisation, options: Options, by: User
) -> dict[str, int]:
    """Keep new lines in the drafts of a project and year, opened where there is none, each with
    its history. In the caller's transaction.

    Raises PermissionDenied, also for a project that is not the promoter's any more;
    ValidationError and Refused as `open_claim`, and Refused(submitted_already).
    """
    require_role(by, COORDINATOR)
    project = project_of(options, organisation)
    if project is None or by.acting is None or by.acting.organisation != organisation:
        raise PermissionDenied
    locked(Project.objects.visible_to(by), project)
    require_year(project, options["year"])
    categories: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        categories[row["category"]].append(row)
    acts: list[tuple[str, str, str, dict[str, Any]]] = []
    opened = 0
    for category, its_rows in categories.items():
        claim = draft_for(project, options["year"], category, by)
        if claim._state.adding:
            save(claim)
            opened += 1
            acts.append(("claim.opened", claim._meta.label_lower, str(claim.pk), {}))
        keep_lines(claim, its_rows, by)
        told = {"lines": len(its_rows)}
        acts.append(("claim.lines_imported", claim._meta.label_lower, str(claim.pk), told))
    # Once all is stored: from here on every other page waits to add to the record.
    record_all(acts, by=by)
    return {"lines": len(rows), "claims": opened}


def draft_for(project: Project, year: int, category: str, by: User) -> Claim:
    """The claim that takes lines, a new one that is not stored where there is none."""
    rows = Claim.objects.filter(project=project, year=year, category=category)
    found = rows.select_for_update(no_key=True, of=("self",)).first()
    if found is None:
        return draft_of(project, year, category, by)
    if found.declared_on is not None:
        message = _("Deze declaratie is ingediend: er verandert niets meer aan.")
        raise Refused("submitted_already", message)
    return found


def keep_lines(claim: Claim, rows: Sequence[Row], by: User) -> None:
    last = claim.lines.aggregate(last=Max("number"))["last"] or 0
    lines = [
        ClaimLine(
            claim=claim,
            number=number,
            staff_id=row["staff"],
            entered_by=by,
            invoice_key=claiming.invoice_key(row["supplier"], row["invoice_number"]),
            **{name: row[name] for name in KEPT},
        )
        for number, row in enumerate(rows, start=last + 1)
    ]
    with_history(ClaimLine, lines, by=by)
