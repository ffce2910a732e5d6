"""The pages of volunteer fees, and the yearly list that the law asks for."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from m2w.audit.models import Entry
from matching.models import VolunteerFee
from programmes.models import ClaimLine
from tests.cast import CORE, STRANGER, organisation, project_of
from tests.factories import MentorFactory, VolunteerFeeFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/vergoedingen/", "/vergoedingen/nieuw/"


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE), code="M-7", last_name="Maes")


@pytest.fixture
def fee(mentor):
    return VolunteerFeeFactory(mentor=mentor, project=project_of(), day=date(2022, 3, 1))


def typed(**changes):
    values = {"project": project_of().code, "mentor": "M-7", "amount": "36,84"}
    return values | {"days": "01/03/2022, 08/03/2022"} | changes


class TestEntering:
    def test_it_works(self, browse, mentor):
        alice = browse("alice")
        page = alice.get(NEW, {"mentor": "M-7", "project": project_of().code})
        assert 'value="M-7" selected' in page.text
        assert "In 2022 krijgt een vrijwilliger hoogstens €\xa036,84 per dag" in page.text
        answer = alice.post(NEW, typed(), follow=True)
        assert "De vergoedingen zijn genoteerd." in answer.text
        assert list(VolunteerFee.objects.values_list("day", "amount")) == [
            (date(2022, 3, 8), Decimal("36.84")),
            (date(2022, 3, 1), Decimal("36.84")),
        ]

    @pytest.mark.parametrize("days", ["1-3-2022 8.3.2022", "2022-03-01;\n\n08/03/2022,"])
    def test_days_as_people_write_them(self, browse, mentor, days):
        browse("alice").post(NEW, typed(days=days))
        assert VolunteerFee.objects.count() == 2

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"days": "31/02/2022"}, "“31/02/2022”: Schrijf een bestaande dag"),
            ({"days": ", ;"}, "m2w-field--error"),
            ({"days": "02/04/2022"}, "ligt in de toekomst"),
            ({"days": "01/12/2019"}, "valt buiten de looptijd"),
            ({"amount": "1e3"}, "Schrijf een bedrag"),
            ({"amount": "-5"}, "Schrijf een bedrag"),
            ({"mentor": "niemand"}, "m2w-field--error"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, browse, mentor, wrong, told):
        answer = browse("alice").post(NEW, typed(**wrong))
        assert answer.status_code == 200
        assert told in answer.text
        assert answer.text.count("m2w-field--error") == 1
        assert not VolunteerFee.objects.exists()

    def test_a_maximum_is_told_with_what_is_left(self, browse, mentor):
        answer = browse("alice").post(NEW, typed(amount="36,85"))
        assert answer.status_code == 409
        assert "nog €\xa036,84 over van hoogstens €\xa036,84 per dag" in answer.text
        assert "01/03/2022, 08/03/2022" in answer.text

    def test_whom_it_offers_is_on_the_record(self, browse, mentor):
        browse("alice").get(NEW)
        assert Entry.objects.filter(object_id=str(mentor.pk), action="file.listed").exists()


class TestList:
    def test_the_sum_and_what_is_left(self, browse, mentor, fee):
        VolunteerFeeFactory(mentor=mentor, project=fee.project, day=date(2021, 3, 1))
        page = browse("alice").get(LIST).text
        assert "€\xa060,00" in page
        assert "1.443,37" in page  # of € 1.473,37 in 2022
        page = browse("alice").get(LIST, {"year": "2021"}).text
        assert "€\xa030,00" in page
        assert "1.386,16" in page

    def test_a_year_of_which_the_amounts_are_not_known(self, browse, fee, settings):
        settings.M2W_TODAY = date(2026, 6, 1)
        page = browse("alice").get(LIST, {"mentor": fee.mentor.code}).text
        assert "Dat zijn de bedragen van 2024: die van 2026 zijn hier niet gekend." in page

    def test_its_filters(self, browse, mentor, fee):
        other = VolunteerFeeFactory(project=fee.project, mentor__promoter=organisation(CORE))
        alice = browse("alice")
        for query in [{"q": "Maes"}, {"mentor": "M-7"}]:
            page = alice.get(LIST, query).text
            assert "Maes" in page
            assert other.mentor.last_name not in page
        assert "Niets gevonden" in alice.get(LIST, {"claimed": "yes"}).text
        assert alice.get(LIST, {"year": "1999"}).status_code == 400

    def test_each_sees_their_own(self, browse, fee):
        assert "Maes" not in browse("charlie").get(LIST).text
        for who in ("carl", "vera", "max", "ann"):
            assert browse(who).get(LIST).status_code == 403

    def test_as_many_queries_however_many_rows(self, browse, fee, django_assert_num_queries):
        alice = browse("alice")
        with django_assert_num_queries(100, exact=False) as before:
            alice.get(LIST)
        for day in range(2, 9):
            mentor = MentorFactory(promoter=organisation(CORE))
            VolunteerFeeFactory(mentor=mentor, project=fee.project, day=date(2022, 3, day))
        with django_assert_num_queries(len(before)):
            alice.get(LIST)


class TestChanging:
    def test_it_works(self, browse, fee):
        alice, address = browse("alice"), reverse("fee_change", args=[fee.pk])
        page = alice.get(address).text
        assert 'value="30,00"' in page
        assert reverse("fee_remove", args=[fee.pk]) in page
        alice.post(address, {"amount": "20"})
        assert VolunteerFee.objects.get().amount == 20
        answer = alice.post(reverse("fee_remove", args=[fee.pk]), follow=True)
        assert "De vergoeding is verwijderd." in answer.text
        assert not VolunteerFee.objects.exists()

    def test_one_that_is_claimed(self, browse, fee):
        alice = browse("alice")
        alice.post(reverse("fees_claim", args=[fee.project.pk, 2022]))
        for name in ("fee_change", "fee_remove"):
            page = alice.get(reverse(name, args=[fee.pk])).text
            assert "Deze vergoeding staat op een kostendeclaratie." in page
            sent = {"amount": "20"} if name == "fee_change" else {}
            answer = alice.post(reverse(name, args=[fee.pk]), sent)
            assert answer.status_code == 409


class TestTakingOffTheClaim:
    def test_it_works(self, browse, fee):
        alice = browse("alice")
        alice.post(reverse("fees_claim", args=[fee.project.pk, 2022]))
        address = reverse("fee_unclaim", args=[fee.pk])
        assert address in alice.get(LIST).text
        assert "De vergoeding zelf blijft." in alice.get(address).text
        answer = alice.post(address, follow=True)
        assert "De vergoeding staat niet meer op de kostendeclaratie." in answer.text
        assert reverse("fee_change", args=[fee.pk]) in answer.text

    def test_one_that_is_not_claimed(self, browse, fee):
        address = reverse("fee_unclaim", args=[fee.pk])
        assert "Deze vergoeding staat op geen declaratie." in browse("alice").get(address).text
        assert browse("alice").post(address).status_code == 409


class TestClaiming:
    def test_it_works(self, browse, fee):
        alice, address = browse("alice"), reverse("fees_claim", args=[fee.project.pk, 2022])
        assert address in alice.get(LIST).text
        assert "€\xa030,00" in alice.get(address).text
        answer = alice.post(address, follow=True)
        assert "staan op de kostendeclaratie van vrijwilligers" in answer.text
        assert ClaimLine.objects.get().amount_declared == 30
        assert address not in answer.text
        assert "Alle vergoedingen van dat jaar staan al" in alice.get(address).text

    def test_a_restricted_file_does_not_count(self, browse, fee):
        fee.mentor.restricted_on = date(2022, 3, 1)
        fee.mentor.save()
        page = browse("alice").get(reverse("fees_claim", args=[fee.project.pk, 2022]))
        assert "€\xa030,00" not in page.text

    @pytest.mark.parametrize("year", [1999, 2023])
    def test_a_year_that_cannot_be(self, browse, fee, year):
        address = reverse("fees_claim", args=[fee.project.pk, year])
        assert browse("alice").get(address).status_code == 404


class TestYearlyList:
    HEAD = ["Naam", "Voornaam", "Dag", "Project", "Bedrag in euro"]

    def rows(self, client, year=2022):
        answer = client.get(reverse("fee_list_csv", args=[year]))
        assert "attachment" in answer["Content-Disposition"]
        return list(csv.reader(io.StringIO(answer.content.decode())))

    def test_every_day_and_the_total(self, browse, mentor, fee):
        VolunteerFeeFactory(mentor=mentor, project=fee.project, day=date(2022, 2, 1))
        head, *rows = self.rows(browse("alice"))
        assert head[:5] == self.HEAD
        assert [(row[0], row[2], *row[4:]) for row in rows] == [
            ("Maes", "2022-02-01", "30.00", "60.00", "1473.37"),
            ("Maes", "2022-03-01", "30.00", "60.00", "1473.37"),
        ]

    def test_as_a_workbook(self, browse, fee):
        answer = browse("alice").get(reverse("fee_list_xlsx", args=[2022]))
        [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
        assert (sheet["A2"].value, sheet["G2"].value) == ("Maes", 1473.37)

    def test_each_volunteer_is_recorded_as_exported(self, browse, fee):
        self.rows(browse("alice"))
        assert Entry.objects.filter(action="file.exported", object_id=str(fee.mentor_id)).exists()

    def test_only_ones_own_volunteers(self, browse, fee):
        assert len(self.rows(browse("charlie"))) == 1
        assert browse("max").get(reverse("fee_list_csv", args=[2022])).status_code == 403

    def test_a_restricted_file_stays_out(self, browse, fee):
        fee.mentor.restricted_on = date(2022, 3, 2)
        fee.mentor.save()
        assert len(self.rows(browse("alice"))) == 1


def test_a_stranger_finds_nothing(browse, fee):
    charlie = browse("charlie")
    assert charlie.get(reverse("fee_change", args=[fee.pk])).status_code == 404
    assert project_of(STRANGER)
    assert charlie.get(reverse("fees_claim", args=[fee.project.pk, 2022])).status_code == 404
