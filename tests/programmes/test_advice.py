"""What is said of someone while their file is typed: a table of cases."""

from datetime import date

import pytest

from m2w.reference.provinces import ANTWERPEN, LIMBURG
from programmes.advice import Change, Place, advise, birthday
from programmes.eligibility import LotRules, Situation

ON = date(2026, 5, 12)
YUSUF = Situation(
    birth_date=date(2001, 6, 3),
    postcode="2000",
    employed="no",
    home_language="tr",
    migration_background="yes",
    vdab_guidance_since=date(2026, 1, 14),
    vdab_guidance_until=None,
    dutch_level="A2",
    dutch_attested="",
    dutch_insufficient_for_job_target="",
    diploma_level="lower_secondary",
    diploma_language="tr",
)
NOTHING = Situation(None, "", "", "", "", None, None, "", "", "", "", "")


def place(key, *subgroups, provinces=(ANTWERPEN,)):
    return Place(key, key.title(), LotRules(frozenset(subgroups)), frozenset(provinces), 8)


ANYONE, YOUTH, LOA, HOA = place("any"), place("y", "youth"), place("l", "loa"), place("h", "hoa")


def said(*places, on=ON, chosen="", **changes):
    return advise(YUSUF._replace(**changes), places, on, chosen)


def test_it_works():
    advice = said(ANYONE, YOUTH, HOA)
    assert advice.result == "incomplete"
    assert advice.missing == ("dutch_attested",)
    assert [one.result for one in advice.criteria] == ["met"] * 5 + ["unknown"]
    assert advice.changes == (Change("turns_25", date(2026, 6, 3)),)
    assert [fit.result for fit in advice.fits] == ["incomplete", "incomplete", "ineligible"]


@pytest.mark.parametrize(
    ("place", "changes", "result", "reason"),
    [
        (ANYONE, {}, "incomplete", ""),
        (ANYONE, {"dutch_attested": "no"}, "eligible", ""),
        (ANYONE, {"dutch_attested": "yes"}, "ineligible", "limited_dutch"),
        (LOA, {"dutch_attested": "yes"}, "ineligible", "limited_dutch"),
        (LOA, {"employed": "yes"}, "ineligible", "non_working"),
        (LOA, {"postcode": "1000"}, "ineligible", "lives_in_flanders"),
        (LOA, {"home_language": "nl"}, "ineligible", "non_native_dutch"),
        (HOA, {"dutch_attested": "no"}, "ineligible", "not_in_subgroup"),
        (HOA, {"dutch_level": "C1", "diploma_level": "master"}, "incomplete", ""),
        (
            HOA,
            {
                "dutch_level": "C1",
                "diploma_level": "master",
                "dutch_insufficient_for_job_target": "no",
            },
            "ineligible",
            "limited_dutch",
        ),
    ],
)
def test_a_project_fits_or_tells_why_not(place, changes, result, reason):
    (fit,) = said(place, **changes).fits
    assert (fit.result, fit.reason) == (result, reason)


class TestAsLongAs:
    def test_youth_ends_the_day_before_the_birthday(self):
        (fit,) = said(YOUTH, dutch_attested="no").fits
        assert (fit.result, fit.until, fit.by) == ("eligible", date(2026, 6, 2), "turns_25")

    def test_who_fits_otherwise_too_is_told_no_end(self):
        (fit,) = said(LOA, dutch_attested="no").fits
        assert fit.until is None

    def test_guidance_ends_after_its_last_day(self):
        last = date(2026, 7, 1)
        (fit,) = said(LOA, dutch_attested="no", vdab_guidance_until=last).fits
        assert (fit.until, fit.by) == (last, "guidance_ends")

    def test_guidance_that_begins_lets_in_later(self):
        first = date(2026, 7, 1)
        (fit,) = said(LOA, dutch_attested="no", vdab_guidance_since=first).fits
        assert (fit.result, fit.reason) == ("ineligible", "in_vdab_guidance")
        assert (fit.since, fit.by) == (first, "guidance_starts")

    def test_what_is_further_off_is_not_told(self):
        assert said(LOA, vdab_guidance_until=date(2026, 11, 12)).changes[-1].code == "turns_25"
        guided = {"vdab_guidance_since": date(2020, 1, 1)}
        assert said(on=date(2025, 12, 2), **guided).changes == ()
        assert said(on=date(2025, 12, 3), **guided).changes != ()


class TestSubgroups:
    def test_youth_waits_for_the_attest(self):
        youth, loa, hoa = said(ANYONE).subgroups
        assert (youth.code, youth.result, youth.missing) == (
            "youth",
            "unknown",
            ("dutch_attested",),
        )
        assert (loa.code, loa.result) == ("loa", "unknown")
        assert (hoa.code, hoa.result, hoa.reason) == ("hoa", "not_met", "no_higher_education")

    @pytest.mark.parametrize(
        ("changes", "reasons"),
        [
            ({"birth_date": date(1990, 1, 1)}, ["too_old", "", "no_higher_education"]),
            ({"diploma_level": "master"}, ["diploma_too_high", "diploma_too_high", ""]),
            (
                {"diploma_level": "master", "diploma_language": "nl"},
                ["diploma_too_high", "diploma_too_high", "diploma_in_dutch"],
            ),
            ({"employed": "yes"}, ["general", "general", "no_higher_education"]),
        ],
    )
    def test_what_keeps_someone_out(self, changes, reasons):
        assert [one.reason for one in said(ANYONE, **changes).subgroups] == reasons


def test_of_nothing_typed_everything_is_unknown():
    advice = advise(NOTHING, [ANYONE], ON)
    assert {one.result for one in advice.criteria} == {"unknown"}
    assert advice.result == "incomplete"
    assert "postcode" in advice.missing
    assert advice.changes == ()


def test_without_projects_it_speaks_of_the_whole_target_group():
    assert said(dutch_attested="no").result == "eligible"
    assert said().missing == ("dutch_attested",)


def test_the_chosen_project_decides():
    assert said(HOA, LOA, dutch_attested="no").result == "eligible"
    assert said(HOA, LOA, dutch_attested="no", chosen="h").result == "ineligible"


def test_living_outside_the_provinces_of_the_lot_is_a_warning():
    far = place("far", provinces=(LIMBURG,))
    assert [fit.elsewhere for fit in said(ANYONE, far).fits] == [False, True]
    assert [fit.elsewhere for fit in said(far, postcode="").fits] == [False]


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(2001, 6, 3), date(2026, 6, 3)),
        (date(2000, 2, 29), date(2025, 3, 1)),
    ],
)
def test_a_birthday(born, day):
    assert birthday(born, 25) == day
