"""Screening every mentee of the database against the pure function in a bare loop."""

from collections.abc import Iterator
from datetime import date

from programmes.eligibility import LotRules, screen
from programmes.models import Lot, Mentee
from programmes.profiles import situation_of
from programmes.services.screenings import judge_all
from tests.bench.measure import Ratio, pair

DAY = date(2026, 6, 1)


def ratios() -> Iterator[Ratio]:
    lot = Lot.objects.select_related("call").first()
    assert lot is not None
    rules: LotRules = lot.rules
    situations = [situation_of(mentee) for mentee in Mentee.objects.iterator()]

    def bare() -> None:
        for situation in situations:
            screen(situation, rules, DAY)

    def ours() -> None:
        for _ in judge_all(Mentee.objects.all(), lot, DAY):
            pass

    yield Ratio("screening of all mentees", *pair(ours, bare), most=2)
