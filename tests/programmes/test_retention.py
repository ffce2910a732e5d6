"""When the file of a mentee may be kept no longer: a table of cases, no database."""

from datetime import date

import pytest

from m2w.privacy.terms import DEFAULT_MONTHS, Category
from programmes.choices import OPEN_STATES
from programmes.retention import Stay, file_due

MADE = date(2020, 1, 15)
DRAFT = Stay("draft", MADE)
REFERRED = Stay("referred", MADE, referred_on=date(2020, 2, 1))
DECLINED = REFERRED._replace(state="declined", declined_on=date(2020, 2, 10))
SUBMITTED = Stay("submitted", MADE, submitted_on=date(2020, 3, 1))
REJECTED = SUBMITTED._replace(state="rejected", decided_on=date(2020, 3, 31))
WITHDRAWN = SUBMITTED._replace(state="withdrawn", withdrawn_on=date(2020, 3, 20))
DROPPED = DRAFT._replace(state="withdrawn", withdrawn_on=date(2020, 4, 1))
ENDED = SUBMITTED._replace(state="ended", decided_on=date(2020, 3, 10), ended_on=date(2020, 8, 31))

CASES = [
    ("no enrolment", [], (date(2020, 7, 15), Category.DRAFT)),
    ("draft", [DRAFT], (date(2020, 7, 15), Category.DRAFT)),
    ("referral that waits", [REFERRED], (date(2020, 8, 1), Category.DRAFT)),
    ("draft after a referral", [REFERRED._replace(state="draft")], (date(2020, 8, 1), "draft")),
    ("referral declined", [DECLINED], (date(2021, 2, 10), Category.REFUSED)),
    ("refused", [REJECTED], (date(2021, 3, 31), Category.REFUSED)),
    ("withdrawn after submission", [WITHDRAWN], (date(2021, 3, 20), Category.REFUSED)),
    ("withdrawn before submission", [DROPPED], (date(2020, 10, 1), Category.DRAFT)),
    ("ended", [ENDED], (date(2022, 8, 31), Category.CLOSED)),
    ("the longest counts", [REJECTED, ENDED, DRAFT], (date(2022, 8, 31), Category.CLOSED)),
    (
        "a later refusal may keep it longer",
        [ENDED, REJECTED._replace(decided_on=date(2022, 5, 1))],
        (date(2023, 5, 1), Category.REFUSED),
    ),
]


@pytest.mark.parametrize(
    ("enrolments", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_due(enrolments, expected):
    assert file_due(MADE, enrolments, DEFAULT_MONTHS) == expected


@pytest.mark.parametrize("state", OPEN_STATES)
def test_never_while_something_is_open(state):
    stay = SUBMITTED._replace(state=state)
    assert file_due(MADE, [stay], DEFAULT_MONTHS) is None
    assert file_due(MADE, [ENDED, stay, DRAFT], DEFAULT_MONTHS) is None


def test_the_terms_are_data():
    months = {**DEFAULT_MONTHS, Category.CLOSED: 1}
    assert file_due(MADE, [ENDED], months).on == date(2020, 9, 30)
