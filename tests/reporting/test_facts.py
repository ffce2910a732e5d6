"""The facts of an answer against every report: whatever is a sum is the sum of the facts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from m2w.accounts.models import Organisation
from matching.models import Mentor
from programmes.models import Call, Mentee, Project
from reporting import facts, gathering
from reporting.cells import cells_of
from reporting.facts import Fact
from reporting.measures import CROSS_MEASURES, DIMENSIONS
from reporting.reports import REPORTS
from reporting.selection import select, selection_of
from reporting.tables import Count

pytestmark = pytest.mark.django_db

KEY = b"k" * 32
DAYS = [
    date(2019, 1, 1),
    date(2021, 3, 31),
    date(2022, 4, 1),
    date(2024, 2, 29),
    date(2026, 11, 23),
]
ADDED = ("enrolment", "match", "grant", "claim", "settlement", "payment", "evaluation", "hiring")


def facts_on(as_of, **chosen):
    return list(gathering.facts_of(select(as_of, **chosen), KEY))


def assert_recounted(table, found):
    """Every count and amount of the table is what the facts add up to."""
    cells = cells_of(table)
    recounted = facts.recounts(found, {cell.count for cell in cells})
    told = {(cell.count, cell.column): cell.value for cell in cells}
    assert {key: recounted[key[0]] for key in told} == told
    return len(told)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_every_count_and_amount_of_every_report(loaded, as_of):
    found = facts_on(as_of)
    checked = {
        code: assert_recounted(report.run(select(as_of)), found)
        for code, report in REPORTS.items()
        if not report.options
    }
    assert all(checked[code] for code in ("projects", "budget", "outflow", "goals", "criteria"))


@pytest.mark.parametrize("measure", CROSS_MEASURES)
def test_every_measure_along_every_dimension(loaded, measure):
    selection = select(DAYS[-1])
    found = facts_on(DAYS[-1])
    for rows, columns in zip(DIMENSIONS, [*DIMENSIONS][1:], strict=False):
        options = {"rows": rows, "columns": columns, "measure": measure}
        assert_recounted(REPORTS["cross"].run(selection, **options), found)


def test_the_facts_of_one_call_make_its_reports(loaded):
    call = Call.objects.get(code="2019-50081")
    found = facts_on(DAYS[2], call=call)
    for code in ("projects", "budget", "outflow", "benefit-nationality"):
        assert assert_recounted(REPORTS[code].run(select(DAYS[2], call=call)), found)


def test_what_is_chosen_is_found_among_all_facts(loaded):
    found = facts_on(DAYS[-1])
    some = selection_of(Project.objects.filter(lot__provinces__has="10000"), DAYS[-1])
    total = REPORTS["projects"].run(some).total
    within = Count("submitted", frozenset({("lot_province", "10000")}))
    assert facts.recount(found, within) == total["submitted"] > 0


def test_every_kind_is_there(loaded):
    kinds = {fact.kind for fact in facts_on(DAYS[-1])}
    assert kinds >= {*ADDED, "project", "call", "extension", "criterion"}


def test_no_fact_names_anyone(loaded):
    text = facts.packed([]) + b"".join(fact.as_json().encode() for fact in facts_on(DAYS[-1]))
    people = Mentee.objects.values_list("first_name", "last_name", "code", "vdab_number")
    mentors = Mentor.objects.values_list("last_name", "code")
    named = {value for row in [*people, *mentors] for value in row if value}
    codes = {*Project.objects.values_list("code", flat=True)}
    codes |= {*Organisation.objects.values_list("code", flat=True)}
    assert named - codes
    assert not [value for value in named - codes if f'"{value}"'.encode() in text]
    assert not [
        day
        for day in Mentee.objects.values_list("birth_date", flat=True)
        if f'"{day.isoformat()}"'.encode() in text.replace(b"_on", b"") and day.year < 2005
    ]


def test_nothing_later_than_the_day_is_known(loaded):
    as_of = DAYS[2]
    days = {
        day
        for fact in facts_on(as_of)
        if fact.kind not in {"project", "call", "criterion"}
        for name, day in fact.source.items()
        if name.endswith("_on") and day
    }
    assert days
    assert max(days) <= as_of.isoformat()


def test_the_same_record_has_another_name_in_another_answer(loaded):
    mine = {fact.key for fact in facts_on(DAYS[2])}
    others = {fact.key for fact in gathering.facts_of(select(DAYS[2]), b"o" * 32)}
    assert len(mine) == len(others)
    assert not mine & others


def test_facts_are_kept_as_they_are(loaded):
    found = facts_on(DAYS[2])
    assert facts.packed(found) == facts.packed(facts_on(DAYS[2]))
    kept = list(facts.unpacked(facts.packed(found)))
    counts = {Count(measure) for fact in found for measure in fact.adds}
    assert facts.recounts(kept, counts) == facts.recounts(found, counts)


def test_a_fact_counts_under_each_of_its_codes():
    fact = Fact("match", "a", at={"language": ["en", "ti"]}, adds={"matches": 1})
    counts = [Count("matches", frozenset({("language", code)})) for code in ("en", "ti", "nl")]
    assert list(facts.recounts([fact], counts).values()) == [1, 1, 0]


def test_the_number_of_queries_does_not_grow(loaded):
    def queries(projects):
        with CaptureQueriesContext(
            connection,
        ) as context:
            list(gathering.facts_of(selection_of(projects, DAYS[-1]), KEY))
        return len(context)

    assert queries(Project.objects.filter(code="CORE-1")) == queries(
        Project.objects.exclude(code="")
    )
