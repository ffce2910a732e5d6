"""What the example package is about: calls, lots, projects, and the money granted to them."""

from dataclasses import dataclass
from datetime import date, timedelta

from m2w.periods import add_months

ONE_DAY = timedelta(days=1)
INITIAL_MONTHS = 24
EXTENSION_MONTHS = 12
INTAKE_STOPS = timedelta(days=90)  # before the last day of a project


@dataclass(frozen=True, slots=True)
class Promoter:
    """A promoter; the slug is its code and the domain of its mail addresses."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot of a call with the provinces and subgroups it is for; the budget in cents."""

    code: str
    number: str
    name: str
    provinces: tuple[str, ...]
    subgroups: tuple[str, ...]
    budget: int
    target: int


@dataclass(frozen=True, slots=True)
class Call:
    """A call; the budget in cents."""

    code: str
    title: str
    reference: str
    budget: int
    opens_on: date
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """A dated decision on the maximum amount of a project, in cents."""

    kind: str
    decided_on: date
    cents: int

    @property
    def signed(self) -> int:
        return -self.cents if self.kind == "decrease" else self.cents


@dataclass(frozen=True, slots=True)
class Final:
    """A final evaluation, and the day on which it led to an extension."""

    held_on: date
    verdict: str
    extended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project as example data tell its story.

    `intake` mentees are put forward, `use` is the share of the granted amount that it spends,
    `known_until` the last day of which its records tell; `recruiting` ones also have mentees
    of the last weeks. `claims_delay` and `six_month_delay` are days of lateness (None: the
    evaluation after six months was never held). With `control_waits` nobody controlled yet what was
    declared in the last year.
    """

    code: str
    call: str
    lot: Lot
    promoter: Promoter
    name: str
    starts_on: date
    target: int
    intake: int
    grants: tuple[Grant, ...]
    known_until: date
    recruiting: bool = False
    use: float = 1.0
    claims_delay: int = 0
    control_waits: bool = False
    six_month_delay: int | None = 0
    final: Final | None = None

    @property
    def initial_last_day(self) -> date:
        return add_months(self.starts_on, INITIAL_MONTHS) - ONE_DAY

    @property
    def extended_on(self) -> date | None:
        return self.final.extended_on if self.final else None

    @property
    def last_day(self) -> date:
        return self.last_day_known(date.max)

    def last_day_known(self, on: date) -> date:
        """The last day of the term, with an extension decided by then."""
        if self.extended_on is None or self.extended_on > on:
            return self.initial_last_day
        return add_months(self.initial_last_day + ONE_DAY, EXTENSION_MONTHS) - ONE_DAY

    @property
    def intake_until(self) -> date:
        """The last day on which a mentee is put forward."""
        return self.known_until if self.recruiting else self.last_day - INTAKE_STOPS

    def granted(self, on: date) -> int:
        """Cents granted by that day."""
        return sum(grant.signed for grant in self.grants if grant.decided_on <= on)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is laid down before the first mentee comes."""

    promoters: tuple[Promoter, ...]
    calls: tuple[Call, ...]
    projects: tuple[Project, ...]
