from datetime import date

import pytest
from django.utils.translation import override

from programmes import eligibility, eligibility_texts
from programmes.eligibility import Criterion, LotRules, Result, Situation, all_of, any_of, screen

ON = date(2022, 4, 1)
ANY_LOT = LotRules(subgroups=frozenset())

SELAM = Situation(
    birth_date=date(1992, 6, 1),
    postcode="2000",
    employed="no",
    home_language="ti",
    migration_background="yes",
    vdab_guidance_since=date(2021, 9, 1),
    vdab_guidance_until=None,
    dutch_level="A1",
    dutch_attested="no",
    dutch_insufficient_for_job_target="unknown",
    diploma_level="upper_secondary",
    diploma_language="ti",
)
GRADUATE = {"diploma_level": "bachelor", "diploma_language": "ar"}
SCHOOL_LEAVER = {"birth_date": date(2001, 1, 1), "diploma_level": "primary"}


def lot(*subgroups, **limits):
    return LotRules(subgroups=frozenset(subgroups), **limits)


def judged(rules=ANY_LOT, on=ON, **changes):
    return screen(SELAM._replace(**changes), rules, on)


def criterion(code, rules=ANY_LOT, on=ON, **changes):
    return next(c for c in judged(rules, on, **changes).criteria if c.code == code)


def test_someone_in_the_target_group_is_eligible():
    screening = judged()
    assert screening.result == "eligible"
    assert {c.result for c in screening.criteria} == {Result.MET}
    assert screening.missing == ()


def test_six_criteria_in_a_fixed_order():
    assert [c.code for c in judged().criteria] == list(eligibility_texts.CRITERION_LABELS)


@pytest.mark.parametrize(
    ("code", "changes", "result", "reason"),
    [
        ("non_working", {"employed": "no"}, "met", "not_employed"),
        ("non_working", {"employed": "yes"}, "not_met", "employed"),
        ("non_working", {"employed": "unknown"}, "unknown", "employment_unknown"),
        ("non_native_dutch", {"home_language": "prs"}, "met", "home_language_not_dutch"),
        ("non_native_dutch", {"home_language": "nl"}, "not_met", "home_language_dutch"),
        ("non_native_dutch", {"home_language": ""}, "unknown", "home_language_unknown"),
        ("migration_background", {"migration_background": "yes"}, "met", "background_attested"),
        ("migration_background", {"migration_background": "no"}, "not_met", "no_background"),
        ("migration_background", {"migration_background": ""}, "unknown", "background_unknown"),
        ("lives_in_flanders", {"postcode": "1500"}, "met", "in_flanders"),
        ("lives_in_flanders", {"postcode": "1000"}, "not_met", "outside_flanders"),
        ("in_vdab_guidance", {"vdab_guidance_since": ON}, "met", "guided"),
        ("in_vdab_guidance", {"vdab_guidance_until": ON}, "met", "guided"),
        (
            "in_vdab_guidance",
            {"vdab_guidance_since": date(2022, 4, 2)},
            "not_met",
            "guidance_not_started",
        ),
        (
            "in_vdab_guidance",
            {"vdab_guidance_until": date(2022, 3, 31)},
            "not_met",
            "guidance_ended",
        ),
        (
            "in_vdab_guidance",
            {"vdab_guidance_since": None, "vdab_guidance_until": date(2022, 3, 31)},
            "not_met",
            "guidance_ended",
        ),
        ("in_vdab_guidance", {"vdab_guidance_since": None}, "unknown", "guidance_unknown"),
        ("limited_dutch", {"dutch_level": "none"}, "met", "dutch_below_limit"),
        (
            "limited_dutch",
            {"dutch_level": "A1", "dutch_attested": "yes"},
            "met",
            "dutch_below_limit",
        ),
        ("limited_dutch", {"dutch_level": "A2"}, "met", "dutch_not_attested"),
        (
            "limited_dutch",
            {"dutch_level": "A2", "dutch_attested": "yes"},
            "not_met",
            "dutch_attested",
        ),
        (
            "limited_dutch",
            {"dutch_level": "A2", "dutch_attested": "unknown"},
            "unknown",
            "attest_unknown",
        ),
        ("limited_dutch", {"dutch_level": "B1"}, "not_met", "dutch_above_limit"),
        ("limited_dutch", {"dutch_level": "unknown"}, "unknown", "dutch_unknown"),
    ],
)
def test_each_criterion(code, changes, result, reason):
    assert criterion(code, **changes) == Criterion(code, Result(result), reason)


@pytest.mark.parametrize(
    ("level", "attested", "rules", "result"),
    [
        ("A2", "yes", lot(max_level_may_be_attested=True), "met"),
        ("A2", "unknown", lot(max_level_may_be_attested=True), "met"),
        ("B1", "no", lot(max_level_may_be_attested=True), "not_met"),
        ("B1", "no", lot(max_dutch_level="B1"), "met"),
        ("A2", "yes", lot(max_dutch_level="B1"), "met"),
        ("B1", "yes", lot(max_dutch_level="B1"), "not_met"),
    ],
)
def test_the_limits_of_dutch_are_those_of_the_call(level, attested, rules, result):
    changes = {"dutch_level": level, "dutch_attested": attested}
    assert criterion("limited_dutch", rules, **changes).result == result


@pytest.mark.parametrize(
    ("changes", "subgroups"),
    [
        ({}, {"hoa": "not_met", "loa": "met", "youth": "not_met"}),
        (GRADUATE, {"hoa": "met", "loa": "not_met", "youth": "not_met"}),
        (SCHOOL_LEAVER, {"hoa": "not_met", "loa": "met", "youth": "met"}),
        ({**SCHOOL_LEAVER, "employed": "yes"}, dict.fromkeys(["hoa", "loa", "youth"], "not_met")),
        (
            {**GRADUATE, "diploma_level": "hbo5"},
            {"hoa": "met", "loa": "not_met", "youth": "not_met"},
        ),
        ({**GRADUATE, "diploma_language": "nl"}, dict.fromkeys(["hoa", "loa", "youth"], "not_met")),
        (
            {**GRADUATE, "diploma_language": ""},
            {"hoa": "unknown", "loa": "not_met", "youth": "not_met"},
        ),
        ({"diploma_level": "unknown"}, {"hoa": "unknown", "loa": "unknown", "youth": "not_met"}),
        (
            {"dutch_level": "B1", "dutch_insufficient_for_job_target": "yes"},
            dict.fromkeys(["hoa", "loa", "youth"], "not_met"),
        ),
    ],
)
def test_subgroups_include_the_general_criteria(changes, subgroups):
    assert judged(**changes).subgroups == subgroups


class TestInsufficientDutchForTheJobTarget:
    def test_it_replaces_limited_dutch_for_hoa_only(self):
        screening = judged(**GRADUATE, dutch_level="B2", dutch_insufficient_for_job_target="yes")
        assert screening.result == "eligible"
        assert screening.subgroup == "hoa"
        assert screening.criteria[-1].result == Result.NOT_MET

    def test_no_is_a_failure(self):
        screening = judged(**GRADUATE, dutch_level="B2", dutch_insufficient_for_job_target="no")
        assert screening.result == "ineligible"

    def test_not_yet_documented_is_missing(self):
        screening = judged(**GRADUATE, dutch_level="B2")
        assert screening.result == "incomplete"
        assert screening.missing == ("dutch_insufficient_for_job_target",)


@pytest.mark.parametrize(
    ("rules", "changes", "result"),
    [
        (lot("loa"), {}, "eligible"),
        (lot("hoa"), {}, "ineligible"),
        (lot("youth"), {}, "ineligible"),
        (lot("youth", "loa"), {}, "eligible"),
        (lot("youth"), SCHOOL_LEAVER, "eligible"),
        (lot("hoa", "youth"), GRADUATE, "eligible"),
        (lot(), {**GRADUATE, "diploma_language": "nl"}, "eligible"),
        (lot("hoa", "loa"), {"diploma_level": "unknown"}, "incomplete"),
        (lot(), {"diploma_level": "unknown"}, "eligible"),
        (lot(), {"employed": "yes", "dutch_level": "unknown"}, "ineligible"),
    ],
)
def test_what_a_lot_admits(rules, changes, result):
    assert judged(rules, **changes).result == result


@pytest.mark.parametrize(
    ("birth_date", "on", "result"),
    [
        (date(1997, 4, 1), date(2022, 3, 31), "eligible"),
        (date(1997, 4, 1), date(2022, 4, 1), "ineligible"),
        (date(2000, 2, 29), date(2025, 2, 28), "eligible"),
        (date(2000, 2, 29), date(2025, 3, 1), "ineligible"),
    ],
)
def test_youth_ends_on_the_birthday(birth_date, on, result):
    changes = {**SCHOOL_LEAVER, "birth_date": birth_date}
    assert judged(lot("youth"), on, **changes).result == result


@pytest.mark.parametrize(
    ("rules", "changes", "subgroup"),
    [
        (lot(), {}, "loa"),
        (lot(), GRADUATE, "hoa"),
        (lot(), SCHOOL_LEAVER, "youth"),
        (lot("loa"), SCHOOL_LEAVER, "loa"),
        (lot("youth"), {}, "none"),
        (lot(), {**GRADUATE, "diploma_language": "nl"}, "none"),
        (lot("loa"), {"employed": "unknown"}, "none"),
    ],
)
def test_the_frozen_subgroup_is_the_first_met_and_admitted(rules, changes, subgroup):
    assert judged(rules, **changes).subgroup == subgroup


@pytest.mark.parametrize(
    ("rules", "changes", "missing"),
    [
        (lot("loa"), {"employed": "unknown"}, ("employed",)),
        (lot("loa"), {"diploma_level": "unknown"}, ("diploma_level",)),
        (
            lot("loa"),
            {"home_language": "", "vdab_guidance_since": None},
            ("home_language", "vdab_guidance_since"),
        ),
        (
            lot("loa"),
            {"dutch_level": "unknown", "dutch_attested": "unknown"},
            ("dutch_level", "dutch_attested"),
        ),
        (lot("loa"), {"dutch_level": "unknown"}, ("dutch_level",)),
        (
            lot("hoa"),
            {"diploma_level": "unknown", "diploma_language": ""},
            ("diploma_level", "diploma_language", "dutch_insufficient_for_job_target"),
        ),
        (lot(), {"migration_background": "unknown"}, ("migration_background",)),
        (
            lot(),
            {**GRADUATE, "diploma_language": "", "migration_background": "unknown"},
            ("migration_background", "diploma_language", "dutch_insufficient_for_job_target"),
        ),
        (lot("youth"), {"employed": "unknown"}, ()),
    ],
)
def test_missing_names_the_columns_that_could_still_decide(rules, changes, missing):
    assert judged(rules, **changes).missing == missing


@pytest.mark.parametrize(
    ("results", "conjunction", "disjunction"),
    [
        (["met", "met"], "met", "met"),
        (["met", "unknown"], "unknown", "met"),
        (["met", "not_met"], "not_met", "met"),
        (["unknown", "not_met"], "not_met", "unknown"),
        (["unknown", "unknown"], "unknown", "unknown"),
        (["not_met", "not_met"], "not_met", "not_met"),
    ],
)
def test_kleene(results, conjunction, disjunction):
    values = [Result(result) for result in results]
    assert all_of(*values) == all_of(*reversed(values)) == conjunction
    assert any_of(*values) == any_of(*reversed(values)) == disjunction


def test_every_reason_has_a_sentence():
    reasons = {c.reason for c in vars(eligibility).values() if isinstance(c, Criterion)}
    assert reasons == set(eligibility_texts.SENTENCES)


def test_a_sentence_is_dutch():
    with override("nl-be"):
        assert str(eligibility_texts.sentence("employed")) == "Is aan het werk."
