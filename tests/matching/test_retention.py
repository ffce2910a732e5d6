"""When the file of a mentor may be kept no longer: a table of cases, no database."""

from datetime import date

import pytest

from m2w.privacy.terms import DEFAULT_MONTHS, Category
from matching.retention import file_due

FROM = date(2020, 1, 15)


@pytest.mark.parametrize(
    ("active_until", "duos", "expected"),
    [
        (None, [], (date(2021, 1, 15), Category.MENTOR_APPLICANT)),
        (date(2020, 6, 30), [], (date(2021, 6, 30), Category.MENTOR_APPLICANT)),
        (None, [date(2020, 9, 1)], (date(2022, 9, 1), Category.CLOSED)),
        (None, [date(2021, 2, 1), date(2020, 9, 1)], (date(2023, 2, 1), Category.CLOSED)),
        (date(2021, 12, 31), [date(2020, 9, 1)], (date(2023, 12, 31), Category.CLOSED)),
        (None, [None], None),
        (date(2020, 6, 30), [date(2020, 9, 1), None], None),
    ],
)
def test_due(active_until, duos, expected):
    assert file_due(FROM, active_until, duos, DEFAULT_MONTHS) == expected
