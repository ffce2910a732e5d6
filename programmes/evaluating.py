"""Who writes which sheet, when a promoter may comment, and when a sheet may be final.

Pure: plain values in, plain values out. Sources: access.md (evaluations), domain.md 5.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from m2w.accounts.choices import Role
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track

BIMONTHLY = frozenset({EvaluationKind.BIMONTHLY.value})
OF_PROJECTS = frozenset({EvaluationKind.SIX_MONTH.value, EvaluationKind.FINAL.value})
ALL_TRACKS = frozenset(Track.values)
# A six-month or final evaluation has no track.
NO_TRACK = frozenset({""})
# Central sheets are the manager's, in all three tracks [choice]; the expert writes content too.
OPEN_BEFORE_DUE = timedelta(days=14)
LOWEST, HIGHEST = 1, 4


@dataclass(frozen=True, slots=True)
class Writes:
    """One line of who writes what."""

    role: Role
    kinds: frozenset[str]
    levels: frozenset[str]
    tracks: frozenset[str]

    def covers(self, kind: str, level: str, track: str) -> bool:
        return kind in self.kinds and level in self.levels and track in self.tracks


WRITERS = (
    Writes(
        Role.FOLLOWER,
        BIMONTHLY,
        frozenset({Level.PROMOTER.value, Level.PROVINCE.value}),
        frozenset({Track.OPERATIONAL.value, Track.COOPERATION.value}),
    ),
    Writes(Role.EXPERT, BIMONTHLY, frozenset(Level.values), frozenset({Track.CONTENT.value})),
    Writes(Role.PROGRAMME_MANAGER, BIMONTHLY, frozenset({Level.CENTRAL.value}), ALL_TRACKS),
    Writes(Role.PROGRAMME_MANAGER, OF_PROJECTS, frozenset({Level.PROMOTER.value}), NO_TRACK),
)
WRITING_ROLES = frozenset(line.role for line in WRITERS)
COMMENTING_ROLES = frozenset({Role.COORDINATOR})


def may_write(role: str, kind: str, level: str, track: str) -> bool:
    """Whether a role writes sheets of this kind, level and track, wherever it may read them."""
    return any(line.role == role and line.covers(kind, level, track) for line in WRITERS)


def tracks_of(kind: str) -> tuple[str, ...]:
    """The tracks of a kind, in order; one without a name where it has none."""
    return tuple(Track.values) if kind == EvaluationKind.BIMONTHLY else ("",)


def opens_on(due_on: date) -> date:
    """The first day on which the promoter may comment: 14 days before the sheet is due."""
    return due_on - OPEN_BEFORE_DUE


def may_comment(due_on: date, status: str, on: date) -> bool:
    """Whether the promoter may comment on a day: from its opening until the sheet is final.

    `status` is empty for a sheet that nobody began.
    """
    return on >= opens_on(due_on) and status != EvaluationStatus.FINAL


def proposed_score(scores: Iterable[int | None]) -> int | None:
    """The mean of the criteria that were scored, rounded half up; none without any."""
    given = [score for score in scores if score is not None]
    if not given:
        return None
    return (2 * sum(given) + len(given)) // (2 * len(given))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sheet says of one criterion."""

    criterion: str
    score: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a draft says, as far as it matters to making it final."""

    kind: str
    judged: Sequence[Judged] = ()
    score: int | None = None
    score_reason: str = ""
    verdict: str = ""
    conclusion: str = ""

    @property
    def proposed(self) -> int | None:
        return proposed_score(one.score for one in self.judged)

    @property
    def overall(self) -> int | None:
        """The score as it was set, else the proposed one."""
        return self.proposed if self.score is None else self.score


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps a sheet from being final; `criterion` where it is about one."""

    code: str
    criterion: str = ""


def lacks(written: Written) -> Iterator[Lack]:
    """What is still missing in a draft, in the order of the form; nothing when it may be final.

    Codes: unscored (a criterion without score and without a comment why), score_needs_reason
    (another overall score than the mean), no_verdict, no_conclusion (both of a six-month or
    final evaluation: the substantive analysis).
    """
    for one in written.judged:
        if one.score is None and not one.comment:
            yield Lack("unscored", one.criterion)
    if written.proposed not in {None, written.overall} and not written.score_reason:
        yield Lack("score_needs_reason")
    if written.kind in OF_PROJECTS:
        if not written.verdict:
            yield Lack("no_verdict")
        if not written.conclusion:
            yield Lack("no_conclusion")


def comes_back(made_due: date, done_on: date | None, due: date, since: date) -> bool:
    """Whether an action of an earlier round stands on the list of a later one.

    `made_due` and `due` are the days on which the two rounds are due, `since` the first day of
    the later period: what was done before it is not talked about any more.
    """
    return made_due < due and (done_on is None or done_on >= since)
