"""Eligibility against a second reading of the table in domain.md 2.

The oracle judges known values only, as the table puts it; what is unknown it enumerates per
criterion. Truth is a number: 1 met, 0 not met, ½ unknown; *and* is min, *or* is max.
"""

from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from programmes.eligibility import LotRules, Result, Situation, screen

HALF = 0.5
VALUE = {Result.MET: 1, Result.NOT_MET: 0, Result.UNKNOWN: HALF}
OUTCOME = {1: "eligible", 0: "ineligible", HALF: "incomplete"}

LADDER = ["none", "A1", "A2", "B1", "B2", "C1", "C2"]
SCHOOLING = [
    *("none", "primary", "lower_secondary", "upper_secondary"),
    *("hbo5", "bachelor", "master", "doctorate"),
]
LATEST = date(2030, 12, 31)

KNOWN = {
    "employed": ["yes", "no"],
    "home_language": ["nl", "ti"],
    "migration_background": ["yes", "no"],
    "vdab_guidance_since": [date(1900, 1, 1), LATEST],
    "dutch_level": LADDER,
    "dutch_attested": ["yes", "no"],
    "dutch_insufficient_for_job_target": ["yes", "no"],
    "diploma_level": SCHOOLING,
    "diploma_language": ["nl", "fr"],
}
dates = st.dates(date(2019, 1, 1), date(2026, 12, 31))
births = st.dates(date(1994, 1, 1), date(2004, 12, 31)) | st.just(date(2000, 2, 29))
answers = st.sampled_from(["yes", "no", "unknown"])
languages = st.sampled_from(["nl", "ti", "fr", ""])

situations = st.builds(
    Situation,
    birth_date=births,
    postcode=st.sampled_from(["1000", "1499", "1500", "2070", "3499", "3999", "4000", "9000"]),
    employed=answers,
    home_language=languages,
    migration_background=answers,
    vdab_guidance_since=st.none() | dates,
    vdab_guidance_until=st.none() | dates,
    dutch_level=st.sampled_from([*LADDER, "unknown"]),
    dutch_attested=answers,
    dutch_insufficient_for_job_target=answers,
    diploma_level=st.sampled_from([*SCHOOLING, "unknown"]),
    diploma_language=languages,
)
rules = st.builds(
    LotRules,
    subgroups=st.frozensets(st.sampled_from(["hoa", "loa", "youth"])),
    max_dutch_level=st.sampled_from(["A1", "A2", "B1"]),
    max_level_may_be_attested=st.booleans(),
)
anything = given(situations, rules, dates)


def is_unknown(value):
    return value in (None, "", "unknown")


def certain(situation, columns, holds):
    """1 or 0 when every way of filling in the unknown columns gives that, else ½."""
    values = [getattr(situation, column) for column in columns]
    choices = [
        KNOWN.get(column, [None]) if is_unknown(value) else [value]
        for column, value in zip(columns, values, strict=True)
    ]
    verdicts = {holds(*choice) for choice in product(*choices)}
    return HALF if len(verdicts) == 2 else int(verdicts.pop())


def general_criteria(s, lot, on):
    limit = LADDER.index(lot.max_dutch_level)

    def limited(level, attested):
        rank = LADDER.index(level)
        unattested = lot.max_level_may_be_attested or attested == "no"
        return rank < limit or (rank == limit and unattested)

    def in_flanders(postcode):
        n = int(postcode)
        return 1500 <= n <= 3999 or 8000 <= n <= 9999

    def guided(since, until):
        return since <= on and (until is None or on <= until)

    return {
        "non_working": certain(s, ["employed"], lambda value: value == "no"),
        "non_native_dutch": certain(s, ["home_language"], lambda value: value != "nl"),
        "migration_background": certain(s, ["migration_background"], lambda value: value == "yes"),
        "lives_in_flanders": certain(s, ["postcode"], in_flanders),
        "in_vdab_guidance": certain(s, ["vdab_guidance_since", "vdab_guidance_until"], guided),
        "limited_dutch": certain(s, ["dutch_level", "dutch_attested"], limited),
    }


def subgroup_values(s, criteria, on):
    def schooling(first, last):
        wanted = SCHOOLING[SCHOOLING.index(first) : SCHOOLING.index(last) + 1]
        return certain(s, ["diploma_level"], lambda level: level in wanted)

    insufficient = certain(s, ["dutch_insufficient_for_job_target"], lambda value: value == "yes")
    foreign = certain(s, ["diploma_language"], lambda value: value != "nl")
    others = min(value for code, value in criteria.items() if code != "limited_dutch")
    everything = min(criteria.values())
    return {
        "hoa": min(
            others,
            max(criteria["limited_dutch"], insufficient),
            schooling("hbo5", "doctorate"),
            foreign,
        ),
        "loa": min(everything, schooling("none", "upper_secondary")),
        "youth": min(
            everything, on < birthday(s.birth_date, 25), schooling("none", "lower_secondary")
        ),
    }


def birthday(birth, age):
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def oracle(s, lot, on):
    criteria = general_criteria(s, lot, on)
    subgroups = subgroup_values(s, criteria, on)
    if lot.subgroups:
        return criteria, subgroups, max(subgroups[code] for code in lot.subgroups)
    return criteria, subgroups, max(min(criteria.values()), subgroups["hoa"])


@anything
def test_every_value_agrees_with_the_table(situation, lot, on):
    screening = screen(situation, lot, on)
    criteria, subgroups, overall = oracle(situation, lot, on)
    assert {c.code: VALUE[c.result] for c in screening.criteria} == criteria
    assert {code: VALUE[result] for code, result in screening.subgroups.items()} == subgroups
    assert screening.result == OUTCOME[overall]


@given(situations, rules, dates, st.data())
def test_filling_in_an_unknown_never_turns_a_result_around(situation, lot, on, data):
    unknown = [column for column in KNOWN if is_unknown(getattr(situation, column))]
    column = data.draw(st.sampled_from(unknown or ["employed"]))
    filled = situation._replace(**{column: data.draw(st.sampled_from(KNOWN[column]))})
    before, after = screen(situation, lot, on), screen(filled, lot, on)
    if unknown and before.result != "incomplete":
        assert after.result == before.result


@given(situations, rules, dates, st.data())
def test_filling_in_what_is_missing_decides(situation, lot, on, data):
    missing = screen(situation, lot, on).missing
    filled = situation._replace(**{c: data.draw(st.sampled_from(KNOWN[c])) for c in missing})
    assert screen(filled, lot, on).result != "incomplete"


@anything
def test_something_is_missing_exactly_when_it_is_incomplete(situation, lot, on):
    screening = screen(situation, lot, on)
    assert bool(screening.missing) == (screening.result == "incomplete")
    assert all(is_unknown(situation._asdict()[column]) for column in screening.missing)


@anything
def test_every_youth_is_also_loa(situation, lot, on):
    subgroups = screen(situation, lot, on).subgroups
    assert VALUE[subgroups["youth"]] <= VALUE[subgroups["loa"]]


@anything
def test_a_frozen_subgroup_makes_eligible(situation, lot, on):
    screening = screen(situation, lot, on)
    if screening.subgroup != "none":
        assert screening.result == "eligible"
        assert screening.subgroups[screening.subgroup] == Result.MET
        assert not lot.subgroups or screening.subgroup in lot.subgroups
