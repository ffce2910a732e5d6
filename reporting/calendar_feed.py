"""Someone's calendar: the planned meetings and the due days of the rounds that they read, as
RFC 5545 has it. It names projects, provinces and calls, never a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.periods import BRUSSELS, ONE_DAY
from programmes.choices import EvaluationKind
from programmes.evaluation_addresses import round_url
from programmes.evaluation_rounds import RELATED, round_of
from programmes.evaluation_texts import period_text, round_title
from programmes.models import Meeting
from reporting.selection import select
from reporting.to_write import Due, of_projects, of_rounds

# How far back and ahead a calendar looks.
BACK, AHEAD = timedelta(days=92), timedelta(days=366)
LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Event:
    """A day, or a moment of an hour, in a calendar. `key` stays the same when it moves."""

    key: str
    starts: date | datetime
    summary: str
    url: str
    place: str = ""

    @property
    def ends(self) -> date | datetime:
        """The moment after it, as calendars count."""
        return self.starts + (LASTS if isinstance(self.starts, datetime) else ONE_DAY)


def events_of(user: User, on: date) -> list[Event]:
    """What stands in someone's calendar on a day, in order of time."""
    found = [*planned(user, on), *expected(user, on)]
    return sorted(found, key=lambda event: (event.starts.isoformat()[:10], event.key))


def planned(user: User, on: date) -> Iterator[Event]:
    """The meetings of rounds that someone reads, planned around that day."""
    rows = Meeting.objects.visible_to(user).filter(
        planned_on__gte=on - BACK, planned_on__lte=on + AHEAD
    )
    for meeting in rows.select_related(*RELATED):
        on_round, day = round_of(meeting), meeting.planned_on
        if day is None:
            continue
        at = meeting.planned_at
        starts = datetime.combine(day, at, BRUSSELS).astimezone(UTC) if at else day
        yield Event(
            f"meeting:{meeting.pk}",
            starts,
            _("Overleg: %(round)s") % {"round": round_title(on_round)},
            round_url(on_round),
            meeting.place,
        )


def expected(user: User, on: date) -> Iterator[Event]:
    """The days on which rounds that someone reads are due, one for all tracks of a round; no
    more once all of them are held."""
    selection = select(on + AHEAD, reader=user)
    together: dict[tuple[str, str, str, date], Due] = {}
    for due in [*of_rounds(selection), *of_projects(selection)]:
        if due.status != "held" and on - BACK <= due.due_on <= on + AHEAD:
            together.setdefault((due.kind, due.level, due.code, due.due_on), due)
    for due in together.values():
        key = f"due:{due.kind}:{due.level}:{due.code}:{due.period.start}"
        yield Event(key, due.due_on, summary_of(due), due.url)


def summary_of(due: Due) -> str:
    if due.kind == EvaluationKind.BIMONTHLY:
        told = {"scope": due.name, "period": period_text(due.period)}
        return _("Evaluatie verwacht: %(scope)s, %(period)s") % told
    kind = str(EvaluationKind(due.kind).label).capitalize()
    return _("%(kind)s verwacht: %(scope)s") % {"kind": kind, "scope": due.name}


def written(events: Iterable[Event]) -> bytes:
    """The events as an iCalendar file."""
    from icalendar import Calendar
    from icalendar import Event as Component

    calendar = Calendar()
    calendar.add("prodid", "-//Mentoring2Work//Evaluaties//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Mentoring2Work")
    stamp = timezone.now()
    for event in events:
        component = Component()
        component.add("uid", f"{uuid5(NAMESPACE_URL, event.key)}@mentoring2work")
        component.add("dtstamp", stamp)
        component.add("dtstart", event.starts)
        component.add("dtend", event.ends)
        component.add("summary", event.summary)
        component.add("url", f"{settings.M2W_SITE_URL}{event.url}")
        if event.place:
            component.add("location", event.place)
        calendar.add_component(component)
    content: bytes = calendar.to_ical()
    return content


def feed_of(user: User) -> bytes:
    """Someone's calendar as it is today."""
    return written(events_of(user, periods.today()))
