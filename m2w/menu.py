"""What each role finds: the main menu, what waits for them, and what there is.

Every app declares its own in a module `navigation`: `ENTRIES` (pages), `TASKS` (work) and
`PANELS` (what stands beside it on the home page).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext

from m2w import notation, periods
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.discovery import modules

Text = str | Promise
Rows = Callable[[User], QuerySet[Any]]


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


@dataclass(frozen=True)
class Task:
    """Work that waits for some roles: `since` orders the rows, `began` tells a row's day."""

    label: Text
    view: str
    query: str
    roles: frozenset[str]
    rank: int
    rows: Rows
    since: str
    began: Callable[[Any], date]

    @property
    def url(self) -> str:
        return f"{reverse(self.view)}?{self.query}"


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


def entries_for(user: User | AnonymousUser) -> list[Entry]:
    return [entry for entry in declared("ENTRIES") if acts_as(user, entry.roles)]


def work_for(user: User) -> Iterator[Line]:
    """What waits for someone, each with its count and the longest wait."""
    for task in declared("TASKS"):
        if not acts_as(user, task.roles):
            continue
        rows = task.rows(user)
        if count := rows.count():
            oldest = rows.order_by(task.since, "pk").first()
            detail = longest_wait(oldest, task.began(oldest))
            yield Line(task.label, task.url, count, detail, oldest)


def longest_wait(row: Any, began: date) -> str:
    days = max(0, (periods.today() - began).days)
    text = ngettext(
        "Langst wachtend: %(who)s, sinds %(day)s (%(days)s\N{NO-BREAK SPACE}dag).",
        "Langst wachtend: %(who)s, sinds %(day)s (%(days)s\N{NO-BREAK SPACE}dagen).",
        days,
    )
    return text % {"who": row, "day": notation.day(began), "days": notation.number(days)}


def there_is(user: User) -> Iterator[Line]:
    """The pages of someone's menu that list things, with how many there are."""
    for entry in entries_for(user):
        if entry.rows:
            yield Line(entry.label, entry.url, entry.rows(user).count(), entry.about)


def panels_for(user: User) -> Iterator[dict[str, Any]]:
    """What stands beside the work; a panel without content stays away."""
    for panel in declared("PANELS"):
        if acts_as(user, panel.roles) and (content := panel.content(user)):
            yield {"template": panel.template, "content": content}
