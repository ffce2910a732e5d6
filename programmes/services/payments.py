"""Payments to a promoter and recoveries from it: decided, put on a list for the ledger, paid."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import require_choice, require_day, save
from m2w.workflow import locked
from programmes import limits, settling
from programmes.access import MANAGER
from programmes.amounts import ZERO
from programmes.choices import PaymentKind
from programmes.models import Payment, PaymentList, Project
from programmes.services.settlements import grants_of, hold
from programmes.settling import Change
from programmes.settling_texts import refuse


@transaction.atomic
def enter_payment(
    project: Project,
    *,
    by: User,
    kind: str,
    amount: Decimal,
    decided_on: date | None = None,
    code: str = "",
) -> Payment:
    """Decide a payment or a recovery, today unless said. Its room is held until it is paid.

    Raises PermissionDenied; ValidationError at `kind`, `amount` (nothing, or below) or
    `decided_on` (to come, or before the project was granted anything); Refused:
    own_organisation, payment_exists, paid_above_granted, recovered_above_paid.
    """
    found = hold(project, by=by)
    day = require_day(decided_on, date.min, periods.today(), "decided_on")
    if amount <= ZERO:
        raise ValidationError({"amount": [_("Een bedrag is meer dan nul.")]})
    payment = Payment(
        project=found,
        kind=require_choice(kind, PaymentKind.values, "kind"),
        decided_on=day,
        amount=amount,
        entered_by=by,
    )
    payment.code = code or payment.code
    same = found.payments.filter(kind=kind, decided_on=day)
    refuse("payment_exists" if same.exists() else "")
    refuse_beyond(payment)
    save(payment)
    record("payment.entered", by=by, about=payment)
    return payment


@transaction.atomic
def pay(payment: Payment, *, by: User, paid_on: date | None = None) -> Payment:
    """Note that it was paid, today unless said.

    Raises PermissionDenied; ValidationError at `paid_on` (before the decision, or to come);
    Refused: own_organisation, paid_already, paid_above_granted, recovered_above_paid.
    """
    hold(payment.project, by=by)
    found = locked(Payment.objects.editable_by(by), payment)
    refuse("paid_already" if found.paid_on else "")
    found.paid_on = require_day(paid_on, found.decided_on, periods.today(), "paid_on")
    refuse_beyond(found)
    save(found)
    record("payment.paid", by=by, about=found)
    return found


@transaction.atomic
def withdraw_payment(payment: Payment, *, by: User) -> None:
    """Take away a payment that is on no list and was not paid; its history stays.

    Raises PermissionDenied; Refused: own_organisation, paid_already, listed_already.
    """
    hold(payment.project, by=by)
    found = locked(Payment.objects.editable_by(by), payment)
    refuse("paid_already" if found.paid_on else "")
    refuse("listed_already" if found.listed_in_id else "")
    found.begin_history()
    remember(found, by)
    record("payment.withdrawn", by=by, about=found)
    found.delete()


@transaction.atomic
def make_payment_list(*, by: User) -> PaymentList:
    """Put every payment that is on no list yet on the next one.

    The payments are held: of two at once the second finds what the first left. Raises
    PermissionDenied; Refused: nothing_to_list.
    """
    require_role(by, MANAGER)
    rows = Payment.objects.editable_by(by).to_list().order_by("pk")
    payments = list(rows.select_for_update(no_key=True, of=("self",)))
    refuse("" if payments else "nothing_to_list")
    last = PaymentList.objects.aggregate(last=Max("number"))["last"] or 0
    made = PaymentList(number=last + 1, made_on=periods.today(), made_by=by)
    save(made)
    for payment in payments:
        payment.listed_in = made
        save(payment)
    record("payment_list.made", by=by, about=made, details={"payments": len(payments)})
    return made


def change_of(payment: Payment) -> Change:
    """What a payment does to what was paid: what is not paid yet counts as of today."""
    on = payment.paid_on or max(payment.decided_on, periods.today())
    amount = limits.paid(payment.kind, payment.amount)
    return Change(on, amount, counts=payment.paid_on is not None)


def refuse_beyond(payment: Payment) -> None:
    """Raises Refused when a payment does not fit beside the others of its project."""
    others = payment.project.payments.exclude(pk=payment.pk)
    changes = [change_of(one) for one in [*others, payment]]
    code = settling.why_not_within(changes, grants_of(payment.project))
    words = {"above_granted": "paid_above_granted", "below_zero": "recovered_above_paid", "": ""}
    refuse(words[code])
