"""What erasure puts in the place of a value: readings.md 22."""

from datetime import date

import pytest

from m2w.privacy import replacements
from m2w.reference.provinces import PROVINCES, province_of
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("replace", "value", "left"),
    [
        (replacements.name, "Amina", "erased"),
        (replacements.wording, "Verhuisd naar Gent", "erased"),
        (replacements.wording, "", ""),
        (replacements.nothing, "bakker", ""),
        (replacements.nothing, ("koken", "fietsen"), ()),
        (replacements.no_one, 7, None),
        (replacements.year, date(1990, 5, 17), date(1990, 1, 1)),
        (replacements.year, None, None),
        (replacements.province, "2387", "2000"),
        (replacements.province, "3212", "1500"),
        (replacements.province, "3990", "3500"),
        (replacements.province, "8870", "8000"),
        (replacements.province, "9308", "9000"),
        (replacements.province, "4837", "1000"),
    ],
)
def test_replacement(replace, value, left):
    assert replace(value) == left
    assert replace(left) == left


def test_a_postcode_stays_in_its_province():
    for number in range(1000, 10_000):
        left = replacements.province(str(number))
        assert province_of(left, TODAY) == province_of(str(number), TODAY)


def test_zwijndrecht_follows_the_province_it_is_in_today(settings):
    assert replacements.province("2070") == "2000"
    settings.M2W_TODAY = date(2025, 1, 1)
    assert replacements.province("2070") == "9000"


def test_one_postcode_per_province_and_one_outside():
    left = {replacements.province(str(number)) for number in range(1000, 10_000)}
    assert len(left) == len(PROVINCES) + 1
