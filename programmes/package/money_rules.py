"""Rules of money over many rows: granted, accepted, settled and paid (domain.md 7)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.data_package.facts import Broken, Doubtful, Facts, broken
from programmes import limits
from programmes.choices import GrantKind
from programmes.package.calls import call_of, term_of
from programmes.package.facts import (
    CallFacts,
    ClaimFacts,
    ExtensionFacts,
    GrantFacts,
    PaymentFacts,
    ProjectFacts,
    SettlementFacts,
)


def extension_grants_follow_an_extension(facts: Facts) -> Iterator[Broken]:
    """A grant of kind extension and its row in extensions.csv carry the same date."""
    doubtful = facts.doubtful(ExtensionFacts, "project")
    for grant in facts.of(GrantFacts).values():
        if grant.kind != GrantKind.EXTENSION or grant.project in doubtful:
            continue
        extension = facts.of(ExtensionFacts).get(grant.project)
        if extension is None or extension.decided_on != grant.decided_on:
            text = _("er is geen verlenging van dit project met deze datum")
            places = [(grant, "decided_on")] + ([(extension, "decided_on")] if extension else [])
            yield broken("extension_grant", text, *places)


def granted_is_never_negative(facts: Facts) -> Iterator[Broken]:
    doubtful = _doubtful_grants(facts)
    for project, grants in _by_project(facts.of(GrantFacts).values()).items():
        if project in doubtful:
            continue
        if day := limits.first_day_below_zero(_granted(grants)):
            text = _("hierdoor is er minder dan nul toegekend")
            yield broken("granted_below_zero", text, *_newest(grants, "decided_on", day))


def granted_stays_within_the_budget(facts: Facts) -> Iterator[Broken]:
    """The maxima of all projects of a call together never exceed the call's budget."""
    per_call: dict[str, list[GrantFacts]] = defaultdict(list)
    calls: dict[str, CallFacts] = facts.of(CallFacts)
    for grant in facts.of(GrantFacts).values():
        project = facts.of(ProjectFacts).get(grant.project)
        if project and (call := call_of(facts, project.lot)):
            per_call[call.code].append(grant)
    for code, grants in per_call.items():
        if day := limits.first_day_above(_granted(grants), calls[code].budget):
            text = _("hierdoor is er meer toegekend dan het budget van de oproep")
            places = _newest(grants, "decided_on", day)
            yield broken("granted_above_budget", text, *places, (calls[code], "budget"))


def claims_are_made_once(facts: Facts) -> Iterator[Broken]:
    seen: dict[tuple[str, int, str], ClaimFacts] = {}
    for claim in facts.of(ClaimFacts).values():
        other = seen.setdefault((claim.project, claim.year, claim.category), claim)
        if other is not claim:
            text = _("voor dit project, dit jaar en deze categorie is er al een declaratie")
            yield broken("claim_twice", text, (claim, "category"), (other, "category"))


def claims_lie_within_the_term(facts: Facts) -> Iterator[Broken]:
    doubtful = facts.doubtful(ExtensionFacts, "project")
    for claim in facts.of(ClaimFacts).values():
        project = facts.of(ProjectFacts).get(claim.project)
        if project is None or project.code in doubtful:
            continue
        last_day = term_of(facts, project).last_day or project.ends_on
        if not project.starts_on.year <= claim.year <= last_day.year:
            text = _("dit jaar valt buiten de looptijd van het project")
            places = (claim, "year"), (project, "starts_on")
            yield broken("claim_outside_term", text, *places)


def settled_is_accepted(facts: Facts) -> Iterator[Broken]:
    """A year is settled for at most what was accepted of it, after the control."""
    doubtful = facts.doubtful(ClaimFacts, "project")
    claims: dict[tuple[str, int], list[ClaimFacts]] = defaultdict(list)
    for claim in facts.of(ClaimFacts).values():
        claims[claim.project, claim.year].append(claim)
    for settlement in facts.of(SettlementFacts).values():
        of_year = claims[settlement.project, settlement.year]
        accepted = sum(
            claim.amount_accepted or limits.ZERO
            for claim in of_year
            if claim.controlled_on and claim.controlled_on <= settlement.settled_on
        )
        if settlement.amount > accepted and settlement.project not in doubtful:
            text = _("er is meer afgerekend dan er voor dit jaar aanvaard is")
            places = ((claim, "amount_accepted") for claim in of_year)
            yield broken("settled_above_accepted", text, (settlement, "amount"), *places)


def settled_is_granted(facts: Facts) -> Iterator[Broken]:
    """On each day all that is settled is at most what is granted: also after a decrease."""
    grants, doubtful = _by_project(facts.of(GrantFacts).values()), _doubtful_grants(facts)
    for project, settlements in _by_project(facts.of(SettlementFacts).values()).items():
        if project in doubtful:
            continue
        settled = limits.running((row.settled_on, row.amount) for row in settlements)
        if day := limits.first_day_beyond(settled, _granted(grants[project])):
            text = _("er is meer afgerekend dan er op die dag toegekend was")
            places = _newest(settlements, "settled_on", day)
            others = ((grant, "amount") for grant in grants[project])
            yield broken("settled_above_granted", text, *places, *others)


def paid_is_granted(facts: Facts) -> Iterator[Broken]:
    grants, doubtful = _by_project(facts.of(GrantFacts).values()), _doubtful_grants(facts)
    for project, payments in _by_project(facts.of(PaymentFacts).values()).items():
        if project in doubtful:
            continue
        paid = limits.running(
            (row.paid_on, limits.paid(row.kind, row.amount)) for row in payments if row.paid_on
        )
        if day := limits.first_day_beyond(paid, _granted(grants[project])):
            text = _("er is meer betaald dan er op die dag toegekend was")
            places = _newest([row for row in payments if row.paid_on], "paid_on", day)
            others = ((grant, "amount") for grant in grants[project])
            yield broken("paid_above_granted", text, *places, *others)


def _by_project(rows: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.project].append(row)
    return grouped


def _doubtful_grants(facts: Facts) -> Doubtful:
    return facts.doubtful(GrantFacts, "project")


def _granted(grants: Iterable[GrantFacts]) -> Mapping[date, Decimal]:
    return limits.running(
        (grant.decided_on, limits.granted(grant.kind, grant.amount)) for grant in grants
    )


def _newest(rows: Iterable[Any], column: str, day: date) -> list[tuple[Any, str]]:
    """The rows dated up to a day, the latest first, each pointed at by its amount."""
    dated = [row for row in rows if getattr(row, column) <= day]
    return [
        (row, "amount") for row in sorted(dated, key=lambda r: getattr(r, column), reverse=True)
    ]


RULES = (
    extension_grants_follow_an_extension,
    granted_is_never_negative,
    granted_stays_within_the_budget,
    claims_are_made_once,
    claims_lie_within_the_term,
    settled_is_accepted,
    settled_is_granted,
    paid_is_granted,
)
