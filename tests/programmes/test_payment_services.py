"""Payments: decided, listed once for the ledger, and paid within what was granted."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.models import Payment, PaymentList
from tests.cast import play, project_of
from tests.factories import GrantFactory, PaymentFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db
TODAY, GRANTED = date(2022, 4, 1), Decimal(1000)


@pytest.fixture
def project():
    project = project_of()
    GrantFactory(project=project, amount=GRANTED)
    return project


def enter(project, by="max", **values):
    asked = {"kind": "advance", "amount": Decimal(400)} | values
    return services.enter_payment(project, by=play(by), **asked)


def pay(payment, by="mia", **values):
    return services.pay(payment, by=play(by), **values)


class TestEntering:
    def test_it_works(self, project):
        payment = enter(project)
        assert (payment.decided_on, payment.paid_on, payment.entered_by) == (
            TODAY,
            None,
            play("max"),
        )

    def test_no_cent_more_than_was_granted_with_what_waits(self, project):
        enter(project)
        assert refusal(enter, project, kind="balance", amount=Decimal("600.01")) == (
            "paid_above_granted"
        )
        assert enter(project, kind="balance", amount=Decimal(600)).amount == 600

    def test_no_more_is_recovered_than_was_paid(self, project):
        advance = enter(project)
        assert refusal(enter, project, kind="recovery") == "recovered_above_paid"
        pay(advance)
        assert enter(project, kind="recovery").amount == 400

    def test_a_recovery_that_waits_frees_no_room(self, project):
        pay(enter(project, amount=GRANTED))
        enter(project, kind="recovery")
        assert refusal(enter, project, kind="balance") == "paid_above_granted"

    def test_one_of_a_kind_a_day(self, project):
        enter(project)
        assert refusal(enter, project, amount=Decimal(1)) == "payment_exists"

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"amount": Decimal(0)}, "amount"),
            ({"amount": Decimal(-1)}, "amount"),
            ({"kind": "gift"}, "kind"),
            ({"decided_on": date(2022, 4, 2)}, "decided_on"),
        ],
    )
    def test_bad_values_are_told_at_the_field(self, project, values, field):
        assert faulty_fields(enter, project, **values) == [field]

    @pytest.mark.parametrize("who", ["alice", "vera", "frank", "ann"])
    def test_only_by_a_manager(self, project, who):
        with pytest.raises(PermissionDenied):
            enter(project, by=who)


class TestPaying:
    def test_it_works(self, project):
        assert pay(enter(project)).paid_on == TODAY

    def test_once(self, project):
        payment = pay(enter(project))
        assert refusal(pay, payment) == "paid_already"

    def test_not_before_it_was_decided_and_not_to_come(self, project):
        payment = enter(project, decided_on=date(2022, 3, 10))
        for day in (date(2022, 3, 9), date(2022, 4, 2)):
            assert faulty_fields(pay, payment, paid_on=day) == ["paid_on"]
        assert pay(payment, paid_on=date(2022, 3, 10)).paid_on == date(2022, 3, 10)

    def test_not_before_it_was_granted(self, project):
        payment = enter(project, decided_on=date(2022, 3, 10))
        project.grants.update(decided_on=date(2022, 3, 20))
        assert refusal(pay, payment, paid_on=date(2022, 3, 15)) == "paid_above_granted"


class TestWithdrawing:
    def test_it_works(self, project):
        services.withdraw_payment(enter(project), by=play("mia"))
        assert not Payment.objects.exists()

    def test_not_once_it_is_paid_or_listed(self, project):
        paid = pay(enter(project))
        assert refusal(services.withdraw_payment, paid, by=play("max")) == "paid_already"
        listed = enter(project, kind="balance")
        services.make_payment_list(by=play("max"))
        assert refusal(services.withdraw_payment, listed, by=play("max")) == "listed_already"


class TestListing:
    def test_it_works(self, project):
        first, second = enter(project), enter(project, kind="balance")
        made = services.make_payment_list(by=play("max"))
        assert (made.number, made.made_on) == (1, TODAY)
        assert set(made.payments.all()) == {first, second}

    def test_each_payment_goes_on_one_list(self, project):
        enter(project)
        services.make_payment_list(by=play("max"))
        assert refusal(services.make_payment_list, by=play("mia")) == "nothing_to_list"
        later = enter(project, kind="balance")
        made = services.make_payment_list(by=play("mia"))
        assert (made.number, list(made.payments.all())) == (2, [later])

    def test_what_was_loaded_as_paid_is_not_sent_to_the_ledger(self, project):
        PaymentFactory(project=project)
        waiting = PaymentFactory(project=project, kind="balance", paid_on=None)
        assert list(services.make_payment_list(by=play("max")).payments.all()) == [waiting]

    def test_only_by_a_manager(self, project):
        enter(project)
        with pytest.raises(PermissionDenied):
            services.make_payment_list(by=play("alice"))
        assert not PaymentList.objects.exists()
