"""The term of a written question, and the days before it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.workdays import is_workday, workdays
from reporting import deadlines
from reporting.choices import QuestionState

ASKED = date(2022, 3, 25)


def test_question_479_is_due_on_25_april():
    assert deadlines.deadline(ASKED) == date(2022, 4, 25)


def test_the_days_before_it_are_planned_backwards():
    assert [due.on for due in deadlines.due_days(ASKED)] == [
        date(2022, 4, 8),
        date(2022, 4, 14),
        date(2022, 4, 19),
        date(2022, 4, 21),
        date(2022, 4, 25),
    ]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (ASKED, "nog 20 van 20 werkdagen"),
        (date(2022, 4, 12), "nog 8 van 20 werkdagen"),
        (date(2022, 4, 25), "vandaag de laatste werkdag"),
        (date(2022, 4, 26), "1 werkdag te laat"),
        (date(2022, 5, 2), "5 werkdagen te laat"),
        (date(2022, 3, 1), "nog 20 van 20 werkdagen"),
        (date(2022, 5, 23), "20 werkdagen te laat"),
        (date(2022, 5, 24), "meer dan 20 werkdagen te laat"),
        (date(2026, 6, 1), "meer dan 20 werkdagen te laat"),
    ],
)
def test_the_time_left_in_words(today, said):
    assert deadlines.time_left(ASKED, today) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [(ASKED, ""), (date(2022, 4, 25), ""), (date(2022, 4, 27), "2 werkdagen te laat")],
)
def test_how_late_it_was(on, said):
    assert deadlines.lateness(ASKED, on) == said


def test_what_comes_next_follows_from_the_state():
    assert deadlines.next_due(ASKED, QuestionState.ASSIGNED).until == QuestionState.DRAFTED
    assert deadlines.next_due(ASKED, QuestionState.DELIVERED).on == date(2022, 4, 25)
    assert deadlines.next_due(ASKED, QuestionState.SENT) is None


def test_the_embargo_counts_from_the_day_it_was_sent():
    assert deadlines.embargo_ends(date(2022, 4, 25)) == date(2022, 5, 16)


def test_terms_have_their_own_days():
    assert deadlines.terms_on(date(1990, 1, 1)) is deadlines.all_terms()[0]
    assert deadlines.terms_on(ASKED).answer == 20


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_every_day_is_a_working_day_and_they_follow_each_other(asked_on):
    days = [due.on for due in deadlines.due_days(asked_on)]
    assert all(map(is_workday, days))
    assert days == sorted(set(days))
    assert len(list(workdays(asked_on, days[-1]))) == 20
