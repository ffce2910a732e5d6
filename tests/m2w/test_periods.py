from datetime import date

import pytest
import time_machine

from m2w.periods import Period, add_months, age_on, today


def test_today_is_the_day_that_is_set(settings):
    settings.M2W_TODAY = date(2022, 4, 1)
    assert today() == date(2022, 4, 1)


def test_today_is_the_day_in_brussels_not_in_london(settings):
    settings.M2W_TODAY = None
    with time_machine.travel("2022-04-01T22:30:00Z", tick=False):
        assert today() == date(2022, 4, 2)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2022, 1, 15), 1, date(2022, 2, 15)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 12, 1), 24, date(2023, 12, 1)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 1, 1), -1, date(2021, 12, 1)),
        (date(2022, 5, 5), 0, date(2022, 5, 5)),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("birth_date", "on", "age"),
    [
        (date(1997, 4, 1), date(2022, 3, 31), 24),
        (date(1997, 4, 1), date(2022, 4, 1), 25),
        (date(2000, 2, 29), date(2025, 2, 28), 24),
        (date(2000, 2, 29), date(2025, 3, 1), 25),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
        (date(2022, 4, 1), date(2022, 4, 1), 0),
    ],
)
def test_age_in_full_years(birth_date, on, age):
    assert age_on(birth_date, on) == age


class TestPeriod:
    spring = Period(date(2022, 3, 1), date(2022, 6, 1))
    from_june = Period(date(2022, 6, 1))

    def test_the_end_does_not_belong_to_it(self):
        assert date(2022, 3, 1) in self.spring
        assert date(2022, 5, 31) in self.spring
        assert date(2022, 6, 1) not in self.spring
        assert date(2022, 2, 28) not in self.spring

    def test_it_may_go_on(self):
        assert date(2099, 1, 1) in self.from_june
        assert self.from_june.last_day is None
        with pytest.raises(ValueError, match="without an end"):
            _ = self.from_june.days

    def test_through_a_last_day(self):
        assert Period.through(date(2022, 3, 1), date(2022, 5, 31)) == self.spring
        assert Period.through(date(2022, 6, 1), None) == self.from_june
        assert self.spring.last_day == date(2022, 5, 31)

    def test_days(self):
        assert self.spring.days == 31 + 30 + 31

    def test_touching_periods_do_not_overlap(self):
        assert not self.spring.overlaps(self.from_june)
        assert not self.from_june.overlaps(self.spring)

    def test_one_day_in_common_is_an_overlap(self):
        from_last_day = Period(date(2022, 5, 31))
        assert self.spring.overlaps(from_last_day)
        assert from_last_day.overlaps(self.spring)
        assert self.from_june.overlaps(from_last_day)
