"""Drawing lots: small questions to a seeded source of chance."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


def source(*seed: object) -> Random:
    """A source that gives the same draws for the same seed, on every machine."""
    return Random("/".join(map(str, seed)))


def chance(rng: Random, share: float) -> bool:
    """True for that share of the draws."""
    return rng.random() < share


def weighted(rng: Random, weights: Mapping[T, int]) -> T:
    """One of the keys, each as often as its weight says."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def after(rng: Random, day: date, least: int, most: int) -> date:
    """A day between so many days after another one."""
    return day + timedelta(days=rng.randint(least, most))
