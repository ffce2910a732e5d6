"""Belgian notation, with the spaces that keep a figure on one line."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from m2w import notation


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1626796.40"), "€\xa01.626.796,40"),
        (Decimal("2920000"), "€\xa02.920.000,00"),
        (Decimal("0.005"), "€\xa00,01"),
        (Decimal("-12.5"), "€\xa0-12,50"),
    ],
)
def test_euro(value, text):
    assert notation.euro(value) == text


def test_a_percentage_has_one_decimal_half_up():
    assert notation.percent(Decimal("55.65")) == "55,7\xa0%"
    assert notation.percent(Decimal("55.712"), 2) == "55,71\xa0%"


def test_a_number_keeps_its_own_decimals():
    assert notation.number(1234567) == "1.234.567"
    assert notation.number(Decimal("1234.5")) == "1.234,5"


def test_a_day_is_written_in_the_language_of_the_reader():
    assert notation.day(date(2022, 4, 1)) == "1\xa0april 2022"
    with translation.override("en"):
        assert notation.day(date(2022, 3, 1)) == "1\xa0March 2022"


def test_a_moment_is_in_belgian_time():
    moment = datetime(2022, 7, 1, 8, 42, tzinfo=UTC)
    assert notation.moment(moment) == "1\xa0juli 2022, 10.42"
