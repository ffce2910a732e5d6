"""How settlements, corrections, payments and payment lists show in lists."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.marks import Mark
from m2w.tables import Column
from programmes import limits
from programmes.models import Payment, PaymentList, Settlement
from programmes.models.grants import TwoPeopleModel

CONFIRMED = Mark(_("bevestigd"), "check-c", "ok")
TO_CONFIRM = Mark(_("te bevestigen"), "clock", "wait")
PAID = Mark(_("betaald"), "check-c", "ok")
LISTED = Mark(_("op een betaallijst"), "doc", "info")
DECIDED = Mark(_("beslist"), "clock", "wait")


def confirmation_mark(row: TwoPeopleModel) -> Mark:
    return CONFIRMED if row.counts else TO_CONFIRM


def payment_mark(payment: Payment) -> Mark:
    if payment.paid_on:
        return PAID
    return LISTED if payment.listed_in_id else DECIDED


def settlement_url(settlement: Settlement) -> str:
    return reverse("settlement", args=[settlement.pk])


def settle_url(row: Any) -> str:
    return reverse("settlement_enter", args=[row.project.pk, row.year])


def list_url(row: PaymentList) -> str:
    return reverse("payment_list", args=[row.pk])


def list_name(row: PaymentList) -> str:
    return str(_("Betaallijst %(number)s") % {"number": row.number})


SETTLEMENTS = [
    Column(
        _("Project"),
        lambda settlement: settlement.project.name,
        url=settlement_url,
        note=lambda settlement: settlement.project.promoter.name,
        of=("project",),
    ),
    Column(_("Jaar"), "year"),
    Column(_("Afgerekend op"), "settled_on", "date"),
    Column(_("Afgerekend in euro"), "amount", "amount"),
    Column(_("Correcties in euro"), "corrected", "amount"),
    Column(_("Stand"), confirmation_mark, "mark"),
]
TO_SETTLE = [
    Column(
        _("Project"),
        lambda row: row.project.name,
        url=settle_url,
        note=lambda row: row.project.promoter.name,
    ),
    Column(_("Jaar"), "year"),
    Column(_("Aanvaard in euro"), "accepted", "amount"),
]


def signed(payment: Payment) -> Decimal:
    """As it adds up: a recovery subtracts."""
    return limits.paid(payment.kind, payment.amount)


PROJECT_OF_PAYMENT = Column(
    _("Project"),
    lambda payment: payment.project.name,
    note=lambda payment: payment.project.promoter.name,
    of=("project",),
)
PAYMENTS = [
    PROJECT_OF_PAYMENT,
    Column(_("Soort"), "get_kind_display"),
    Column(_("Beslist op"), "decided_on", "date"),
    Column(_("Betaald op"), "paid_on", "date"),
    Column(_("Bedrag in euro"), signed, "amount"),
    Column(_("Stand"), payment_mark, "mark"),
]
PAYMENT_LISTS = [
    Column(_("Betaallijst"), list_name, url=list_url),
    Column(_("Gemaakt op"), "made_on", "date"),
    Column(_("Betalingen"), "count", "count"),
    Column(_("Bedrag in euro"), "total", "amount"),
]
