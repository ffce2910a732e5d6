"""A payment list as the ledger of the agency takes it: the same lines each time it is asked."""

from collections.abc import Iterator

from m2w.exports import Line
from programmes.models import PaymentList

HEAD = (
    "list",
    "line",
    "kind",
    "project",
    "promoter",
    "kbo_number",
    "financing_number",
    "decided_on",
    "amount",
    "reference",
)


def reference(number: int, line: int) -> str:
    """What names a payment in the ledger: `M2W-0003-012`."""
    return f"M2W-{number:04}-{line:03}"


def lines_of(row: PaymentList) -> Iterator[Line]:
    """The header, then a line per payment: by project, day and kind. Of a recovery the amount is
    positive too, and the kind says so, as in payments.csv."""
    payments = row.payments.select_related("project__promoter", "project__lot")
    yield HEAD
    for line, payment in enumerate(payments.order_by("project__code", "decided_on", "kind"), 1):
        project = payment.project
        yield (
            row.number,
            line,
            payment.kind,
            project.code,
            project.promoter.name,
            project.promoter.kbo_number,
            project.lot.financing_number,
            payment.decided_on,
            payment.amount,
            reference(row.number, line),
        )
