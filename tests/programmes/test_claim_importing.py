"""Importing costs: rows judged by the rules of their project and year, kept once."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from m2w.audit.models import Entry
from m2w.imports import services
from m2w.imports.choices import Stage, Verdict
from m2w.imports.headings import meanings
from m2w.imports.judging import Judge
from m2w.imports.models import Import
from m2w.imports.targets import targets
from m2w.outbox.worker import work_off
from programmes.claim_importing import CLAIM_LINES
from programmes.models import Claim, ClaimLine
from programmes.services import submit_claim
from tests.cast import STRANGER, play, project_of
from tests.factories import ClaimLineFactory, MembershipFactory, SettlementFactory
from tests.programmes.claims import add, draft, hours, set_terms, staff_of
from tests.races import race
from tests.refusals import refusal
from tests.workbooks import uploaded, xlsx

pytestmark = pytest.mark.django_db

HEADINGS = [
    *("Categorie", "Omschrijving", "Leverancier", "Factuurnummer", "Datum", "Bedrag"),
    *("Medewerker", "Uren", "Jaarloonkost", "Waarom nog eens"),
]


def row(
    description="Vorming", category="vorming", number="1", amount=250, day="01/06/2021", **more
):
    tail = [more.get(name, "") for name in ("staff", "hours", "yearly", "reason")]
    supplier = more.get("supplier", "Centrum")
    return [category, description, supplier, number, day, amount, *tail]


def staff_row(who="Carl", worked=100, yearly=60000, amount=None, **more):
    """Hours of Carl, who is there, or of someone else."""
    staff_of()
    about = {"category": "personeel", "number": "", "supplier": "", "day": ""}
    return row("", amount=amount, staff=who, hours=worked, yearly=yearly, **about | more)


def upload(*rows, who="alice") -> Import:
    return services.upload(uploaded(xlsx(HEADINGS, *rows)), CLAIM_LINES, by=play(who))


def check(made: Import, project=None, year=2021) -> Import:
    cells = made.source.row(made.sheet, made.heading_row)
    columns = meanings(cells, services.known_headings(made, CLAIM_LINES))
    chosen = {"project": str((project or project_of()).pk), "year": year}
    place = {"sheet": made.sheet, "heading_row": made.heading_row}
    services.check(made, **place, columns=columns, options=chosen, by=play("alice"))
    work_off()
    return Import.objects.get(pk=made.pk)


def keep(made: Import, *, only_good=False) -> Import:
    services.keep(made, only_good=only_good, by=play("alice"))
    work_off()
    return Import.objects.get(pk=made.pk)


def verdicts(made: Import) -> list[str]:
    return [verdict for _row, verdict, _twin in made.verdicts]


def faults(*rows) -> list[str]:
    """What is wrong with each of these rows."""
    made = check(upload(*rows))
    judge = Judge(made, CLAIM_LINES, set())
    return [
        "; ".join(map(str, judge.again(number, made.source.row(0, number), twin).faults))
        for number, _verdict, twin in made.verdicts
    ]


def test_it_works():
    claim = draft()
    made = keep(check(upload(row(amount="1.234,56"), row("Trein", "verplaatsing", "2", 12.5))))
    assert (made.stage, made.kept) == (Stage.KEPT, {"lines": 2, "claims": 1})
    line = claim.lines.get()
    assert (line.amount_declared, line.spent_on) == (Decimal("1234.56"), date(2021, 6, 1))
    assert (line.entered_by, line.invoice_key) == (play("alice"), "centrum|1")
    assert line.history.get().history_user == play("alice")
    travel = Claim.objects.get(category="travel")
    assert (travel.year, travel.state) == (2021, "draft")
    told = Entry.objects.filter(object_id=travel.pk).order_by("pk")
    assert list(told.values_list("action", flat=True)) == ["claim.opened", "claim.lines_imported"]


def test_it_is_known_by_its_name():
    assert targets()["claim_line"] is CLAIM_LINES


def test_two_hundred_lines_with_a_bad_one():
    rows = [row(f"Kost {n}", number=str(n)) for n in range(200)]
    rows[120][5] = "1,234.56"
    made = check(upload(*rows))
    assert made.counts == {"good": 199, "known": 0, "wrong": 1}
    assert made.rows(Verdict.WRONG) == [(122, 0)]
    [said] = [fault for fault in faults(*rows) if fault]
    assert said == (
        "Ingediend bedrag “1,234.56”: verwacht een bedrag zoals 1.234,56, met hoogstens twee"
        " cijfers na de komma"
    )
    assert refusal(services.keep, made, only_good=False, by=play("alice")) == "wrong_rows"
    assert keep(made, only_good=True).kept["lines"] == 199
    assert list(ClaimLine.objects.values_list("number", flat=True)) == list(range(1, 200))


def test_the_same_file_twice_adds_nothing():
    rows = [row(), row("Bureau", "andere", "", supplier=""), staff_row(amount=100)]
    keep(check(upload(*rows)))
    again = check(upload(*rows))
    assert verdicts(again) == [Verdict.KNOWN] * 3
    assert ClaimLine.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": 12.345}, "Ingediend bedrag"),
        ({"amount": -5}, "Ingediend bedrag"),
        ({"amount": "$ 5"}, "Ingediend bedrag"),
        ({"amount": ""}, "Ingediend bedrag: vul dit in"),
        ({"amount": 0}, "geef meer dan nul"),
        ({"day": "31/02/2021"}, "verwacht een bestaande datum"),
        ({"day": "31/12/2020"}, "kies een dag van 1\xa0januari 2021"),
        ({"day": ""}, "Datum van de kost: vul dit in"),
        ({"category": "cadeaus"}, "verwacht personeel, overhead"),
        ({"category": "vrijwilligers"}, "Categorie “vrijwilligers”: kosten van vrijwilligers"),
        ({"description": ""}, "Omschrijving: vul dit in"),
        ({"description": "x" * 301}, "hoogstens 300 tekens"),
        ({"hours": 5}, "hoort alleen bij de categorie personeel"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(changes, said):
    [found] = faults(row(**changes))
    assert said in found


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2021, 3, 14), date(2021, 3, 14)),
        ("14-3-2021", date(2021, 3, 14)),
        (44269, date(2021, 3, 14)),
    ],
)
def test_a_day_as_a_date_a_text_or_a_number(cell, day):
    keep(check(upload(row(day=cell))))
    assert ClaimLine.objects.get().spent_on == day


def test_a_sum_that_was_never_computed_is_empty():
    [found] = faults(row(amount="=100+50"))
    assert "Ingediend bedrag: vul dit in" in found


@pytest.mark.parametrize("named", ["Vorming", "training", "TRAINING "])
def test_a_category_by_its_name_in_either_language(named):
    keep(check(upload(row(category=named))))
    assert Claim.objects.get().category == "training"


class TestInvoices:
    def test_twice_in_the_file(self):
        assert faults(row(), row("Anders", amount=5)) == [
            "",
            "Factuurnummer “1”: staat ook op rij 2 van dit bestand",
        ]

    def test_in_another_claim_of_ones_own(self):
        add(draft(category="travel"), supplier="Centrum", invoice_number="1")
        [found] = faults(row())
        assert "deze factuur staat er al" in found
        assert "2021, verplaatsing, lijn 1" in found

    def test_with_a_reason_it_is_kept_once(self):
        add(draft(category="travel"), supplier="Centrum", invoice_number="1")
        rows = [row(reason="In twee delen")]
        assert keep(check(upload(*rows))).kept["lines"] == 1
        assert verdicts(check(upload(*rows))) == [Verdict.KNOWN]

    def test_of_another_promoter_nobody_hears(self):
        ClaimLineFactory(claim=draft(STRANGER), invoice_key="centrum|1")
        assert faults(row()) == [""]


class TestStaff:
    @pytest.mark.parametrize("named", ["Carl", "carl@m2w.example", "CARL@M2W.example"])
    def test_by_name_or_address(self, named):
        set_terms(project_of(), yearly_hours_norm=1720)
        staff_of()
        keep(check(upload(staff_row(named))))
        line = ClaimLine.objects.get()
        assert (line.staff, line.amount_declared) == (staff_of(), Decimal("3488.37"))

    def test_by_code(self):
        keep(check(upload(staff_row(staff_of().code, amount=100))))
        assert ClaimLine.objects.get().staff == staff_of()

    @pytest.mark.parametrize("named", ["Charlie", "Niemand"])
    def test_only_of_the_promoter(self, named):
        staff_of("charlie")
        [found] = faults(staff_row(named, amount=1))
        assert found == f"Medewerker “{named}”: deze persoon werkt niet bij de promotor"

    def test_two_of_one_name(self):
        organisation = staff_of().organisation
        MembershipFactory(staff__organisation=organisation, staff__user__name="Carl", role="coach")
        [found] = faults(staff_row(amount=1))
        assert "geef het e-mailadres" in found

    def test_hours_of_the_year_count_along(self):
        project = project_of()
        set_terms(project, yearly_hours_norm=1720)
        hours(draft(category="staff", project=project), hours=Decimal(1700))
        [found] = faults(staff_row(worked=21))
        assert "1.721 uur; een voltijdse telt 1.720" in found

    def test_hours_that_were_kept_do_not_clash_with_themselves(self, browse):
        set_terms(project_of(), yearly_hours_norm=1720)
        rows = [staff_row(worked=1000), row(amount=0)]
        made = keep(check(upload(*rows)), only_good=True)
        page = browse("alice").get(reverse("claim_line_import", args=[made.pk]))
        assert "een voltijdse telt" not in page.text
        assert "Personeel" in page.text
        assert verdicts(check(upload(*rows))) == [Verdict.KNOWN, Verdict.WRONG]


class TestKeeping:
    def test_not_into_what_was_submitted(self):
        claim = draft()
        add(claim)
        made = check(upload(row()))
        submit_claim(claim, by=play("alice"))
        made = keep(made)
        assert made.has_failed or made.kept.get("lines") == 0
        assert claim.lines.count() == 1
        assert "al ingediend" in faults(row(number="2"))[0]

    def test_not_into_a_year_that_was_settled_meanwhile(self):
        made = check(upload(row()))
        SettlementFactory(project=project_of(), year=2021)
        assert keep(made).has_failed
        assert not Claim.objects.exists()

    def test_a_line_by_hand_meanwhile_is_not_kept_again(self):
        made = check(upload(row(), row("Tweede", number="2")))
        add(draft(), supplier="Centrum", invoice_number="1", amount_declared=Decimal(250))
        assert keep(made).kept["lines"] == 1
        assert ClaimLine.objects.filter(invoice_key="centrum|1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_keeps():
    made = check(upload(row(), staff_row(amount=100)))
    press = partial(services.keep, made, only_good=False, by=play("alice"))
    assert race(press, press) == {"done": 1, "not_now": 1}
    work_off()
    assert ClaimLine.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_files_at_once_one_keeps():
    project_of()
    rows = [row(), staff_row(amount=100)]
    for made in [check(upload(*rows)), check(upload(*rows))]:
        services.keep(made, only_good=False, by=play("alice"))
    race(work_off, work_off)
    work_off()
    assert ClaimLine.objects.count() == 2


class TestPages:
    def test_from_file_to_claim(self, browse):
        alice, project = browse("alice"), project_of()
        start = reverse("claim_line_imports")
        assert start in alice.get(reverse("claims")).text
        answer = alice.post(start, {"file": uploaded(xlsx(HEADINGS, row()), "kosten.xlsx")})
        form = alice.get(answer.url).context["form"]
        fields = {one.name: one.value() for one in form if one.value() is not None}
        late = alice.post(answer.url, fields | {"project": str(project.pk), "year": "2019"})
        assert "Kies een jaar" in late.context["form"].errors["year"][0]
        address = alice.post(answer.url, fields | {"project": str(project.pk), "year": "2021"}).url
        work_off()
        page = alice.get(address)
        assert "Vorming" in page.text
        assert "<th" in page.text
        alice.post(f"{address}bewaren/", {"rows": "all"})
        work_off()
        assert "1 kost is bewaard." in alice.get(address).text

    def test_the_wrong_rows_as_a_workbook(self, browse, tmp_path):
        made = check(upload(row(), row(number="2", amount="veel")))
        answer = browse("alice").get(reverse("claim_line_import_faults", args=[made.pk]))
        path = tmp_path / "fout.xlsx"
        path.write_bytes(answer.content)
        (_headings, wrong) = load_workbook(path).active.values
        assert wrong[0] == 3
        assert "Ingediend bedrag" in wrong[1]
