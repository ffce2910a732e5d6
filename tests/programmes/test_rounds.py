"""The calendar of evaluations (domain.md 5, readings.md 20 and 25)."""

from datetime import date

from programmes.rounds import calendar_rounds, due_on, final_due, promoter_rounds, six_month_due


def test_a_project_of_24_months_has_12_rounds():
    rounds = list(promoter_rounds(date(2020, 1, 1), date(2021, 12, 31)))
    assert len(rounds) == 12
    assert rounds[0].start == date(2020, 1, 1)
    assert rounds[-1].last_day == date(2021, 12, 31)


def test_rounds_follow_each_other_from_the_first_day():
    rounds = list(promoter_rounds(date(2020, 12, 31), date(2021, 7, 15)))
    starts = [found.start for found in rounds]
    assert starts == [date(2020, 12, 31), date(2021, 2, 28), date(2021, 4, 30), date(2021, 6, 30)]
    assert [found.end for found in rounds[:-1]] == starts[1:]


def test_the_last_round_ends_with_the_project():
    *_, last = promoter_rounds(date(2020, 1, 1), date(2020, 3, 15))
    assert (last.start, last.last_day) == (date(2020, 3, 1), date(2020, 3, 15))


def test_calendar_blocks_hold_the_first_and_the_last_day():
    rounds = list(calendar_rounds(date(2020, 2, 10), date(2020, 7, 1)))
    assert [found.start.month for found in rounds] == [1, 3, 5, 7]
    assert rounds[-1].last_day == date(2020, 8, 31)


def test_due_on_the_day_after():
    first = next(promoter_rounds(date(2020, 1, 1), date(2021, 12, 31)))
    assert due_on(first) == date(2020, 3, 1)


def test_six_month_and_final_evaluation():
    assert six_month_due(date(2020, 8, 31)) == date(2021, 2, 28)
    assert final_due(date(2021, 12, 31)) == date(2021, 9, 30)
