"""Which reports of mentor and mentee are about one meeting, and what is true of it. Pure.

Reports are grouped and judged anew whenever one comes in, so that their order changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from m2w.periods import ONE_DAY
from matching.choices import Doubt, Reporter

# What two people remember of one meeting may differ by so many minutes [choice].
MINUTES_APART = 30


@dataclass(frozen=True, slots=True)
class Told:
    """What one of the two reported of a day. `minutes` and `channel` may not be known."""

    who: str
    held_on: date
    seen: bool
    minutes: int | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What follows from the reports of one meeting.

    `reached` is None while nothing counts yet: one said that there was none, or they contradict
    each other. With a `doubt` the coach decides.
    """

    held_on: date
    reached: bool | None
    minutes: int | None = None
    channel: str = ""
    doubt: str = ""


def meetings_of(reports: Iterable[Told]) -> list[tuple[Told, ...]]:
    """The reports of one duo, at most one of each person a day, by the meeting they are about.

    Two reports of one day are about one meeting. So are two of days that follow each other when
    both say the same of having met, neither has another report on the other's day, and no other
    report could be meant [choice]: who remembers the wrong day is at most one day off.
    """
    by_who: dict[str, dict[date, Told]] = {who: {} for who in Reporter.values}
    for report in reports:
        by_who[report.who][report.held_on] = report
    mentor, mentee = by_who[Reporter.MENTOR], by_who[Reporter.MENTEE]
    same_day = mentor.keys() & mentee.keys()
    pairs = [(mentor.pop(day), mentee.pop(day)) for day in same_day]
    beside_each = [(day, beside(mentor[day], mentor, mentee)) for day in mentor]
    pairs += [(mentor.pop(day), mentee.pop(other.held_on)) for day, other in beside_each if other]
    alone = [(one,) for one in (*mentor.values(), *mentee.values())]
    return sorted([*pairs, *alone], key=first_day)


def beside(report: Told, own: dict[date, Told], others: dict[date, Told]) -> Told | None:
    """The only report of the other that can be about the same meeting, if it fits no other."""
    near = list(alike_near(report, others))
    if len(near) != 1 or len(list(alike_near(near[0], own))) != 1:
        return None
    return near[0]


def alike_near(report: Told, others: dict[date, Told]) -> Iterator[Told]:
    for day in (report.held_on - ONE_DAY, report.held_on + ONE_DAY):
        other = others.get(day)
        if other and other.seen == report.seen:
            yield other


def first_day(reports: tuple[Told, ...]) -> date:
    return min(report.held_on for report in reports)


def meeting_of(reports: tuple[Told, ...]) -> Meeting:
    """What is true of a meeting, by the one or two reports about it.

    Who says alone that they met is believed; who says alone that they did not waits for the
    other. Two who agree on having met make one contact of the earlier day, with the average of
    their minutes and the mentor's channel; when these differ by more than half an hour the lower
    number stands until the coach decides [choice].
    """
    on = first_day(reports)
    if len({report.seen for report in reports}) > 1:
        return Meeting(on, reached=None, doubt=Doubt.SEEN)
    if not reports[0].seen:
        return Meeting(on, reached=False if len(reports) > 1 else None)
    minutes = [report.minutes for report in reports if report.minutes is not None]
    channel = next((report.channel for report in by_mentor_first(reports) if report.channel), "")
    if not minutes:
        return Meeting(on, reached=True, channel=channel)
    if max(minutes) - min(minutes) > MINUTES_APART:
        lower = min(minutes)
        return Meeting(on, reached=True, minutes=lower, channel=channel, doubt=Doubt.MINUTES)
    average = sum(minutes) // len(minutes)
    return Meeting(on, reached=True, minutes=average, channel=channel)


def by_mentor_first(reports: tuple[Told, ...]) -> list[Told]:
    return sorted(reports, key=lambda report: report.who != Reporter.MENTOR)
