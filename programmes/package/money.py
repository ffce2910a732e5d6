"""grants.csv, claims.csv, settlements.csv and payments.csv."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from m2w import bulk
from m2w.data_package import kinds
from m2w.data_package.facts import Facts
from m2w.data_package.faults import Faults, PackageRefused
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order
from programmes.choices import CostCategory, GrantKind, PaymentKind
from programmes.limits import ZERO, granted
from programmes.models import Claim, ClaimLine, Grant, Payment, Settlement
from programmes.money_triggers import REFUSAL
from programmes.package.facts import ClaimFacts, GrantFacts, PaymentFacts, SettlementFacts


class ConfirmedTable(Table):
    """Rows that two people enter and confirm. Loaded ones are confirmed, whoever entered what
    stood there before; others stay at home."""

    def dumped(self) -> QuerySet[Any]:
        return self.queryset().filter(confirmed_at__isnull=False)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        nobody = {"entered_by_id": None, "confirmed_by_id": None}
        for values in super().attributes(rows, facts):
            yield {**values, **nobody, "confirmed_at": timezone.now()}


@contextmanager
def within_granted(table: Table) -> Iterator[None]:
    """What the database refuses is a fault of the package: it holds more than a package tells,
    such as corrections. Raises PackageRefused."""
    try:
        yield
    except IntegrityError as error:
        if REFUSAL not in str(error):
            raise
        faults = Faults([table.file])
        text = _("er is meer afgerekend dan er toegekend is, met wat al in de databank staat")
        faults.add(table.file, "settled_above_granted", text)
        raise PackageRefused(faults) from error


class GrantTable(ConfirmedTable):
    """What lowers the granted sum is written last: the database looks at each row by itself, and
    settlements may be lowered along."""

    name = "grants"
    model = Grant
    key = ("project", "kind", "decided_on")
    facts = GrantFacts
    fields = (
        reference("project", "projects"),
        Field("kind", kinds.choice(GrantKind.values), required=True),
        Field("decided_on", kinds.DATE, required=True),
        Field("amount", kinds.AMOUNT, required=True),
        Field("months", kinds.integer(0, 240)),
    )

    def __init__(self) -> None:
        super().__init__()
        self._lowered: list[Row] = []
        self._decreases: list[Row] = []

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        lower = [row for row in rows if row["kind"] == GrantKind.DECREASE]
        self._decreases += lower
        super().insert([row for row in rows if row not in lower], facts)

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        stored = self.found(rows) if rows else {}
        for row in rows:
            before = stored[self.key_of(row)]["amount"]
            added = granted(row["kind"], row["amount"]) - granted(row["kind"], before)
            if added < ZERO:
                self._lowered.append(row)
            else:
                super().change([row], facts)

    def finish(self, facts: Facts) -> None:
        with within_granted(self):
            super().change(self._lowered, facts)
            super().insert(self._decreases, facts)


class SettlementTable(ConfirmedTable):
    """What is lowered is written first, for what is raised along with it."""

    name = "settlements"
    model = Settlement
    key = ("project", "year")
    facts = SettlementFacts
    fields = (
        reference("project", "projects"),
        Field("year", kinds.YEAR, required=True),
        Field("amount", kinds.AMOUNT, required=True),
        Field("settled_on", kinds.DATE, required=True),
    )

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        with within_granted(self):
            super().insert(rows, facts)

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        stored = self.found(rows) if rows else {}

        def added(row: Row) -> Decimal:
            more: Decimal = row["amount"] - stored[self.key_of(row)]["amount"]
            return more

        with within_granted(self):
            super().change(sorted(rows, key=added), facts)


class PaymentTable(Table):
    name = "payments"
    model = Payment
    key = ("project", "kind", "decided_on")
    facts = PaymentFacts
    fields = (
        reference("project", "projects"),
        Field("kind", kinds.choice(PaymentKind.values), required=True),
        Field("decided_on", kinds.DATE, required=True),
        Field("paid_on", kinds.DATE),
        Field("amount", kinds.AMOUNT, required=True),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "decided_on", "paid_on")


class ClaimTable(Table):
    """A claim's amounts are the sums of its lines; a row of the package loads as one line."""

    name = "claims"
    model = Claim
    facts = ClaimFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("project", "projects"),
        Field("year", kinds.YEAR, required=True),
        Field("category", kinds.choice(CostCategory.values), required=True),
        Field("amount_declared", kinds.AMOUNT, required=True, source="declared"),
        Field("declared_on", kinds.DATE, required=True),
        Field("amount_accepted", kinds.AMOUNT, source="accepted"),
        Field("controlled_on", kinds.DATE),
        Field("control_reason", kinds.text()),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "declared_on", "controlled_on")
        accepted = row["amount_accepted"]
        if accepted is not None and accepted > row["amount_declared"]:
            text = _("aanvaard is nooit meer dan ingediend")
            yield Objection("amount_accepted", "accepted_above_declared", text)
        if (accepted is None) != (row["controlled_on"] is None):
            text = _("een aanvaard bedrag en de datum van de controle horen samen")
            yield Objection("controlled_on", "control_incomplete", text)

    def queryset(self) -> QuerySet[Claim]:
        return Claim.objects.annotate(
            declared=Sum("lines__amount_declared"), accepted=Sum("lines__amount_accepted")
        ).order_by()

    def dumped(self) -> QuerySet[Claim]:
        return self.queryset().filter(declared_on__isnull=False)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        for values in super().attributes(rows, facts):
            del values["amount_declared"], values["amount_accepted"]
            yield values

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        super().insert(rows, facts)
        self._insert_lines(rows)

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        super().change(rows, facts)
        ClaimLine.objects.filter(claim__code__in=[row["code"] for row in rows]).delete()
        self._insert_lines(rows)

    def _insert_lines(self, rows: Sequence[Row]) -> None:
        codes = [row["code"] for row in rows]
        ids = dict(Claim.objects.filter(code__in=codes).values_list("code", "pk"))
        bulk.insert(
            ClaimLine,
            [
                {
                    "claim_id": ids[row["code"]],
                    "amount_declared": row["amount_declared"],
                    "amount_accepted": row["amount_accepted"],
                }
                for row in rows
            ],
        )
