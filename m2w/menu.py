"""What each role finds: the main menu, what waits for them, and what there is.

Every app declares its own in a module `navigation`: `ENTRIES` (pages), `ACTIONS`, `TASKS` (work),
`AGENDAS` (days to come), `PANELS` (what stands beside it on the home page) and `OF_ACCOUNT` (what
stands on the page of one's own account).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from m2w import notation, periods
from m2w.accounts.acting import acts_as, opens_files
from m2w.accounts.models import User
from m2w.discovery import modules
from m2w.marks import Mark, Tone

Text = str | Promise
DAYS_AHEAD = 6


@dataclass(frozen=True)
class Computed:
    """What waits where no query alone tells so: a list in its own order, asked like rows."""

    rows: Sequence[Any]

    def count(self) -> int:
        return len(self.rows)

    def order_by(self, *names: str) -> "Computed":
        return self

    def first(self) -> Any:
        return self.rows[0]


Rows = Callable[[User], "QuerySet[Any] | Computed"]


@dataclass(frozen=True)
class Entry:
    """A page in the menu of some roles. `rows` are what it lists for someone."""

    label: Text
    view: str
    roles: frozenset[str]
    rank: int
    rows: Rows | None = None
    about: Text = ""

    @property
    def url(self) -> str:
        return reverse(self.view)


Detail = Callable[[Any], Text]
LATE, SOON, LATER = "late", "soon", "later"


@dataclass(frozen=True)
class Action:
    """What some roles begin from their home page; the first one is their main work."""

    label: Text
    view: str
    roles: frozenset[str]
    rank: int
    icon: str = ""

    @property
    def url(self) -> str:
        return reverse(self.view)


@dataclass(frozen=True)
class Task:
    """Work that waits for some roles, at an address with exactly these rows.

    `order` puts the row first of which `detail` tells. `group` says how much it presses.
    """

    label: Text
    view: str
    query: str
    roles: frozenset[str]
    rank: int
    rows: Rows
    order: str
    detail: Detail
    group: str = SOON

    @property
    def url(self) -> str:
        address = reverse(self.view)
        return f"{address}?{self.query}" if self.query else address


@dataclass(frozen=True)
class Appointment:
    """A day to come that some roles look ahead to."""

    on: date
    text: Text
    url: str = ""
    # The row that the text names, if any.
    row: Any = None


@dataclass(frozen=True)
class Agenda:
    """Days to come, from one app, for some roles."""

    roles: frozenset[str]
    days: Callable[[User], Iterable[Appointment]]
    rank: int = 0


@dataclass(frozen=True)
class Panel:
    """Something beside the work of some roles: a template and the content it takes."""

    template: str
    roles: frozenset[str]
    rank: int
    content: Callable[[User], Any]


@dataclass(frozen=True)
class Line:
    """One line of a home page: a number, what it counts, and where those rows are."""

    label: Text
    url: str
    count: int
    detail: Text
    # The row that the detail names, if any.
    row: Any = None


@cache
def declared(name: str) -> tuple[Any, ...]:
    """What the navigation modules of all apps declare under this name, in order."""
    found = [item for module in modules("navigation") for item in getattr(module, name, [])]
    return tuple(sorted(found, key=lambda item: item.rank))


def actions_for(user: User) -> list[Action]:
    """Each of them opens or makes a file."""
    found = declared("ACTIONS") if opens_files(user) else []
    return [action for action in found if acts_as(user, action.roles)]


def entries_for(user: User | AnonymousUser) -> list[Entry]:
    return [entry for entry in declared("ENTRIES") if acts_as(user, entry.roles)]


@dataclass(frozen=True)
class Group:
    """Work that presses alike."""

    key: str
    label: Text
    mark: Mark
    lines: list[Line]


def work_for(user: User) -> list[Group]:
    """What waits for someone, the most pressing first."""
    lines: dict[str, list[Line]] = {LATE: [], SOON: [], LATER: []}
    for task in declared("TASKS"):
        if acts_as(user, task.roles) and (line := line_of(task, user)):
            lines[task.group].append(line)
    return [group(key, found) for key, found in lines.items() if found]


def line_of(task: Task, user: User) -> Line | None:
    rows = task.rows(user)
    count = rows.count()
    if not count:
        return None
    first = rows.order_by(task.order, "pk").first()
    row = first if isinstance(first, Model) else None
    return Line(task.label, task.url, count, task.detail(first), row)


GROUPS: dict[str, tuple[Text, str, Tone]] = {
    LATE: (_("Over tijd"), "warn", "stop"),
    SOON: (_("Deze week"), "clock", "wait"),
    LATER: (_("Later"), "ring", "mute"),
}


def group(key: str, lines: list[Line]) -> Group:
    label, icon, tone = GROUPS[key]
    return Group(key, label, Mark(points(sum(line.count for line in lines)), icon, tone), lines)


def points(count: int) -> str:
    text = ngettext("%(n)s punt", "%(n)s punten", count)
    return text % {"n": notation.number(count)}


def waits_since(began: Callable[[Any], date]) -> Detail:
    """The detail of a task of which the longest wait counts."""
    return lambda row: longest_wait(row, began(row))


def longest_wait(row: Any, began: date) -> str:
    days = max(0, (periods.today() - began).days)
    text = ngettext(
        "Langst wachtend: %(who)s, sinds %(day)s (%(days)s\N{NO-BREAK SPACE}dag).",
        "Langst wachtend: %(who)s, sinds %(day)s (%(days)s\N{NO-BREAK SPACE}dagen).",
        days,
    )
    return text % {"who": row, "day": notation.day(began), "days": notation.number(days)}


def agenda_for(user: User) -> list[Appointment]:
    """The next days that someone looks ahead to."""
    days = [
        day
        for agenda in declared("AGENDAS")
        if acts_as(user, agenda.roles)
        for day in agenda.days(user)
    ]
    return sorted(days, key=lambda day: day.on)[:DAYS_AHEAD]


def there_is(user: User) -> Iterator[Line]:
    """The pages of someone's menu that list things, with how many there are.

    For who has no work that waits: to others it says nothing, and counting takes long.
    """
    if any(acts_as(user, task.roles) for task in declared("TASKS")):
        return
    for entry in entries_for(user):
        if entry.rows:
            yield Line(entry.label, entry.url, entry.rows(user).count(), entry.about)


def panels_for(user: User, name: str = "PANELS") -> Iterator[dict[str, Any]]:
    """What stands beside the work, or among one's own settings (`OF_ACCOUNT`); a panel without
    content stays away."""
    for panel in declared(name):
        if acts_as(user, panel.roles) and (content := panel.content(user)):
            yield {"template": panel.template, "content": content}
