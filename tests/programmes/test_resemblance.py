"""Two spellings of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.resemblance import alike

YUSUF = ("Yusuf", "Demirtaş")


@pytest.mark.parametrize(
    "other",
    [
        ("Yusuf", "Demirtaş"),
        ("YUSUF", "DEMIRTAS"),
        ("Demirtas", "Yusuf"),
        ("Yussuf", "Demirtas"),
        ("Yusuf ", " Demir-taş"),
        ("Jusuf", "Demirtaş"),
    ],
)
def test_alike(other):
    assert alike(*YUSUF, *other)


@pytest.mark.parametrize(
    "other",
    [("Yusuf", "Yılmaz"), ("Emine", "Demirtaş"), ("", ""), ("Y", "D"), ("محمد", "العربي")],
)
def test_not_alike(other):
    assert not alike(*YUSUF, *other)


def test_nobody_resembles_an_empty_name():
    assert not alike("", "", "", "")


def test_names_in_other_scripts():
    assert alike("محمد", "العربي", "العربي", "محمد")


names = st.text(st.characters(categories=["L", "Mn"]), min_size=1, max_size=20)


@given(names, names)
def test_whoever_comes_first_in_whatever_order(first, last):
    if any(char.isalnum() for char in first + last):
        assert alike(first, last, last, first)


@given(names, names, names, names)
def test_it_is_mutual(first, last, other_first, other_last):
    there = alike(first, last, other_first, other_last)
    assert there == alike(other_first, other_last, first, last)
