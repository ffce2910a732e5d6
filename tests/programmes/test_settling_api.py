"""The control actions of /api/v1/claims/, /api/v1/settlements/ and /api/v1/payments/."""

from datetime import date
from decimal import Decimal

import pytest

from programmes import services
from programmes.models import Payment, Settlement
from tests.cast import STRANGER, play, project_of
from tests.factories import (
    ClaimFactory,
    ClaimLineFactory,
    GrantFactory,
    PaymentFactory,
    SettlementFactory,
)

pytestmark = pytest.mark.django_db
CLAIMS, SETTLEMENTS, PAYMENTS = (
    f"/api/v1/{name}/" for name in ("claims", "settlements", "payments")
)


def post(client, address, **sent):
    return client.post(address, sent, format="json")


class TestControl:
    @pytest.fixture
    def claim(self):
        claim = ClaimFactory(project=project_of(), line=None)
        for number in (1, 2, 3):
            ClaimLineFactory(claim=claim, number=number, amount_declared=Decimal(100))
        return claim

    def on_line(self, client, claim, act, number=1, **sent):
        line = claim.lines.get(number=number)
        return post(client, f"{CLAIMS}{claim.pk}/lines/{line.pk}/{act}/", **sent)

    def test_it_works(self, api, claim):
        client = api("max")
        answer = self.on_line(client, claim, "judge", amount_accepted="60.50", reason="Te veel")
        assert answer.status_code == 200
        told = answer.json()
        assert (told["amount_accepted"], told["control_reason"]) == ("60.50", "Te veel")
        assert post(client, f"{CLAIMS}{claim.pk}/close_control/").json()["code"] == "not_judged"
        assert post(client, f"{CLAIMS}{claim.pk}/accept_rest/").json()["judged"] == 3
        closed = post(client, f"{CLAIMS}{claim.pk}/close_control/", reason="In orde").json()
        assert (closed["controlled_on"], closed["control_reason"]) == ("2022-04-01", "In orde")
        assert self.on_line(client, claim, "judge", amount_accepted="1").status_code == 409

    def test_a_sample_with_what_it_found(self, api, claim):
        client = api("max")
        sent = {"method": "random", "size": 2, "seed": "zaad"}
        drawn = post(client, f"{CLAIMS}{claim.pk}/draw_sample/", **sent).json()
        assert (drawn["to_judge"], drawn["sample"]["seed"]) == (2, "zaad")
        inside = drawn["sample"]["lines"][0]
        self.on_line(client, claim, "judge", inside, amount_accepted="50", reason="Te veel")
        told = client.get(f"{CLAIMS}{claim.pk}/control/").json()
        assert told["sample"]["error_pct"] == "50.0"
        assert told["sample"]["lines_with_error"] == told["judged"] == 1

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({}, "amount_accepted"),
            ({"amount_accepted": "100.01"}, "amount_accepted"),
            ({"amount_accepted": "-1"}, "amount_accepted"),
            ({"amount_accepted": "1e2"}, "amount_accepted"),
            ({"amount_accepted": "10.005"}, "amount_accepted"),
            ({"amount_accepted": 10.5}, "amount_accepted"),
            ({"amount_accepted": "10"}, "reason"),
            ({"amount_accepted": "10", "reason": "a\0b"}, "reason"),
            ({"amount_accepted": "100", "verdict": "accept"}, "verdict"),
        ],
    )
    def test_bad_input_is_told_at_the_field(self, api, claim, sent, field):
        answer = self.on_line(api("max"), claim, "judge", **sent)
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [field]

    def test_proof_is_asked_and_given(self, api, claim):
        self.on_line(api("max"), claim, "ask_proof", question="Welke factuur?")
        self.on_line(api("max"), claim, "judge", amount_accepted="1.00", reason="Onleesbaar")
        self.on_line(api("max"), claim, "ask_proof", question="Welke factuur?")
        told = self.on_line(api("alice"), claim, "answer_proof", answer="Nummer 7").json()
        assert (told["amount_accepted"], told["control_reason"]) == (None, "")
        assert (told["proof_question"], told["proof_answer"]) == ("Welke factuur?", "Nummer 7")
        assert self.on_line(api("charlie"), claim, "answer_proof", answer="x").status_code == 404

    def test_a_line_of_another_claim_is_not_there(self, api, claim):
        other = ClaimFactory(project=project_of(STRANGER))
        address = f"{CLAIMS}{claim.pk}/lines/{other.lines.get().pk}/judge/"
        assert post(api("max"), address, amount_accepted="1").status_code == 404


class TestSettlements:
    @pytest.fixture
    def project(self):
        project = project_of()
        GrantFactory(project=project)
        ClaimFactory(project=project, accepted=Decimal(40000), controlled_on=date(2021, 5, 3))
        return project

    def make(self, client, of, **sent):
        return post(client, SETTLEMENTS, **{"project": str(of.pk), "year": 2020} | sent)

    def test_it_works(self, api, project):
        made = self.make(api("max"), project)
        assert made.status_code == 201
        told = made.json()
        assert (told["amount"], told["settled_on"], told["confirmed"]) == (
            "40000.00",
            "2022-04-01",
            False,
        )
        address = f"{SETTLEMENTS}{told['id']}/"
        assert post(api("max"), f"{address}confirm/").json()["code"] == "same_person"
        assert post(api("mia"), f"{address}confirm/").json()["confirmed"] is True
        assert api("alice").get(address).json()["confirmed"] is True

    def test_a_correction_by_two(self, api, project):
        entered = services.enter_settlement(project, by=play("max"), year=2020)
        services.confirm_settlement(entered, by=play("mia"))
        sent = {"amount": "-500.25", "reason": "Creditnota"}
        told = post(api("max"), f"{SETTLEMENTS}{entered.pk}/correct/", **sent).json()
        correction = told["corrections"][0]
        assert (correction["amount"], correction["confirmed"]) == ("-500.25", False)
        address = f"{SETTLEMENTS}corrections/{correction['id']}/confirm/"
        assert post(api("max"), address).status_code == 409
        assert post(api("mia"), address).json()["corrections"][0]["confirmed"] is True

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"year": "twintig"}, "year"),
            ({"amount": "1.234,56"}, "amount"),
            ({"amount": "-1"}, "amount"),
            ({"settled_on": "2022-04-02"}, "settled_on"),
            ({"currency": "USD"}, "currency"),
            ({"project": "x"}, "project"),
        ],
    )
    def test_bad_input_is_told_at_the_field(self, api, project, sent, field):
        answer = self.make(api("max"), project, **sent)
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [field]

    @pytest.mark.parametrize("amount", ["1e3", "NaN", "--1", "10.005", "", None, "1.234,5"])
    def test_a_correction_that_is_no_amount(self, api, amount):
        settlement = SettlementFactory(project=project_of())
        sent = {"amount": amount, "reason": "x"}
        answer = post(api("max"), f"{SETTLEMENTS}{settlement.pk}/correct/", **sent)
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == ["amount"]

    def test_the_list_takes_the_filters_of_the_page(self, api, project):
        SettlementFactory(project=project)
        SettlementFactory(year=2021)
        found = api("max").get(SETTLEMENTS, {"year": 2020, "confirmed": "yes"}).json()
        assert [row["project"] for row in found["results"]] == [str(project.pk)]
        assert api("alice").get(SETTLEMENTS).json()["count"] == 1
        assert api("max").get(SETTLEMENTS, {"yaer": 2020}).status_code == 400

    def test_only_a_manager_settles(self, api, project):
        assert self.make(api("eva"), project).status_code == 403
        assert not Settlement.objects.exists()


class TestPayments:
    @pytest.fixture
    def project(self):
        project = project_of()
        GrantFactory(project=project)
        return project

    def make(self, client, of, **sent):
        body = {"project": str(of.pk), "kind": "advance", "amount": "500.00"}
        return post(client, PAYMENTS, **body | sent)

    def test_it_works(self, api, project):
        client = api("max")
        made = self.make(client, project)
        assert made.status_code == 201
        told = made.json()
        assert (told["decided_on"], told["paid_on"], told["list"]) == ("2022-04-01", None, None)
        services.make_payment_list(by=play("max"))
        paid = post(client, f"{PAYMENTS}{told['id']}/pay/").json()
        assert (paid["paid_on"], paid["list"]) == ("2022-04-01", 1)
        again = post(client, f"{PAYMENTS}{told['id']}/pay/")
        assert (again.status_code, again.json()["code"]) == (409, "paid_already")

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"amount": "0"}, "amount"),
            ({"amount": "12,5"}, "amount"),
            ({"kind": "gift"}, "kind"),
            ({"decided_on": "2022-04-02"}, "decided_on"),
            ({"paid_on": "2022-04-01"}, "paid_on"),
        ],
    )
    def test_bad_input_is_told_at_the_field(self, api, project, sent, field):
        answer = self.make(api("max"), project, **sent)
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [field]

    def test_more_than_was_granted_is_refused(self, api, project):
        answer = self.make(api("max"), project, amount="200000.01")
        assert (answer.status_code, answer.json()["code"]) == (409, "paid_above_granted")

    def test_a_promoter_reads_its_own(self, api, project):
        PaymentFactory(project=project)
        PaymentFactory(project=project_of(STRANGER))
        client = api("alice")
        assert client.get(PAYMENTS).json()["count"] == 1
        assert self.make(client, project).status_code == 403
        assert Payment.objects.count() == 2
