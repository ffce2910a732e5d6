"""The call of written question 479, with its real figures as of 1 April 2022.

Real are the call, its budget of € 2.920.000, the € 1.626.796,40 granted up to and including
1 April 2022, and Core VZW as the only extension by then. How projects share it is invented.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from m2w.demo.plan import Call, Final, Grant, Lot, Project, Promoter
from m2w.reference.provinces import (
    ANTWERPEN,
    LIMBURG,
    OOST_VLAANDEREN,
    VLAAMS_BRABANT,
    WEST_VLAANDEREN,
)

ASKED_FOR = date(2022, 4, 1)

LOTS = (
    Lot("2019-50081-1", "1", "Antwerpen", (ANTWERPEN,), (), 560_000_00, 90),
    Lot("2019-50081-2", "2", "Oost-Vlaanderen", (OOST_VLAANDEREN,), (), 580_000_00, 95),
    Lot("2019-50081-3", "3", "Limburg", (LIMBURG,), ("loa", "youth"), 420_000_00, 70),
    Lot("2019-50081-4", "4", "Vlaams-Brabant", (VLAAMS_BRABANT,), ("hoa", "loa"), 440_000_00, 70),
    Lot("2019-50081-5", "5", "West-Vlaanderen", (WEST_VLAANDEREN,), (), 450_000_00, 75),
    Lot("2019-50081-6", "6", "Hooggeschoolden", (ANTWERPEN, LIMBURG), ("hoa",), 470_000_00, 70),
)
CALL = Call(
    code="2019-50081",
    title="Mentoring naar werk",
    reference="2019/50081",
    budget=2_920_000_00,
    opens_on=date(2019, 7, 1),
    lots=LOTS,
)


def projects(promoters: Sequence[Promoter], intake: int, today: date) -> tuple[Project, ...]:
    """The six projects of the call; their records tell what is known today."""
    core, second, third, fourth, fifth, sixth = promoters[:6]
    project = partial(Project, call=CALL.code, intake=intake, known_until=max(today, ASKED_FOR))
    return (
        project(
            code="CORE-1",
            lot=LOTS[0],
            promoter=core,
            name="Mentoring naar werk Antwerpen",
            starts_on=date(2020, 1, 1),
            target=60,
            grants=(
                Grant("initial", date(2019, 11, 18), 268_410_00),
                Grant("extension", date(2021, 11, 22), 131_250_00),
            ),
            use=0.98,
            final=Final(date(2021, 9, 20), "positive", extended_on=date(2021, 11, 22)),
        ),
        project(
            code="SECOND-1",
            lot=LOTS[1],
            promoter=second,
            name="Mentoring naar werk Oost-Vlaanderen",
            starts_on=date(2020, 5, 1),
            target=65,
            grants=(
                Grant("initial", date(2020, 3, 16), 312_640_40),
                Grant("extension", date(2022, 4, 20), 148_000_00),
            ),
            use=1.02,
            six_month_delay=20,
            final=Final(date(2022, 2, 14), "positive", extended_on=date(2022, 4, 20)),
        ),
        project(
            code="THIRD-1",
            lot=LOTS[2],
            promoter=third,
            name="Mentoring naar werk Limburg",
            starts_on=date(2020, 9, 1),
            target=60,
            grants=(Grant("initial", date(2020, 7, 6), 238_500_00),),
            use=0.72,
            final=Final(date(2022, 6, 7), "positive"),
        ),
        project(
            code="FOURTH-1",
            lot=LOTS[3],
            promoter=fourth,
            name="Mentoring naar werk Vlaams-Brabant",
            starts_on=date(2021, 1, 1),
            target=55,
            grants=(
                Grant("initial", date(2020, 11, 9), 251_948_00),
                Grant("decrease", date(2021, 10, 4), 18_000_00),
            ),
            use=0.81,
            claims_delay=62,
        ),
        project(
            code="FIFTH-1",
            lot=LOTS[4],
            promoter=fifth,
            name="Mentoring naar werk West-Vlaanderen",
            starts_on=date(2020, 6, 1),
            target=50,
            grants=(
                Grant("initial", date(2020, 4, 20), 236_848_00),
                Grant("increase", date(2021, 3, 15), 24_000_00),
            ),
            use=1.17,
            six_month_delay=None,
            final=Final(date(2022, 3, 3), "negative"),
        ),
        project(
            code="SIXTH-1",
            lot=LOTS[5],
            promoter=sixth,
            name="Mentoring naar werk voor hooggeschoolden",
            starts_on=date(2021, 3, 1),
            target=45,
            grants=(
                Grant("initial", date(2021, 1, 18), 181_200_00),
                Grant("increase", date(2022, 6, 13), 12_500_00),
            ),
            use=0.95,
            final=Final(date(2022, 11, 21), "positive"),
        ),
    )
