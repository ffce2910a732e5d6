"""The pages of costs: the list, a claim, a line, a year, and what a promoter does there."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from m2w.documents import services as documents
from programmes import services
from programmes.models import Claim, ClaimLine
from tests.cast import CORE, STRANGER, play, project_of
from tests.factories import (
    ClaimFactory,
    ClaimLineFactory,
    CostPlanFactory,
    GrantFactory,
    SettlementFactory,
)
from tests.files import upload
from tests.programmes.claims import add, draft, hours, set_terms, staff_of

pytestmark = pytest.mark.django_db

TYPED = {
    "description": "Vorming",
    "supplier": "Centrum",
    "invoice_number": "7",
    "repeated_reason": "",
    "spent_on": "01/06/2021",
    "amount_declared": "1.234,56",
}


@pytest.fixture
def alice(browse):
    return browse("alice")


def at(name, row, *more):
    return reverse(name, args=[row.pk, *more])


def type_line(client, claim, **values):
    return client.post(at("claim_line_add", claim), TYPED | values)


class TestList:
    def test_it_works(self, alice):
        claim = draft()
        add(claim)
        page = alice.get(reverse("claims"))
        assert "Vorming 2021" in page.text
        assert "in concept: €\xa0250,00" in page.text
        assert reverse("claim_open") in page.text

    def test_a_manager_reads_what_was_submitted_and_begins_nothing(self, browse):
        draft()
        for code in (CORE, STRANGER):
            ClaimFactory(project=project_of(code))
        page = browse("max").get(reverse("claims"))
        assert page.context["paginator"].count == 2
        assert reverse("claim_open") not in page.text

    def test_the_total_counts_what_was_submitted_and_controlled(self, alice):
        project = project_of()
        controlled = {"accepted": Decimal("40000.00"), "controlled_on": date(2021, 5, 1)}
        ClaimFactory(project=project, year=2020, declared=Decimal("50000.00"), **controlled)
        late = {"year": 2021, "declared_on": date(2022, 3, 1)}
        ClaimFactory(project=project, declared=Decimal("0.10"), **late)
        add(draft())
        table = alice.get(reverse("claims")).context["table"]
        assert (table.total["declared"], table.total["accepted"]) == (
            Decimal("50000.10"),
            Decimal("40000.00"),
        )

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"state": "draft"}, 1),
            ({"state": "submitted"}, 1),
            ({"state": "controlled"}, 1),
            ({"year": "2020"}, 1),
            ({"as_of": "2021-03-01"}, 1),
            ({"province": "10000"}, 3),
            ({"province": "70000"}, 0),
            ({"category": "staff"}, 2),
        ],
    )
    def test_filters(self, alice, query, found):
        project = project_of()
        ClaimFactory(project=project, year=2020, controlled_on=date(2021, 5, 1))
        ClaimFactory(project=project, year=2021, declared_on=date(2022, 3, 1))
        draft()
        assert alice.get(reverse("claims"), query).context["paginator"].count == found

    def test_as_of_leaves_out_what_came_later(self, alice):
        controlled = {"accepted": Decimal(1), "controlled_on": date(2021, 5, 1)}
        ClaimFactory(project=project_of(), **controlled)
        total = alice.get(reverse("claims"), {"as_of": "2021-04-30"}).context["table"].total
        assert (total["declared"], total["accepted"]) == (Decimal("50000.00"), None)

    @pytest.mark.parametrize("query", [{"year": "x"}, {"state": "x"}, {"other": "x"}])
    def test_an_unknown_value_is_refused(self, alice, query):
        assert alice.get(reverse("claims"), query).status_code == 400

    def test_as_many_queries_whatever_there_is(self, alice, django_assert_num_queries):
        add(draft())
        with django_assert_num_queries(60, exact=False) as few:
            alice.get(reverse("claims"))
        for category in ["travel", "other", "overhead"]:
            add(draft(category=category), invoice_number=category)
        with django_assert_num_queries(len(few)):
            alice.get(reverse("claims"))


class TestOpening:
    def test_it_works(self, alice):
        project = project_of()
        address = f"{reverse('claim_open')}?project={project.pk}&year=2021"
        form = alice.get(address).context["form"]
        assert (form["project"].value(), form["year"].value()) == (str(project.pk), "2021")
        sent = {"project": str(project.pk), "year": "2021", "category": "travel"}
        answer = alice.post(address, sent)
        assert answer.url == at("claim", Claim.objects.get())

    def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(self, alice):
        claim = draft()
        sent = {"project": str(claim.project_id), "year": "2021", "category": "training"}
        page = alice.post(reverse("claim_open"), sent)
        assert page.status_code == 409
        assert page.context["form"].errors["category"] == [
            "Voor dit jaar en deze categorie is er al een."
        ]
        assert page.context["form"]["year"].value() == "2021"

    def test_a_settled_year(self, alice):
        project = project_of()
        SettlementFactory(project=project, year=2021)
        sent = {"project": str(project.pk), "year": "2021", "category": "training"}
        page = alice.post(reverse("claim_open"), sent)
        assert page.context["form"].errors["year"] == ["Het jaar 2021 is al afgerekend."]


class TestClaim:
    def test_it_works(self, alice):
        claim = draft()
        CostPlanFactory(project=claim.project, year=2021, category="training", amount=Decimal(1000))
        GrantFactory(project=claim.project, amount=Decimal("109600.00"))
        add(claim)
        page = alice.get(at("claim", claim)).text
        for said in ["Vorming 2021", "€\xa01.000,00", "€\xa0750,00 onder de begroting", "concept"]:
            assert said in page
        assert "31\xa0maart 2022" in page

    def test_the_total_is_that_of_all_pages(self, alice, monkeypatch):
        monkeypatch.setattr("programmes.views.claims.LINES_ON_A_PAGE", 2)
        claim = draft()
        for number in range(5):
            add(claim, invoice_number=str(number))
        page = alice.get(at("claim", claim), {"page": 3})
        assert [line.number for line in page.context["lines"].rows] == [5]
        assert page.context["lines"].total["amount_declared"] == Decimal("1250.00")

    def test_each_reader_has_their_own_acts(self, browse):
        claim = draft()
        add(claim)

        def acts(who):
            return [act.label for act in browse(who).get(at("claim", claim)).context["acts"]]

        assert acts("alice") == ["Kost toevoegen", "Indienen", "Verwijderen"]
        assert browse("max").get(at("claim", claim)).status_code == 404
        services.submit_claim(claim, by=play("alice"))
        assert acts("alice") == []
        assert acts("max") == ["Controleren"]

    def test_documents_hang_on_the_claim_and_on_a_line(self, browse):
        claim = draft()
        line = add(claim)
        documents.add(line, upload(), title="Factuur 145", by=play("alice"))
        assert "Document toevoegen" in browse("alice").get(at("claim", claim)).text
        services.submit_claim(claim, by=play("alice"))
        page = browse("max").get(at("claim", claim))
        assert page.context["lines"].columns[-1].of_row(line) == 1
        assert page.context["documents"] is None
        assert "Factuur 145" in browse("max").get(at("claim_line", line)).text

    def test_volunteers_are_not_typed_here(self, alice):
        claim = draft(category="volunteers")
        page = alice.get(at("claim", claim))
        assert "vergoedingen van mentoren" in page.text
        assert alice.get(at("claim_line_add", claim)).status_code == 403

    def test_as_many_queries_whatever_there_is(self, alice, django_assert_num_queries):
        claim = draft(category="staff")
        hours(claim, amount_declared=Decimal(1))
        with django_assert_num_queries(80, exact=False) as few:
            alice.get(at("claim", claim))
        for number in range(4):
            hours(claim, amount_declared=Decimal(number + 2), who=staff_of("alice"))
        with django_assert_num_queries(len(few)):
            alice.get(at("claim", claim))


class TestProof:
    def test_claim_and_line_lead_to_what_is_asked(self, alice, browse):
        claim = draft()
        line = add(claim)
        services.submit_claim(claim, by=play("alice"))
        way = at("claim_line_answer", claim, line.number)
        assert way not in alice.get(at("claim", claim)).text
        services.ask_proof(line, by=play("max"), question="De factuur")
        pages = [at("claim", claim), at("claim_line", line)]
        assert all(way in alice.get(page).text for page in pages)
        assert "VDAB vraagt bewijs" in alice.get(pages[0]).text
        assert all(way not in browse("max").get(page).text for page in pages)
        services.answer_proof(line, by=play("alice"), answer="Zie bijlage")
        assert all(way not in alice.get(page).text for page in pages)


class TestLine:
    def test_it_works(self, alice):
        claim = draft()
        assert type_line(alice, claim).url == at("claim", claim)
        line = claim.lines.get()
        assert line.amount_declared == Decimal("1234.56")
        page = alice.get(at("claim_line", line)).text
        assert "€\xa01.234,56" in page

    @pytest.mark.parametrize(
        ("typed", "amount"),
        [
            ("1.234,56", "1234.56"),
            ("€ 12,5", "12.50"),
            ("12,5", "12.50"),
            ("12.50", "12.50"),
            ("1.234", "1234.00"),
        ],
    )
    def test_amounts_that_are_read(self, alice, typed, amount):
        claim = draft()
        type_line(alice, claim, amount_declared=typed)
        assert claim.lines.get().amount_declared == Decimal(amount)

    @pytest.mark.parametrize(
        "typed", ["1,234.56", "-5", "1e9", "12,345", "$ 5", "5 USD", "", "0", "1" * 13]
    )
    def test_amounts_that_are_not(self, alice, typed):
        page = type_line(alice, draft(), amount_declared=typed)
        assert list(page.context["form"].errors) == ["amount_declared"]
        assert page.context["form"]["amount_declared"].value() == typed
        assert not ClaimLine.objects.exists()

    def test_a_repeated_invoice_is_asked_about_and_then_kept(self, alice):
        claim = draft()
        assert "repeated_reason" not in alice.get(at("claim_line_add", claim)).text
        type_line(alice, claim)
        page = type_line(alice, claim)
        assert "lijn 1" in page.context["form"].errors["invoice_number"][0]
        assert 'name="repeated_reason"' in page.text
        assert type_line(alice, claim, repeated_reason="In twee delen").status_code == 302
        assert claim.lines.count() == 2

    def test_an_invoice_of_another_promoter_looks_new(self, alice):
        ClaimLineFactory(claim=draft(STRANGER), invoice_key="centrum|7")
        assert type_line(alice, draft()).status_code == 302

    def test_hours_of_staff(self, alice):
        claim = draft(category="staff")
        set_terms(claim.project, yearly_hours_norm=1720)
        sent = {"staff": str(staff_of().pk), "hours": "860", "yearly_cost": "58.000,00"}
        blank = dict.fromkeys(TYPED, "")
        answer = alice.post(at("claim_line_add", claim), blank | sent)
        assert answer.status_code == 302
        assert claim.lines.get().amount_declared == Decimal("29000.00")
        form = alice.get(at("claim_line_change", claim.lines.get())).context["form"]
        shown = {name: form[name].value() for name in ("hours", "yearly_cost", "amount_declared")}
        assert shown == {"hours": "860", "yearly_cost": "58.000,00", "amount_declared": None}

    def test_a_change_and_a_removal(self, alice):
        line = add(draft())
        sent = TYPED | {"amount_declared": "10", "version": "1"}
        assert alice.post(at("claim_line_change", line), sent).status_code == 302
        late = alice.post(at("claim_line_change", line), sent | {"amount_declared": "11"})
        assert late.status_code == 409
        assert late.context["form"]["amount_declared"].value() == "11"
        assert alice.post(at("claim_line_remove", line)).url == at("claim", line.claim)
        assert not ClaimLine.objects.exists()

    def test_too_late_keeps_what_was_typed_in_sight(self, alice):
        claim = draft()
        add(claim)
        services.submit_claim(claim, by=play("alice"))
        page = type_line(alice, claim)
        assert page.status_code == 409
        assert "Centrum" in page.text
        assert "is ingediend" in page.text


class TestSubmitting:
    def test_it_works(self, alice):
        claim = draft()
        add(claim)
        assert "€\xa0250,00" in alice.get(at("claim_submit", claim)).text
        assert alice.post(at("claim_submit", claim)).url == at("claim", claim)
        page = alice.get(at("claim_submit", claim))
        assert "al ingediend" in page.text

    def test_a_refusal_is_said(self, alice):
        page = alice.post(at("claim_submit", draft()))
        assert (page.status_code, "nog geen kost" in page.text) == (409, True)

    def test_a_draft_is_removed(self, alice):
        claim = draft()
        answer = alice.post(at("claim_remove", claim))
        assert answer.url == at("claim_year", claim.project, 2021)
        assert not Claim.objects.exists()


class TestYear:
    def test_it_works(self, browse):
        project = project_of(CORE)
        CostPlanFactory(project=project, year=2021, amount=Decimal(60000))
        CostPlanFactory(project=project, year=2021, category="travel", amount=Decimal(500))
        ClaimFactory(project=project, year=2021, declared_on=date(2022, 3, 1))
        GrantFactory(project=project, amount=Decimal("109600.00"))
        add(draft())
        page = browse("alice").get(at("claim_year", project, 2021))
        table = page.context["table"]
        assert [(row.category, row.difference) for row in table.rows] == [
            ("staff", Decimal("10000.00")),
            ("training", None),
            ("travel", Decimal("500.00")),
        ]
        assert table.total["costs"] == Decimal("50250.00")
        assert table.total["declared"] == Decimal("50000.00")
        assert page.context["granted"] == Decimal("36500.00")

    def test_a_year_outside_the_term(self, alice):
        for year in (2019, 2023, 99999):
            assert alice.get(at("claim_year", project_of(), year)).status_code == 404

    def test_an_empty_year_says_what_to_do(self, alice):
        page = alice.get(at("claim_year", project_of(), 2020)).text
        assert "Begin een declaratie" in page
        assert f"{reverse('claim_open')}?project=" in page

    def test_a_year_to_come_begins_nothing(self, alice, settings):
        settings.M2W_TODAY = date(2021, 12, 31)
        assert reverse("claim_open") not in alice.get(at("claim_year", project_of(), 2022)).text

    def test_the_page_of_a_project_leads_to_its_last_year(self, browse):
        project = project_of()
        address = at("claim_year", project, 2022)
        assert address in browse("alice").get(at("project", project)).text
        assert address not in browse("carl").get(at("project", project)).text


class TestDue:
    def test_it_works(self, alice):
        project = project_of()
        page = alice.get(reverse("claims_due"))
        assert [(one.year, one.due_on) for one in page.context["table"].rows] == [
            (2020, date(2021, 3, 31)),
            (2021, date(2022, 3, 31)),
        ]
        assert at("claim_year", project, 2020) in page.text

    def test_nothing_is_said_too(self, alice):
        assert "Niets in te dienen." in alice.get(reverse("claims_due")).text
