"""Payments on pages: entered, listed once for the ledger, and noted as paid."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from m2w.audit.models import Entry
from programmes import services
from programmes.models import Payment, PaymentList
from tests.cast import STRANGER, play, project_of
from tests.factories import GrantFactory, PaymentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    project = project_of()
    GrantFactory(project=project)
    return project


def payment_of(project, kind="advance", amount=Decimal("1234.50")):
    return services.enter_payment(project, by=play("max"), kind=kind, amount=amount)


def page(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, *args, **sent):
    return client.post(reverse(name, args=args), sent)


class TestTheList:
    def test_it_works(self, browse, project):
        payment_of(project)
        found = page(browse("max"), "payments")
        assert project.name in found
        assert "1.234,50" in found
        assert "Beslist, nog niet betaald" in found

    def test_a_promoter_sees_its_own(self, browse, project):
        payment_of(project)
        PaymentFactory(project=project_of(STRANGER), amount=Decimal("9876.50"))
        found = page(browse("alice"), "payments")
        assert "1.234,50" in found
        assert "9.876,50" not in found
        assert "Te doen" not in found

    def test_its_sum_is_of_what_was_paid_by_a_day_less_what_was_recovered(self, browse, project):
        PaymentFactory(project=project)
        PaymentFactory(
            project=project,
            kind="recovery",
            amount=Decimal(500),
            decided_on=date(2021, 1, 10),
            paid_on=date(2021, 1, 20),
        )
        payment_of(project)
        client = browse("max")
        assert "€\xa040.000,00" in page(client, "payments", query="?as_of=2021-01-19")
        assert "€\xa039.500,00" in page(client, "payments", query="?as_of=2021-01-20")
        assert "Niets gevonden" in page(client, "payments", query="?province=70000")
        assert "€\xa0-500,00" in page(client, "payments", query="?kind=recovery")

    def test_more_payments_take_no_more_queries(self, browse, project, django_assert_num_queries):
        payment_of(project)
        client = browse("max")
        with django_assert_num_queries(100, exact=False) as few:
            page(client, "payments")
        for _n in range(4):
            PaymentFactory()
        with django_assert_num_queries(len(few), exact=False):
            page(client, "payments")


class TestEntering:
    SENT = {"kind": "advance", "amount": "€ 12,5", "decided_on": "01/04/2022"}

    def test_it_works(self, browse, project):
        answer = send(browse("max"), "payment_enter", project=project.code, **self.SENT)
        assert answer.url == reverse("payments")
        assert Payment.objects.get().amount == Decimal("12.50")

    def test_the_address_may_name_the_project(self, browse, project):
        found = page(browse("max"), "payment_enter", query=f"?project={project.code}")
        assert f'value="{project.code}" selected' in found

    @pytest.mark.parametrize(
        ("bad", "told"),
        [
            ({"amount": "300.000"}, "meer dan er op die dag toegekend"),
            ({"kind": "recovery"}, "meer dan er betaald is"),
            ({"amount": "-5"}, "Schrijf een bedrag"),
            ({"amount": "0"}, "meer dan nul"),
            ({"decided_on": "31/02/2022"}, "bestaande dag"),
            ({"decided_on": "02/04/2022"}, "Kies een dag"),
            ({"project": "niets"}, "Nog niet in orde"),
        ],
    )
    def test_bad_input_is_told_and_nothing_is_lost(self, browse, project, bad, told):
        sent = {"project": project.code} | self.SENT | bad
        answer = send(browse("max"), "payment_enter", **sent)
        assert answer.status_code in {200, 409}
        assert told in answer.content.decode()
        assert sent["amount"] in answer.content.decode()
        assert not Payment.objects.exists()


class TestPaying:
    def test_it_works(self, browse, project):
        payment = payment_of(project)
        client = browse("mia")
        assert "1.234,50" in page(client, "payment_pay", payment.pk)
        assert send(client, "payment_pay", payment.pk, paid_on="01/04/2022").status_code == 302
        assert "al uitgevoerd" in page(client, "payment_pay", payment.pk)

    def test_one_that_is_on_no_list_can_be_withdrawn(self, browse, project):
        payment = payment_of(project)
        client = browse("max")
        assert reverse("payment_withdraw", args=[payment.pk]) in page(client, "payments")
        send(client, "payment_withdraw", payment.pk)
        assert not Payment.objects.exists()


class TestTheLists:
    def test_from_payments_to_a_file(self, browse, project):
        project.lot.financing_number = "F-77"
        project.lot.save()
        payment_of(project, kind="balance", amount=Decimal(20))
        payment_of(project)
        client = browse("max")
        assert "2 betalingen staan nog op geen lijst" in page(client, "payment_lists")
        answer = send(client, "payment_list_make")
        made = PaymentList.objects.get()
        assert answer.url == reverse("payment_list", args=[made.pk])
        assert "€\xa01.254,50" in page(client, "payment_list", made.pk)
        assert "1.254,50" in page(client, "payment_lists")
        found = client.get(reverse("payment_list_csv", args=[made.pk]))
        assert found["Content-Disposition"] == 'attachment; filename="betaallijst-0001.csv"'
        rows = list(csv.DictReader(io.StringIO(found.content.decode())))
        assert [(row["kind"], row["amount"], row["reference"]) for row in rows] == [
            ("advance", "1234.50", "M2W-0001-001"),
            ("balance", "20.00", "M2W-0001-002"),
        ]
        assert {row["financing_number"] for row in rows} == {"F-77"}
        assert Entry.objects.filter(action="payment_list.exported").exists()

    def test_the_file_stays_the_same(self, browse, project):
        payment = payment_of(project)
        made = services.make_payment_list(by=play("max"))
        client = browse("max")
        before = client.get(reverse("payment_list_csv", args=[made.pk])).content
        services.pay(payment, by=play("max"))
        payment_of(project, kind="balance")
        services.make_payment_list(by=play("max"))
        assert client.get(reverse("payment_list_csv", args=[made.pk])).content == before

    def test_the_workbook_says_the_same(self, browse, project):
        payment_of(project)
        made = services.make_payment_list(by=play("max"))
        client = browse("max")
        book = load_workbook(
            io.BytesIO(client.get(reverse("payment_list_xlsx", args=[made.pk])).content)
        )
        head, row = list(book.active.iter_rows(values_only=True))
        found = dict(zip(head, row, strict=True))
        assert (found["list"], found["line"], found["amount"]) == (1, 1, 1234.5)

    def test_with_nothing_to_list_it_is_told(self, browse):
        client = browse("max")
        assert "Nog geen betaallijst" in page(client, "payment_lists")
        answer = client.post(reverse("payment_list_make"), follow=True)
        assert "geen betaling die nog niet" in answer.content.decode()

    def test_more_lists_take_no_more_queries(self, browse, project, django_assert_num_queries):
        client = browse("max")
        payment_of(project)
        services.make_payment_list(by=play("max"))
        with django_assert_num_queries(100, exact=False) as few:
            page(client, "payment_lists")
        payment_of(project, kind="balance")
        services.make_payment_list(by=play("max"))
        with django_assert_num_queries(len(few), exact=False):
            page(client, "payment_lists")
