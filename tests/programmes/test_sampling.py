"""Drawing lines to control: reproducible, of the size asked, and with the chances promised."""

import hashlib
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.choices import SampleMethod
from programmes.sampling import Item, draw

RANDOM, MONETARY = SampleMethod.RANDOM, SampleMethod.MONETARY
cents = st.integers(0, 10_000_00).map(lambda n: Decimal(n) / 100)
lines = st.lists(cents, min_size=1, max_size=60).map(
    lambda amounts: [Item(number, amount) for number, amount in enumerate(amounts, 1)]
)
sizes = st.integers(1, 70)
seeds = st.text(min_size=1, max_size=40)
methods = st.sampled_from(SampleMethod.values)


def hashed(text):
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def test_it_works():
    """A draw that anyone can check with a hash and a pencil."""
    items = [Item(n, Decimal(100)) for n in range(1, 6)]
    by_hash = sorted(range(1, 6), key=lambda n: hashed(f"2026:{n}"))
    assert draw(items, RANDOM, 2, "2026").chosen == frozenset(by_hash[:2])


@given(lines, methods, sizes, seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_plays_no_part(items, method, size, seed, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    assert draw(items, method, size, seed) == draw(shuffled, method, size, seed)


@given(lines, methods, sizes, seeds)
def test_the_size_is_respected(items, method, size, seed):
    drawable = [item for item in items if method == RANDOM or item.amount]
    chosen = draw(items, method, size, seed).chosen
    assert len(chosen) == min(size, len(drawable))
    assert chosen <= {item.number for item in drawable}


@given(lines, sizes, seeds)
def test_of_the_monetary_method_every_interval_is_hit(items, size, seed):
    """Beside the certain lines the euros are cut in equal intervals, and in each of them the line
    that holds the same point is drawn."""
    found = draw(items, MONETARY, size, seed)
    rest = [item for item in items if item.amount and item.number not in found.certain]
    intervals = len(found.chosen - found.certain)
    if not intervals:
        assert found.chosen == found.certain
        return
    euros, hit = Fraction(sum(item.amount for item in rest)), set()
    interval = euros / intervals
    for n in range(intervals):
        point, until = interval * n + interval * Fraction(hashed(seed), 2**256), Fraction(0)
        for item in rest:
            until += Fraction(item.amount)
            if point < until:
                hit.add(item.number)
                break
    assert found.chosen - found.certain == hit
    assert all(item.amount < interval for item in rest)


@given(lines, sizes, seeds)
def test_a_line_at_least_as_large_as_an_interval_is_certain(items, size, seed):
    total = sum(item.amount for item in items)
    large = {item.number for item in items if item.amount and item.amount * size >= total}
    assert large <= draw(items, MONETARY, size, seed).certain


def test_every_euro_has_the_same_chance():
    """Over many seeds a line is drawn as often as its share of the euros says."""
    items = [Item(1, Decimal(10)), Item(2, Decimal(30)), Item(3, Decimal(60))]
    found = [draw(items, MONETARY, 1, str(seed)).chosen for seed in range(2000)]
    for item in items:
        times = sum(item.number in chosen for chosen in found)
        assert abs(times - 20 * item.amount) < 90  # four standard deviations


def test_every_line_has_the_same_chance():
    items = [Item(n, Decimal(n)) for n in range(1, 5)]
    found = [draw(items, RANDOM, 1, str(seed)).chosen for seed in range(2000)]
    for item in items:
        assert abs(sum(item.number in chosen for chosen in found) - 500) < 80


def test_how_the_euros_were_cut_is_told():
    items = [Item(1, Decimal(500)), *(Item(n, Decimal(25)) for n in range(2, 6))]
    found = draw(items, MONETARY, 3, "x")
    assert found.certain == {1}
    assert found.interval == Decimal("50.00")
    assert found.start == (Decimal(50) * hashed("x") / 2**256).quantize(Decimal("0.01"))


@pytest.mark.parametrize("method", SampleMethod.values)
def test_nothing_is_no_size(method):
    with pytest.raises(ValueError, match="0"):
        draw([Item(1, Decimal(1))], method, 0, "x")
