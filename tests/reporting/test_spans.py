"""The middle, the spread, and how a share grows."""

from collections import Counter
from decimal import Decimal
from statistics import median as of_statistics
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.spans import growth, median, spread

DAYS = st.lists(st.integers(0, 700), min_size=1, max_size=60)


def test_without_any_there_is_none():
    assert spread({}) is None
    assert median({}) is None


@given(DAYS)
def test_the_middle_is_that_of_the_library(days):
    assert float(median(Counter(days))) == pytest.approx(of_statistics(days), abs=0.051)


@given(DAYS.filter(lambda days: len(days) > 1))
def test_the_spread_too(days):
    found = [float(part) for part in spread(Counter(days))]
    assert found == pytest.approx(quantiles(days, n=4, method="inclusive"), abs=0.051)


def test_one_value_is_all_of_them():
    assert spread({12: 3}) == (Decimal(12), Decimal(12), Decimal(12))


class TestGrowth:
    def test_of_who_all_found_it(self):
        assert growth({10: 1, 40: 1}, {}, 2) == [0, 50, 100]

    def test_of_who_nobody_did(self):
        assert growth({}, {400: 5}, 12) == [0] * 13

    def test_who_could_be_followed_less_long_counts_that_long(self):
        """Of four one found work on day 45; one had left our sight on day 20."""
        after_two_months = growth({45: 1}, {20: 1, 300: 2}, 2)[-1]
        assert after_two_months == pytest.approx(100 / 3)

    @given(DAYS, DAYS)
    def test_it_never_falls_and_is_a_share(self, found, looking):
        shares = growth(Counter(found), Counter(looking), 24)
        assert shares == sorted(shares)
        assert all(0 <= share <= 100 for share in shares)

    @given(DAYS)
    def test_when_all_are_followed_it_is_the_plain_share(self, found):
        plain = [100 * sum(day <= n * 1461 // 48 for day in found) / len(found) for n in range(24)]
        assert growth(Counter(found), {}, 23) == pytest.approx(plain)
