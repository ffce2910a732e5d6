"""Beside /api/v1/claims/: years, what is due, what is to be controlled, and what a line tells."""

from decimal import Decimal

import pytest

from programmes import services
from tests.cast import STRANGER, play, project_of
from tests.factories import ClaimFactory, ClaimLineFactory, CostPlanFactory, GrantFactory
from tests.programmes.claims import add, draft

pytestmark = pytest.mark.django_db
URL = "/api/v1/claims/"


@pytest.fixture
def claim():
    """Submitted, of three lines."""
    claim = ClaimFactory(project=project_of(), line=None)
    for number in (1, 2, 3):
        ClaimLineFactory(claim=claim, number=number, amount_declared=Decimal(100))
    return claim


class TestYears:
    def test_it_works(self, api, claim):
        GrantFactory(project=claim.project, amount=Decimal(109600))
        CostPlanFactory(project=claim.project, amount=Decimal(250))
        told = api("alice").get(f"/api/v1/projects/{claim.project.pk}/claim_years/2020/").json()
        assert told == {
            "project": str(claim.project.pk),
            "year": 2020,
            "due_on": "2021-03-31",
            "granted": "36600.00",
            "categories": [
                {
                    "category": "staff",
                    "claim": str(claim.pk),
                    "planned": "250.00",
                    "costs": "300.00",
                    "declared": "300.00",
                    "accepted": None,
                    "difference": "-50.00",
                }
            ],
        }

    def test_what_a_promoter_did_not_submit_is_not_vdabs(self, api):
        project = draft().project
        address = f"/api/v1/projects/{project.pk}/claim_years/2021/"
        assert len(api("alice").get(address).json()["categories"]) == 1
        assert api("max").get(address).json()["categories"] == []

    def test_a_year_or_project_that_is_not_there(self, api, claim):
        theirs = project_of(STRANGER)
        for project, year in [(claim.project, 2019), (theirs, 2020)]:
            address = f"/api/v1/projects/{project.pk}/claim_years/{year}/"
            assert api("alice").get(address).status_code == 404


class TestDue:
    def test_it_works(self, api, claim):
        project_of(STRANGER)
        client = api("alice")
        [found] = client.get(f"{URL}due/").json()["results"]
        assert found == {
            "project": str(claim.project.pk),
            "year": 2021,
            "due_on": "2022-03-31",
            "is_late": True,
        }
        assert client.get(f"{URL}due/", {"due": "late"}).json()["count"] == 1
        assert client.get(f"{URL}due/", {"due": "soon"}).json()["count"] == 0
        assert list(client.get(f"{URL}due/", {"due": "x"}).json()["errors"]) == ["due"]
        assert client.get(f"{URL}due/", {"year": "2021"}).status_code == 400
        assert api("max").get(f"{URL}due/").status_code == 403


class TestToControl:
    def test_it_works(self, api, claim):
        draft()
        services.judge_line(claim.lines.first(), by=play("max"), amount_accepted=Decimal(100))
        [found] = api("max").get(f"{URL}to_control/").json()["results"]
        assert (found["id"], found["amount_declared"]) == (str(claim.pk), "300.00")
        assert (found["to_judge"], found["judged"], found["sampled"]) == (3, 1, False)
        assert api("max").get(f"{URL}to_control/", {"year": 2021}).json()["count"] == 0
        assert api("alice").get(f"{URL}to_control/").status_code == 403


class TestWhatIsTold:
    def lines(self, client, claim):
        return client.get(f"{URL}{claim.pk}/lines/").json()["results"]

    def test_a_promoter_reads_no_sample(self, api, claim):
        services.draw_sample(claim, by=play("max"), method="random", size=2, seed="zaad")
        assert api("alice").get(f"{URL}{claim.pk}/control/").status_code == 403
        told = api("alice").get(f"{URL}{claim.pk}/")
        assert "sample" not in told.json()
        assert b"zaad" not in told.content

    def test_verdicts_are_the_controllers_until_it_is_closed(self, api, claim):
        services.judge_line(
            claim.lines.get(number=1), by=play("max"), amount_accepted=Decimal(60), reason="Te veel"
        )
        for who, told in [("max", ("60.00", "Te veel")), ("alice", (None, None))]:
            first = self.lines(api(who), claim)[0]
            assert (first["amount_accepted"], first["control_reason"]) == told
        services.accept_rest(claim, by=play("max"))
        services.close_control(claim, by=play("max"))
        assert self.lines(api("alice"), claim)[0]["amount_accepted"] == "60.00"

    def test_what_vdab_asks_stands_on_the_line(self, api, claim):
        line = claim.lines.get(number=1)
        services.ask_proof(line, by=play("max"), question="Welke factuur?")
        first = self.lines(api("alice"), claim)[0]
        assert first["proof_question"] == "Welke factuur?"
        assert first["proof_asked_on"] == "2022-04-01"
        services.answer_proof(line, by=play("alice"), answer="Nummer 7")
        answered = api("max").get(f"{URL}lines/{line.pk}/").json()
        assert (answered["proof_answer"], answered["proof_answered_on"]) == (
            "Nummer 7",
            "2022-04-01",
        )

    def test_the_documents_of_a_line(self, api, claim):
        line = claim.lines.get(number=1)
        query = {"owner_type": "claim_line", "owner": str(line.pk)}
        answer = api("alice").get("/api/v1/documents/", query)
        assert (answer.status_code, answer.json()["count"]) == (200, 0)


class TestSameInvoice:
    def test_it_works(self, api):
        line = add(draft(), invoice_number="7", supplier="Centrum")
        once_more = ClaimLineFactory(
            claim=ClaimFactory(project=line.claim.project, line=None), invoice_key=line.invoice_key
        )
        ClaimLineFactory(
            claim=ClaimFactory(project=project_of(STRANGER), line=None),
            invoice_key=line.invoice_key,
        )
        [found] = api("alice").get(f"{URL}lines/{line.pk}/same_invoice/").json()
        assert found["id"] == str(once_more.pk)
        assert len(api("max").get(f"{URL}lines/{once_more.pk}/same_invoice/").json()) == 1
        assert api("charlie").get(f"{URL}lines/{line.pk}/same_invoice/").status_code == 404


def test_as_of_a_day_only_what_was_accepted_by_it(api, claim):
    services.accept_rest(claim, by=play("max"))
    services.close_control(claim, by=play("max"))
    for query, accepted in [({}, "300.00"), ({"as_of": "2022-03-31"}, None)]:
        [found] = api("max").get(URL, query).json()["results"]
        assert (found["amount_declared"], found["amount_accepted"]) == ("300.00", accepted)
