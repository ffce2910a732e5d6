"""The pages on which VDAB controls costs, and on which a promoter proves one."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from tests.cast import STRANGER, play, project_of
from tests.factories import ClaimFactory, ClaimLineFactory, SettlementFactory

pytestmark = pytest.mark.django_db


def claim_of(code="core", lines=3, **values):
    claim = ClaimFactory(project=project_of(code), line=None, **values)
    for number in range(1, lines + 1):
        ClaimLineFactory(
            claim=claim,
            number=number,
            description=f"Kost {number} van {code}",
            amount_declared=Decimal("1234.50"),
        )
    return claim


@pytest.fixture
def claim():
    return claim_of()


def page(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def judge(client, claim, number=1, **sent):
    address = reverse("claim_line_control", args=[claim.pk, number])
    return client.post(address, {"verdict": "accept", "amount_accepted": "", "reason": ""} | sent)


class TestTheList:
    def test_it_works(self, browse, claim):
        found = page(browse("max"), "claims_to_control")
        assert claim.project.name in found
        assert "0 van 3" in found
        assert "€\xa03.703,50" in found

    def test_only_what_waits(self, browse, claim):
        claim_of(STRANGER, year=2021, declared_on=None)
        closed = claim_of(STRANGER, year=2020, controlled_on=date(2021, 6, 1))
        settled = claim_of(STRANGER, year=2022)
        SettlementFactory(project=settled.project, year=2022)
        found = page(browse("max"), "claims_to_control")
        for one in (closed, settled):
            assert reverse("claim_control", args=[one.pk]) not in found
        assert reverse("claim_control", args=[claim.pk]) in found

    def test_its_total_is_that_of_its_rows(self, browse, claim):
        claim_of(STRANGER, lines=1, year=2021)
        assert "€\xa01.234,50" in page(browse("max"), "claims_to_control", query="?year=2021")
        code = claim.project.promoter.code
        assert "€\xa03.703,50" in page(
            browse("max"), "claims_to_control", query=f"?promoter={code}"
        )

    def test_a_year_that_is_none_is_no_filter(self, browse):
        assert browse("max").get("/kosten/te-controleren/?year=abc").status_code == 400

    def test_it_is_work_that_waits(self, browse, claim):
        assert "Kosten te controleren" in browse("max").get("/").content.decode()

    def test_more_claims_take_no_more_queries(self, browse, claim, django_assert_num_queries):
        client = browse("max")
        with django_assert_num_queries(100, exact=False) as few:
            page(client, "claims_to_control")
        for year in (2021, 2022):
            claim_of(year=year)
        with django_assert_num_queries(len(few), exact=False):
            page(client, "claims_to_control")


class TestAClaim:
    def test_it_is_opened_from_the_claim(self, browse, claim):
        way = reverse("claim_control", args=[claim.pk])
        assert way in page(browse("max"), "claim", claim.pk)
        assert way not in page(browse("alice"), "claim", claim.pk)

    def test_it_works(self, browse, claim):
        found = page(browse("max"), "claim_control", claim.pk)
        assert "Kost 2 van core" in found
        assert "Volgende kost beoordelen" in found
        assert "0 van 3" in found

    def test_more_lines_take_no_more_queries(self, browse, claim, django_assert_num_queries):
        client = browse("max")
        with django_assert_num_queries(100, exact=False) as few:
            page(client, "claim_control", claim.pk)
        for number in range(4, 30):
            ClaimLineFactory(claim=claim, number=number, staff=play("carl").acting.staff)
        with django_assert_num_queries(len(few), exact=False):
            page(client, "claim_control", claim.pk)

    def test_many_lines_come_in_pages(self, browse, claim):
        for number in range(4, 110):
            ClaimLineFactory(claim=claim, number=number, description=f"Kost {number} van core")
        assert "Kost 109 van core" not in page(browse("max"), "claim_control", claim.pk)
        assert "Kost 109 van core" in page(
            browse("max"), "claim_control", claim.pk, query="?page=2"
        )

    def test_one_that_is_closed_says_so(self, browse, claim):
        services.accept_rest(claim, by=play("max"))
        services.close_control(claim, by=play("max"))
        found = page(browse("max"), "claim_control", claim.pk)
        assert "De controle is afgesloten." in found
        assert "Volgende kost" not in found

    def test_the_rest_is_accepted_and_it_is_closed(self, browse, claim):
        client = browse("max")
        assert "Nog te beoordelen" in page(client, "claim_accept_rest", claim.pk)
        client.post(reverse("claim_accept_rest", args=[claim.pk]))
        assert "Controle afsluiten" in page(client, "claim_control", claim.pk)
        answer = client.post(reverse("claim_close_control", args=[claim.pk]), {"reason": "Goed"})
        assert answer.status_code == 302
        claim.refresh_from_db()
        assert claim.control_reason == "Goed"

    def test_too_early_is_told(self, browse, claim):
        client = browse("max")
        assert "Nog niet alles is beoordeeld." in page(client, "claim_close_control", claim.pk)
        answer = client.post(reverse("claim_close_control", args=[claim.pk]), {"reason": "Goed"})
        assert answer.status_code == 409
        assert "Goed" in answer.content.decode()


class TestASample:
    def draw(self, client, claim, **sent):
        asked = {"method": "monetary", "size": "2", "seed": "zaad"} | sent
        return client.post(reverse("claim_sample", args=[claim.pk]), asked)

    def test_it_works(self, browse, claim):
        client = browse("max")
        assert self.draw(client, claim).status_code == 302
        found = page(client, "claim_control", claim.pk)
        for words in ("zaad", "elke euro even veel kans", "buiten de steekproef", "€\xa01.851,75"):
            assert words in found

    def test_its_error_rate_is_shown(self, browse, claim):
        client = browse("max")
        self.draw(client, claim, method="random", size="3")
        judge(client, claim, verdict="refuse", reason="Geen bewijs")
        judge(client, claim, 2)
        found = page(client, "claim_control", claim.pk)
        assert "50,0\xa0%" in found
        assert "1 van 2 met een fout" in found

    @pytest.mark.parametrize("size", ["0", "4", "veel", ""])
    def test_a_size_that_cannot_be_is_told(self, browse, claim, size):
        answer = self.draw(browse("max"), claim, size=size)
        assert answer.status_code == 200
        assert "zaad" in answer.content.decode()


class TestALine:
    def test_it_works(self, browse, claim):
        found = page(browse("max"), "claim_line_control", claim.pk, 2)
        assert "Kost 2 van core" in found
        assert "€\xa01.234,50" in found

    def test_from_one_verdict_to_the_next_line(self, browse, claim):
        client = browse("max")
        answer = judge(client, claim, verdict="lower", amount_accepted="1.000,25", reason="Te veel")
        assert answer.url == reverse("claim_line_control", args=[claim.pk, 2])
        line = claim.lines.get(number=1)
        assert (line.amount_accepted, line.control_reason) == (Decimal("1000.25"), "Te veel")
        judge(client, claim, 2)
        assert judge(client, claim, 3).url == reverse("claim_control", args=[claim.pk])

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"verdict": "lower", "reason": "x"}, "Vul het bedrag in"),
            (
                {"verdict": "lower", "amount_accepted": "1.234,51", "reason": "x"},
                "nooit meer dan ingediend",
            ),
            (
                {"verdict": "lower", "amount_accepted": "1,234.50", "reason": "x"},
                "Schrijf een bedrag",
            ),
            ({"verdict": "lower", "amount_accepted": "-1", "reason": "x"}, "Schrijf een bedrag"),
            ({"verdict": "refuse"}, "Zeg waarom"),
            ({"verdict": "accept", "amount_accepted": "1.000,25"}, "Kies “verlagen”"),
            ({"verdict": "refuse", "amount_accepted": "1.000,25"}, "Kies “verlagen”"),
            ({"verdict": "maybe"}, "Nog niet in orde"),
        ],
    )
    def test_bad_input_is_told_and_nothing_is_lost(self, browse, claim, sent, told):
        answer = judge(browse("max"), claim, **sent)
        assert answer.status_code == 200
        assert told in answer.content.decode()
        assert sent.get("amount_accepted", "") in answer.content.decode()

    def test_the_amount_of_the_verdict_before_says_nothing(self, browse, claim):
        client = browse("max")
        judge(client, claim, verdict="lower", amount_accepted="1.000,25", reason="Te veel")
        judge(client, claim, verdict="accept", amount_accepted="1.000,25")
        line = claim.lines.get(number=1)
        assert line.amount_accepted == line.amount_declared

    def test_a_colleague_was_first(self, browse, claim):
        services.accept_rest(claim, by=play("mia"))
        answer = judge(browse("max"), claim, verdict="refuse", reason="Mijn reden")
        assert answer.status_code == 409
        assert "Een collega beoordeelde" in answer.content.decode()
        assert "Mijn reden" in answer.content.decode()

    def test_the_same_invoice_elsewhere_is_shown(self, browse, claim):
        other = claim_of(STRANGER)
        for one in (claim, other):
            one.lines.filter(number=1).update(invoice_key="drukkerij|2021-7")
        found = page(browse("max"), "claim_line_control", claim.pk, 1)
        assert "Dezelfde factuur" in found
        assert other.project.name in found
        assert reverse("claim_line_control", args=[other.pk, 1]) in found

    def test_a_number_that_is_none_is_not_found(self, browse, claim):
        client = browse("max")
        for number in (0, 99, 10**30):
            address = reverse("claim_line_control", args=[claim.pk, number])
            assert client.get(address).status_code == 404


class TestProof:
    def test_from_question_to_answer(self, browse, claim):
        line = claim.lines.get(number=1)
        vdab, promoter = browse("max"), browse("alice")
        vdab.post(reverse("claim_line_ask", args=[claim.pk, 1]), {"question": "Welke factuur?"})
        told = promoter.get(reverse("notices")).content.decode()
        address = reverse("claim_line_answer", args=[claim.pk, 1])
        assert address in told
        assert "Welke factuur?" in page(promoter, "claim_line_answer", claim.pk, 1)
        assert promoter.post(address, {"answer": "Nummer 7."}).status_code == 302
        line.refresh_from_db()
        assert line.proof_answer == "Nummer 7."
        assert "Nummer 7." in page(vdab, "claim_line_control", claim.pk, 1)
        assert "bewijs bezorgd" in page(vdab, "claim_control", claim.pk)

    def test_a_verdict_is_told_once_control_is_done(self, browse, claim):
        line = claim.lines.get(number=1)
        ask = {"by": play("max"), "question": "Welke?"}
        services.ask_proof(line, **ask)
        services.judge_line(line, by=play("max"), amount_accepted=Decimal(0), reason="Onleesbaar")
        services.ask_proof(line, **ask)
        told = page(browse("alice"), "claim_line_answer", claim.pk, 1)
        assert "Welke?" in told
        assert "Onleesbaar" not in told
        assert "bewijs gevraagd" in told
        assert "Onleesbaar" in page(browse("max"), "claim_line_control", claim.pk, 1)

    def test_the_promoter_does_not_see_the_same_invoice_of_another(self, browse, claim):
        other = claim_of(STRANGER)
        for one in (claim, other):
            one.lines.filter(number=1).update(invoice_key="drukkerij|2021-7")
        services.ask_proof(claim.lines.get(number=1), by=play("max"), question="Welke?")
        assert other.project.name not in page(browse("alice"), "claim_line_answer", claim.pk, 1)

    def test_that_of_another_promoter_does_not_exist(self, browse, claim):
        address = reverse("claim_line_answer", args=[claim.pk, 1])
        assert browse("charlie").get(address).status_code == 404
