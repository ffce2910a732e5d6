"""What should follow from the story, by plain loops over days: nothing of the site is used."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.lived import story

Silence = tuple[int, date]
OPEN_BEFORE = timedelta(days=14)
FRESH = timedelta(days=62)


def month_before(day: date) -> date:
    """The same day a month earlier, or the last of that month."""
    year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - story.DAY).day))


def running(duo: story.Duo, day: date) -> bool:
    return duo.started <= day < duo.ended


def resting(duo: story.Duo, day: date) -> bool:
    return duo.rests is not None and duo.rests[0] <= day <= duo.rests[1]


def silences() -> set[Silence]:
    """Of each duo the days since which it had no contact for more than its rhythm."""
    found = set()
    for day in story.all_days():
        for duo in story.DUOS:
            if running(duo, day) and not resting(duo, day):
                last = max((met for met in duo.meetings if met <= day), default=duo.started)
                if (day - last).days > story.RHYTHM:
                    found.add((duo.n, last))
    return found


def late_checkins() -> set[Silence]:
    """Two in the first month, of which the first within two weeks, then one a month."""
    found = set()
    for day in story.all_days():
        for duo in story.DUOS:
            if not running(duo, day) or resting(duo, day):
                continue
            held = [one for one in duo.checkins if one <= day]
            last = max(held, default=duo.started)
            month = (day - month_before(day)).days
            late = (
                (day - duo.started).days > 14
                if not held
                else (day - duo.started).days > month
                if len(held) == 1
                else (day - last).days > month
            )
            if late:
                found.add((duo.n, last))
    return found


def held_on(who: str, number: int) -> date | None:
    """When the sheets of a writer for a round became final; None for never."""
    delay = story.DELAYS[who][number]
    if delay is None or delay == story.DRAFT:
        return None
    return story.due_days()[number] + timedelta(days=delay)


def sheets() -> Iterator[tuple[str, str, int]]:
    """Every sheet there is to be: level, track, round."""
    for level in ("promoter", "province", "central"):
        for track in story.TRACKS:
            for number in range(len(story.period_starts())):
                yield level, track, number


def status(level: str, track: str, number: int, as_of: date) -> str:
    """How a sheet stands as of a day."""
    who, due = story.writer_of(level, track), story.due_days()[number]
    held = held_on(who, number)
    if held and held <= as_of:
        return "held"
    if story.DELAYS[who][number] == story.DRAFT:
        return "draft"
    return "missing" if as_of >= due else "open"


def writes(who: str, level: str, track: str) -> bool:
    """Whether it is someone's to write: central ones are the managers', all tracks."""
    if who in {"max", "mia"}:
        return level == "central"
    if who == "eva":
        return track == "content"
    return level != "central" and track != "content"


def reminders_to_write() -> set[tuple[str, date]]:
    """(who, due day): something of theirs was not final by the end of a day, due or later."""
    found = set()
    for who in ("frank", "eva", "max", "mia"):
        for level, track, number in sheets():
            due, held = story.due_days()[number], held_on(story.writer_of(level, track), number)
            if writes(who, level, track) and (held is None or held > due) and due <= story.LAST:
                found.add((who.title(), due))
    # The final evaluation was held two days late; both managers write it.
    return found | {("Max", date(2025, 9, 30)), ("Mia", date(2025, 9, 30))}


def openings() -> set[date]:
    """When the sheets of the project opened to its promoter: 14 days before they are due."""
    dues = {*story.due_days(), date(2024, 7, 1), date(2025, 9, 30)}
    # From the extension on the next round begins; it is due later than the story goes.
    return {due - OPEN_BEFORE for due in dues}
