"""Facts of money: grants, claims, settlements and payments."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from programmes.amounts import GRANTED, PAID
from programmes.choices import GrantKind
from programmes.models import ClaimLine, Grant, Payment, Settlement, SettlementCorrection
from reporting.facts import Fact
from reporting.gathering.basis import BATCH, At, Name, known
from reporting.selection import Selection


def grants(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    rows = Grant.objects.confirmed().filter(
        project__in=selection.ids, decided_on__lte=selection.as_of
    )
    for pk, project, kind, decided_on, amount in _amounts(rows, GRANTED, "decided_on"):
        extends = {"granted_by_extension": amount} if kind == GrantKind.EXTENSION else {}
        yield _money(
            "grant",
            name("grant", pk),
            places[project],
            {"granted": amount} | extends,
            decided_on,
            kind=kind,
        )


def _amounts(rows: Any, amount: Any, day: str, kind: str = "kind") -> Any:
    signed = rows.order_by().annotate(signed=amount)
    return signed.values_list("pk", "project", kind, day, "signed").iterator(BATCH)


def _money(
    kind: str,
    name: str,
    place: dict[str, Any],
    adds: dict[str, Decimal],
    day: date,
    /,
    **source: Any,
) -> Fact:
    values = {measure: str(amount) for measure, amount in adds.items()}
    own = dict.fromkeys(adds, day.isoformat())
    return Fact(kind, name, place, adds, own, {"on": day.isoformat(), **values, **source})


def claims(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    as_of = selection.as_of
    rows = ClaimLine.objects.filter(
        claim__project__in=selection.ids, claim__declared_on__lte=as_of
    ).order_by()
    for (
        pk,
        project,
        year,
        category,
        declared_on,
        controlled_on,
        declared,
        accepted,
    ) in rows.values_list(
        *("pk", "claim__project", "claim__year", "claim__category", "claim__declared_on"),
        *("claim__controlled_on", "amount_declared", "amount_accepted"),
    ).iterator(BATCH):
        controlled = known(controlled_on, as_of)
        found = {"accepted": accepted} if controlled and accepted is not None else {}
        yield _money(
            "claim",
            name("claimline", pk),
            places[project],
            {"declared": declared} | found,
            declared_on,
            year=year,
            category=category,
            controlled_on=controlled,
        )


def settlements(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    as_of, ids = selection.as_of, selection.ids
    settled = Settlement.objects.confirmed().filter(project__in=ids, settled_on__lte=as_of)
    for pk, project, year, day, amount in settled.order_by().values_list(
        "pk", "project", "year", "settled_on", "amount"
    ):
        adds = {"settled": amount}
        yield _money("settlement", name("settlement", pk), places[project], adds, day, year=year)
    corrected = SettlementCorrection.objects.confirmed().filter(
        settlement__project__in=ids, corrected_on__lte=as_of
    )
    for pk, project, day, amount in corrected.order_by().values_list(
        "pk", "settlement__project", "corrected_on", "amount"
    ):
        adds = {"settled": amount}
        yield _money("correction", name("settlementcorrection", pk), places[project], adds, day)


def payments(selection: Selection, name: Name, places: At) -> Iterator[Fact]:
    rows = Payment.objects.filter(project__in=selection.ids, paid_on__lte=selection.as_of)
    for pk, project, kind, paid_on, amount in _amounts(rows, PAID, "paid_on"):
        yield _money(
            "payment", name("payment", pk), places[project], {"paid": amount}, paid_on, kind=kind
        )
