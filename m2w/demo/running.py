"""An invented later call, in which every promoter has a project running today."""

from collections.abc import Sequence
from datetime import date, timedelta

from m2w.demo.plan import Call, Grant, Lot, Project, Promoter
from m2w.demo.vocabulary import PROJECT_NAMES
from m2w.periods import add_months
from m2w.reference.provinces import (
    ANTWERPEN,
    LIMBURG,
    OOST_VLAANDEREN,
    PROVINCES,
    VLAAMS_BRABANT,
    WEST_VLAANDEREN,
)

EUROS_PER_MENTEE = 2_450
OLDEST, YOUNGEST = 20, 4  # months since the first day; terms of 24 months still run
LOTS = (
    ("Antwerpen", (ANTWERPEN,), ()),
    ("Oost-Vlaanderen", (OOST_VLAANDEREN,), ("loa", "youth")),
    ("Limburg", (LIMBURG,), ("youth",)),
    ("Vlaams-Brabant", (VLAAMS_BRABANT,), ()),
    ("West-Vlaanderen", (WEST_VLAANDEREN,), ("hoa", "loa")),
    ("Vlaanderen", PROVINCES, ("hoa",)),
)
USE = (0.97, 0.84, 1.03, 1.15, 0.92, 0.7)


def running_call(
    promoters: Sequence[Promoter], intakes: Sequence[int], today: date
) -> tuple[Call, tuple[Project, ...]]:
    """The call and its projects, one per intake; promoters and lots take turns."""
    opens_on = add_months(today.replace(day=1), -OLDEST - 6)
    code = f"VOORBEELD-{opens_on.year}"
    target = 2 * sum(intakes) // len(LOTS)
    budget = target * EUROS_PER_MENTEE * 100
    lots = tuple(
        Lot(f"{code}-{n}", str(n), *lot, budget=budget, target=target)
        for n, lot in enumerate(LOTS, start=1)
    )
    call = Call(
        code=code,
        title="Mentoring naar werk (voorbeeldoproep)",
        reference=f"{opens_on.year}/voorbeeld",
        budget=budget * len(LOTS),
        opens_on=opens_on,
        lots=lots,
    )
    return call, tuple(
        _project(call, n, promoters, intake, today) for n, intake in enumerate(intakes)
    )


def _project(
    call: Call, n: int, promoters: Sequence[Promoter], intake: int, today: date
) -> Project:
    round_, turn = divmod(n, len(promoters))
    promoter, lot = promoters[turn], call.lots[n % len(LOTS)]
    starts_on = add_months(today.replace(day=1), -(YOUNGEST + 3 * n % (OLDEST - YOUNGEST + 1)))
    target = intake * (19 + n % 6) // 20
    return Project(
        code=f"{promoter.slug.upper()}-{2 + round_}",
        call=call.code,
        lot=lot,
        promoter=promoter,
        name=f"{PROJECT_NAMES[n % len(PROJECT_NAMES)]} {lot.name}",
        starts_on=starts_on,
        target=target,
        intake=intake,
        grants=(Grant("initial", starts_on - timedelta(days=40), target * EUROS_PER_MENTEE * 100),),
        known_until=today,
        recruiting=True,
        use=USE[n % len(USE)],
        control_waits=n % 2 == 1,
        six_month_delay=n % 5 * 4,
    )
