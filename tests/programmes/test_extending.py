"""When a project may be extended: a table of what is known, and what follows."""

from datetime import date

import pytest

from programmes.extending import Standing, opens_on, why_not_ask, why_not_grant

LAST_DAY = date(2021, 12, 31)
MONTH_20 = date(2021, 9, 1)


def test_it_opens_in_month_20_of_24():
    assert opens_on(LAST_DAY) == MONTH_20


@pytest.mark.parametrize(
    ("known", "on", "why"),
    [
        ({}, date(2021, 8, 31), "too_early"),
        ({}, MONTH_20, ""),
        ({}, LAST_DAY, ""),
        ({}, date(2022, 1, 1), "term_over"),
        ({"is_asked": True}, MONTH_20, "asked_already"),
        ({"is_extended": True, "is_asked": True}, MONTH_20, "already_extended"),
        ({"verdict": "negative"}, MONTH_20, ""),
    ],
)
def test_who_may_ask(known, on, why):
    assert why_not_ask(Standing(LAST_DAY, **known), on) == why


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, "no_final_evaluation"),
        ({"verdict": "negative"}, "negative_evaluation"),
        ({"verdict": "positive"}, ""),
        ({"verdict": "positive", "is_extended": True}, "already_extended"),
    ],
)
def test_what_is_granted(known, why):
    assert why_not_grant(Standing(LAST_DAY, **known)) == why
