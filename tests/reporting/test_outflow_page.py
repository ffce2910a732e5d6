"""The page of outflow: the split, how soon and how long, and two versions beside each other."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import STRANGER, enrolment_of, project_of
from tests.factories import OutcomeFactory, OutflowDefinitionFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


def page_of(client, **asked):
    return client.get(reverse("outflow"), asked)


def at_work(code="core", days=100, **values):
    """Someone whose guidance ended and who found work for four months."""
    enrolment = enrolment_of(code, ended=True, **values)
    start = enrolment.started_on + timedelta(days=days)
    OutcomeFactory(
        enrolment=enrolment,
        kind="fixed_term",
        started_on=start,
        ended_on=start + timedelta(days=125),
    )
    return enrolment


def test_it_works(browse):
    at_work(), at_work(days=200), enrolment_of(ended=True)
    page = page_of(browse("alice")).text
    assert f"leidden er 2 tot werk (66,7{NBSP}%), waarvan 2 tot duurzaam werk" in page
    assert "2 van 2 (100,0" in page
    assert "0 van 2 (0,0" in page


@pytest.mark.parametrize(
    ("by", "name"), [("project", "Project"), ("province", "Antwerpen"), ("subgroup", "anderstalig")]
)
def test_it_is_divided_as_asked(browse, by, name):
    at_work(profile_province="10000", profile_subgroup="loa")
    assert name in page_of(browse("alice"), by=by).text


def test_completed_stands_beside_ended(browse):
    at_work(), at_work(end_reason="dropout")
    file = page_of(browse("alice"), format="csv")
    head, *lines, total = file.text.splitlines()
    told = dict(zip(head.split(","), total.split(","), strict=True))
    assert (told["ended"], told["completed"], len(lines)) == ("2", "1", 1)


def test_nothing_later_is_known(browse):
    at_work()
    page = page_of(browse("alice"), as_of="2020-08-31").text
    assert "Tot en met deze dag eindigde geen enkele begeleiding." in page


def test_who_is_in_observation_is_told_apart(browse):
    enrolment_of(ended=True)
    page = page_of(browse("alice"), as_of="2021-08-31").text
    assert "Voor 1 beëindigde begeleiding zonder duurzaam werk loopt de termijn nog." in page


class TestTheCurve:
    def test_needs_thirty_people_with_work(self, browse):
        for n in range(29):
            at_work(days=50 + n)
        page = page_of(browse("alice")).text
        assert "tekenen wij geen curve" in page
        assert "figure-data" not in page
        at_work(days=300)
        page = page_of(browse("alice")).text
        assert "figure-data" in page
        assert "Had werk" in page


class TestVersions:
    @pytest.fixture
    def stricter(self):
        at_work()
        call = project_of().lot.call
        return OutflowDefinitionFactory(call=call, valid_from=date(2022, 1, 1))

    def test_stand_beside_each_other(self, browse, stricter):
        page = page_of(browse("alice"), versus="1").text
        assert "Versie 2 naast versie 1 van de definitie" in page
        assert "Definitie outflow, versie 2." in page

    def test_each_says_its_own_numbers(self, browse, stricter):
        page = page_of(browse("alice"), versus="1").text
        assert "of 6 maanden werk zonder onderbreking" in page
        assert "Versie 1: Noemer" in page
        assert "of 3 maanden werk zonder onderbreking" in page

    def test_calls_that_differ_are_told_apart(self, browse, stricter):
        ProjectFactory(promoter=project_of().promoter)
        assert "of 3/6 maanden werk zonder onderbreking" in page_of(browse("alice")).text

    def test_the_one_in_use_is_not_compared_with_itself(self, browse, stricter):
        assert "naast versie" not in page_of(browse("alice"), versus="2").text

    def test_without_another_there_is_nothing_to_choose(self, browse):
        assert "Vergelijken met" not in page_of(browse("alice")).text
        assert page_of(browse("alice"), versus="1").status_code == 400


def test_a_reader_counts_their_own(browse):
    at_work(), at_work(STRANGER)
    assert "Van de 1 beëindigde begeleiding" in page_of(browse("alice")).text
    assert "Van de 2 beëindigde begeleidingen" in page_of(browse("max")).text


@pytest.mark.parametrize("who", ["ann", "ada"])
def test_it_is_kept_from_who_reads_no_counts(browse, who):
    assert page_of(browse(who)).status_code == 403


@pytest.mark.parametrize(
    "bad", [{"by": "gender"}, {"as_of": "x"}, {"x": "1"}, {"format": "docx"}, {"project": "x"}]
)
def test_what_it_does_not_know_is_refused(browse, bad):
    assert page_of(browse("alice"), **bad).status_code == 400


def test_more_people_take_no_more_queries(browse, django_assert_num_queries):
    alice = browse("alice")
    at_work()
    with django_assert_num_queries(100, exact=False) as few:
        page_of(alice)
    at_work(), at_work()
    with django_assert_num_queries(len(few), exact=False):
        page_of(alice)
