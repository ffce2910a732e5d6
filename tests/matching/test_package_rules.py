"""Rules about mentors and duos, each broken once in a package that is otherwise right."""

import pytest

from tests.packages import Package, faults_of, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path)


@pytest.mark.parametrize(
    ("code", "cells", "column", "rule"),
    [
        ("D1", {"mentor": "charles"}, "mentor", "other_promoter"),
        ("D1", {"coach": "alice"}, "coach", "not_a_coach"),
        ("D1", {"coach": "charlie"}, "coach", "not_a_coach"),
        ("D1", {"started_on": "2020-02-09"}, "started_on", "match_before_approval"),
        ("D3", {"enrolment": "E4"}, "started_on", "match_before_approval"),
        ("D2", {"ended_on": "", "end_reason": ""}, "ended_on", "open_match"),
        ("D2", {"ended_on": "2020-12-02"}, "ended_on", "match_outside_enrolment"),
        ("D3", {"started_on": "2023-01-01"}, "started_on", "match_outside_term"),
        ("D3", {"ended_on": "2023-01-02", "end_reason": "other"}, "ended_on", "match_outside_term"),
        ("D2", {"started_on": "2020-05-31"}, "started_on", "two_matches"),
        ("D3", {"started_on": "2020-05-31"}, "mentor", "mentor_full"),
        ("D1", {"planned_end_on": "2020-02-19"}, "planned_end_on", "dates_out_of_order"),
        ("D1", {"ended_on": "2020-02-19"}, "ended_on", "dates_out_of_order"),
        ("D3", {"end_reason": "work"}, "end_reason", "reason_without_cause"),
        ("D2", {"mentor": "karel"}, "mentor", "misfit_pair"),
        ("D3", {"enrolment": "E3"}, "mentor", "vetoed_pair"),
    ],
)
def test_a_match(package, code, cells, column, rule):
    line = package.rows["matches"].index(package.row("matches", code)) + 2
    package.set("matches", code, **cells)
    assert ("matches.csv", line, column, rule) in faults_of(package)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"trained_on": ""}, "mentor_not_trained"),
        ({"trained_on": "2020-06-02"}, "mentor_not_trained"),
        ({"active_from": "2020-06-02"}, "mentor_not_active"),
        ({"active_until": "2020-05-31"}, "mentor_not_active"),
        ({"paused_from": "2020-06-01", "paused_until": "2020-06-01"}, "mentor_not_active"),
    ],
)
def test_a_mentor_on_the_first_day_of_a_duo(package, cells, rule):
    package.set("mentors", "kaat", **cells)
    assert faults_of(package) == [("matches.csv", 3, "started_on", rule)]


@pytest.mark.parametrize(
    "cells",
    [
        {"trained_on": "2020-06-01"},
        {"active_from": "2020-06-01"},
        {"active_until": "2020-06-01"},
        {"paused_from": "2020-06-02", "paused_until": ""},
    ],
)
def test_the_first_day_is_the_only_one_that_counts(package, cells):
    package.set("mentors", "kaat", **cells).load()


def test_capacity_holds_on_every_day(package):
    package.set("mentors", "karel", capacity="2")
    package.add("matches", "D3", code="D4", enrolment="E3", started_on="2020-04-15")
    package.remove("vetoes").load()
    package.add("matches", "D3", code="D5", enrolment="E1", started_on="2020-11-30")
    assert "mentor_full" in rules_of(package)


def test_a_place_is_free_on_the_day_a_duo_ends(package):
    package.load()


def test_a_lower_capacity_is_refused_while_places_are_held(package):
    package.set("mentors", "kaat", capacity="1", languages="nl:C2;ti:C2;so:B1")
    package.set("matches", "D3", mentor="kaat", started_on="2020-11-30")
    assert faults_of(package) == [("matches.csv", 4, "mentor", "mentor_full")]


def test_the_extension_belongs_to_the_term(package):
    package.set("matches", "D3", ended_on="2023-01-01", end_reason="completed").load()


def test_mentor_and_coach_share_a_language(package):
    package.set("staff", "carl", languages="fr:C2")
    assert rules_of(package) == {"no_coach_language"}


def test_a_coach_without_known_languages_is_not_judged(package):
    package.set("staff", "carl", languages="").load()


def test_a_mentee_without_known_languages_is_not_judged(package):
    package.set("mentees", "amina", home_language="", languages="", dutch_level="none")
    package.set("enrolments", "E2", derogation_reason="thuistaal nog niet gekend").load()


def test_the_reason_of_an_end_may_be_unknown(package):
    package.set("matches", "D2", end_reason="").set("enrolments", "E1", end_reason="").load()


def test_a_level_too_low_is_not_shared(package):
    package.set("mentees", "amina", languages="en:A1", dutch_level="A1")
    assert rules_of(package) == {"no_shared_language"}


def test_a_veto_of_the_same_day_comes_after_the_duo(package):
    package.set("vetoes", "bilal", mentee="amina", decided_on="2020-06-01").load()


@pytest.mark.parametrize(
    ("column", "until"), [("active_until", "2019-12-31"), ("paused_until", "2020-01-01")]
)
def test_a_mentor_has_periods_in_order(package, column, until):
    cells = {"paused_from": "2020-01-02"} if column == "paused_until" else {}
    package.set("mentors", "charles", **cells, **{column: until})
    assert faults_of(package) == [("mentors.csv", 4, column, "dates_out_of_order")]
