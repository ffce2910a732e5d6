"""The page of the matrix: what each role sees, as of any day, and where its cells lead."""

from datetime import date

import pytest
from django.urls import reverse

from m2w.reference.provinces import ANTWERPEN
from tests.cast import STRANGER, project_of
from tests.factories import EvaluationFactory

pytestmark = pytest.mark.django_db


def page_of(client, **asked):
    return client.get(reverse("evaluations"), asked)


def round_address(scope, start="2020-01-01", level="promoter"):
    return reverse("evaluation_round", args=[level, scope, start])


@pytest.fixture
def project():
    """From 1 January 2020, extended to the end of 2022; one sheet was held."""
    found = project_of()
    EvaluationFactory(project=found, period_start=date(2020, 1, 1), held_on=date(2020, 3, 5))
    return found


def test_it_works(browse, project):
    page = page_of(browse("max")).text
    assert round_address(project.code) in page
    assert round_address(ANTWERPEN, level="province") in page
    assert round_address(project.lot.call.code, level="central") in page
    assert "zijn 1 van de" in page


def test_months_are_written_short_in_the_language_of_the_reader(browse, project):
    client = browse("max")
    assert "<span>mrt–apr" in page_of(client).text
    client.cookies["django_language"] = "en"
    assert "<span>Mar–Apr" in page_of(client).text


def test_one_project_shows_each_track(browse, project):
    page = page_of(browse("max"), project=project.code).text
    for track in ("Operationeel", "Inhoudelijk", "Samenwerking"):
        assert f'<th scope="row">{track}</th>' in page


def test_one_track_counts_only_that(browse, project):
    page = page_of(browse("alice"), track="operational", as_of="2020-03-05").text
    assert "zijn 1 van de 1 afgelopen rondes gehouden" in page
    page = page_of(browse("alice"), as_of="2020-03-05").text
    assert "zijn 1 van de 3 afgelopen rondes gehouden" in page


def test_nothing_later_is_known(browse, project):
    page = page_of(browse("alice"), as_of="2020-03-04").text
    assert "zijn 0 van de 3 afgelopen rondes gehouden" in page


def test_before_the_first_round_it_says_so(browse, project):
    page = page_of(browse("alice"), as_of="2019-12-31").text
    assert "Tot en met deze dag begon geen enkele ronde." in page


def test_what_misses_leads_to_its_round_with_who_writes_it(browse, project):
    page = page_of(browse("alice"), as_of="2020-03-05").text
    assert "Wat ontbreekt" in page
    assert "inhoudelijk expert" in page
    assert "operationele opvolger" in page


def test_a_promoter_sees_their_own_and_no_shared_scope(browse, project):
    theirs = project_of(STRANGER)
    page = page_of(browse("alice")).text
    assert theirs.code not in page
    assert ANTWERPEN not in page.replace(f'value="{ANTWERPEN}"', "")


def test_a_follower_sees_their_own_provinces(browse, project):
    page = page_of(browse("frank")).text
    assert round_address(ANTWERPEN, level="province") in page
    assert "/central/" not in page


def test_the_ministry_reads_it(browse, project):
    assert round_address(project.code) in page_of(browse("ann")).text


def test_an_administrator_does_not(browse):
    assert page_of(browse("ada")).status_code == 403


@pytest.mark.parametrize(
    "bad", [{"track": "money"}, {"as_of": "gisteren"}, {"project": "x"}, {"x": "1"}]
)
def test_what_it_does_not_know_is_refused(browse, project, bad):
    assert page_of(browse("alice"), **bad).status_code == 400


def test_more_projects_take_no_more_queries(browse, project, django_assert_num_queries):
    browser = browse("max")
    with django_assert_num_queries(100, exact=False) as few:
        page_of(browser)
    project_of(STRANGER)
    with django_assert_num_queries(len(few), exact=False):
        page_of(browser)
