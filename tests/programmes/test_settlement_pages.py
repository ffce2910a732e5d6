"""Settling a year on pages: two managers, the letter, corrections, and the balance."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document

from m2w.audit.models import Entry
from programmes import services
from programmes.models import Payment, Settlement
from tests.cast import STRANGER, play, project_of
from tests.factories import (
    ClaimFactory,
    ClaimLineFactory,
    GrantFactory,
    PaymentFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    """Of Core: 40.000 of 50.000 euro accepted of 2020, and 30.000 paid."""
    project = project_of()
    GrantFactory(project=project)
    claim = ClaimFactory(project=project, line=None, controlled_on=date(2021, 5, 3))
    for number, accepted in ((1, 25000), (2, 15000)):
        ClaimLineFactory(
            claim=claim,
            number=number,
            amount_declared=Decimal(25000),
            amount_accepted=Decimal(accepted),
            control_reason="" if accepted == 25000 else "Dubbele factuur <&>",
        )
    PaymentFactory(project=project, amount=Decimal(30000))
    return project


@pytest.fixture
def settled(project):
    entered = services.enter_settlement(project, by=play("max"), year=2020)
    return services.confirm_settlement(entered, by=play("mia"))


def page(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, *args, **sent):
    return client.post(reverse(name, args=args), sent)


class TestWhatCanBeSettled:
    def test_it_works(self, browse, project):
        found = page(browse("max"), "settlements_due")
        assert reverse("settlement_enter", args=[project.pk, 2020]) in found
        assert "40.000,00" in found
        assert "Jaren om af te rekenen" in browse("max").get("/").content.decode()

    def test_not_what_waits_for_control_or_is_settled(self, browse, project):
        ClaimFactory(project=project, category="travel")
        assert "Er is geen jaar" in page(browse("max"), "settlements_due")
        project.claims.filter(category="travel").delete()
        SettlementFactory(project=project, year=2020)
        assert "Er is geen jaar" in page(browse("max"), "settlements_due")

    def test_more_projects_take_no_more_queries(self, browse, project, django_assert_num_queries):
        client = browse("max")
        with django_assert_num_queries(100, exact=False) as few:
            page(client, "settlements_due")
        for year in (2021, 2022):
            ClaimFactory(project=project_of(STRANGER), year=year, controlled_on=date(2022, 2, 1))
        with django_assert_num_queries(len(few), exact=False):
            page(client, "settlements_due")


class TestEntering:
    def test_from_proposal_to_confirmation_by_another(self, browse, project):
        max_, mia = browse("max"), browse("mia")
        assert "40.000,00" in page(max_, "settlement_enter", project.pk, 2020)
        sent = {"amount": "40.000,00", "settled_on": "01/04/2022"}
        answer = send(max_, "settlement_enter", project.pk, 2020, **sent)
        settlement = Settlement.objects.get()
        assert answer.url == reverse("settlement", args=[settlement.pk])
        assert "Iemand anders bevestigt" in page(max_, "settlement_confirm", settlement.pk)
        assert send(max_, "settlement_confirm", settlement.pk).status_code == 409
        assert send(mia, "settlement_confirm", settlement.pk).status_code == 302
        settlement.refresh_from_db()
        assert settlement.counts
        assert "bevestigd" in page(browse("alice"), "settlement", settlement.pk)

    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            ("40.000,01", "meer dan er aanvaard is"),
            ("veel", "Schrijf een bedrag"),
            ("1e9", "Schrijf een bedrag"),
            ("", "Nog niet in orde"),
            ("12,345", "Schrijf een bedrag"),
        ],
    )
    def test_bad_input_is_told_and_nothing_is_lost(self, browse, project, amount, told):
        sent = {"amount": amount, "settled_on": "01/04/2022"}
        answer = send(browse("max"), "settlement_enter", project.pk, 2020, **sent)
        assert answer.status_code in {200, 409}
        assert told in answer.content.decode()
        assert amount in answer.content.decode()

    def test_what_is_missing_is_named(self, browse, project):
        ClaimFactory(project=project, category="travel")
        found = page(browse("max"), "settlement_enter", project.pk, 2020)
        assert "Nog niet gecontroleerd: verplaatsing." in found

    def test_a_year_without_costs(self, browse, project):
        found = page(browse("max"), "settlement_enter", project.pk, 99999)
        assert "geen kosten ingediend" in found

    def test_one_that_waits_can_be_withdrawn(self, browse, project):
        entered = services.enter_settlement(project, by=play("max"), year=2020)
        answer = send(browse("max"), "settlement_withdraw", entered.pk)
        assert answer.url == reverse("settlements")
        assert not Settlement.objects.exists()


class TestTheList:
    def test_it_works(self, browse, settled):
        found = page(browse("frank"), "settlements")
        assert settled.project.name in found
        assert "€\xa040.000,00" in found

    def test_its_sum_is_as_of_a_day_with_the_corrections_of_then(self, browse):
        settlement = SettlementFactory()
        SettlementCorrectionFactory(settlement=settlement, corrected_on=date(2021, 9, 1))
        SettlementFactory(settled_on=date(2021, 12, 1), amount=Decimal(7))
        client = browse("max")
        for as_of, total in (
            ("2021-06-01", "€\xa048.000,00"),
            ("2021-09-01", "€\xa047.500,00"),
            ("2021-12-01", "€\xa047.507,00"),
        ):
            assert total in page(client, "settlements", query=f"?as_of={as_of}")
        code = settlement.project.code
        assert "€\xa047.500,00" in page(client, "settlements", query=f"?project={code}")
        assert "€\xa047.500,00" not in page(client, "settlements", query="?year=2019")

    def test_what_waits_is_told_apart(self, browse, project):
        services.enter_settlement(project, by=play("max"), year=2020)
        found = page(browse("max"), "settlements")
        assert "Nog te bevestigen" in found
        assert "Afrekeningen te bevestigen" in browse("mia").get("/").content.decode()

    def test_more_settlements_take_no_more_queries(
        self, browse, settled, django_assert_num_queries
    ):
        client = browse("max")
        with django_assert_num_queries(100, exact=False) as few:
            page(client, "settlements")
        for _n in range(3):
            SettlementCorrectionFactory()
        with django_assert_num_queries(len(few), exact=False):
            page(client, "settlements")


class TestOneSettlement:
    def test_its_promoter_sees_what_it_follows_from(self, browse, settled):
        found = page(browse("alice"), "settlement", settled.pk)
        for words in ("50.000,00", "10.000,00", "te betalen", "Brief"):
            assert words in found
        assert "Saldo uitbetalen" not in found

    def test_who_reads_no_claims_sees_the_amount_only(self, browse, settled):
        found = page(browse("frank"), "settlement", settled.pk)
        assert "40.000,00" in found
        for words in ("50.000,00", "30.000,00", "te betalen", "Brief"):
            assert words not in found

    def test_the_balance_is_paid_from_there(self, browse, settled):
        client = browse("max")
        assert "Saldo uitbetalen" in page(client, "settlement", settled.pk)
        assert 'value="10.000,00"' in page(client, "settlement_pay", settled.pk)
        sent = {"kind": "balance", "amount": "10.000,00", "decided_on": "01/04/2022"}
        assert send(client, "settlement_pay", settled.pk, **sent).status_code == 302
        assert Payment.objects.get(kind="balance").amount == 10000
        found = page(client, "settlement", settled.pk)
        assert "Saldo uitbetalen" not in found
        assert "Al beslist, nog niet betaald" in found

    def test_too_much_paid_is_recovered(self, browse, settled):
        PaymentFactory(project=settled.project, kind="balance", amount=Decimal(15000))
        found = page(browse("max"), "settlement", settled.pk)
        assert "terug te vorderen" in found
        assert "Saldo terugvorderen" in found

    def test_a_correction_by_two(self, browse, settled):
        max_, mia = browse("max"), browse("mia")
        sent = {"direction": "less", "amount": "500", "corrected_on": "01/04/2022"}
        bad = send(max_, "settlement_correct", settled.pk, **sent, reason="")
        assert bad.status_code == 200
        assert 'value="500"' in bad.content.decode()
        send(max_, "settlement_correct", settled.pk, **sent, reason="Een creditnota")
        correction = settled.corrections.get()
        assert correction.amount == -500
        assert "Intrekken" in page(max_, "settlement", settled.pk)
        assert "Een creditnota" in page(mia, "correction_confirm", correction.pk)
        assert send(max_, "correction_confirm", correction.pk).status_code == 409
        assert send(mia, "correction_confirm", correction.pk).status_code == 302
        assert "39.500,00" in page(browse("alice"), "settlement", settled.pk)

    def test_a_correction_that_waits_can_be_withdrawn(self, browse, settled):
        correction = services.enter_correction(
            settled, by=play("max"), amount=Decimal(-5), reason="Fout"
        )
        send(browse("max"), "correction_withdraw", correction.pk)
        assert not settled.corrections.exists()


class TestTheLetter:
    def letter(self, client, settlement):
        answer = client.get(reverse("settlement_letter", args=[settlement.pk]))
        assert answer.status_code == 200
        return answer, Document(io.BytesIO(answer.content))

    def words(self, document):
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])

    def test_it_works(self, browse, settled):
        answer, document = self.letter(browse("alice"), settled)
        found = self.words(document)
        for words in (
            "Afrekening 2020",
            settled.project.name,
            settled.project.promoter.name,
            "€\xa050.000,00",
            "Personeel, kost 2",
            "Dubbele factuur <&>",
            "Saldo: te betalen",
            "€\xa010.000,00",
        ):
            assert words in found
        assert "{" not in found
        assert "correcties" not in found
        name = f"afrekening-{settled.project.code}-2020.docx"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert Entry.objects.filter(action="settlement.exported").exists()

    def test_it_tells_of_corrections_and_of_the_ceiling(self, browse, project):
        project.grants.update(amount=Decimal(35000))
        entered = services.enter_settlement(project, by=play("max"), year=2020)
        services.confirm_settlement(entered, by=play("mia"))
        SettlementCorrectionFactory(settlement=entered, corrected_on=date(2022, 4, 1))
        found = self.words(self.letter(browse("max"), entered)[1])
        for words in ("€\xa035.000,00 toegekend", "€\xa034.500,00", "gecrediteerd"):
            assert words in found

    def test_not_before_it_is_confirmed(self, browse, project):
        entered = services.enter_settlement(project, by=play("max"), year=2020)
        address = reverse("settlement_letter", args=[entered.pk])
        assert browse("max").get(address).status_code == 404

    def test_in_dutch_for_everyone(self, browse, settled):
        client = browse("alice")
        client.post(reverse("language"), {"language": "en"})
        found = self.words(self.letter(client, settled)[1])
        assert "te betalen" in found
        assert "Personeel, kost 2" in found
