"""Whether the page of a question shows its answer as it is sent, and if not, what it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from m2w import notation
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from programmes.models import Call
from reporting import desk
from reporting.access import SEES_WHOLE_CALLS
from reporting.models import WrittenQuestion
from reporting.transitions import ANSWERED


@dataclass(frozen=True, slots=True)
class Standing:
    """`is_sent`: it was sent, and what it said then is kept elsewhere. `is_own`: of the day and
    the call of the answer itself. `others` say in what the figures are others than those sent."""

    is_sent: bool
    is_own: bool
    others: Sequence[str]

    @property
    def is_as_sent(self) -> bool:
        return not (self.is_sent or self.others)


def standing_of(
    question: WrittenQuestion, as_of: date, call: Call | None, reader: User
) -> Standing:
    """How the figures of a day and a call, as this reader sees them, stand to those sent."""
    choices = list(_choices(question, as_of, call))
    return Standing(
        is_sent=question.state in ANSWERED,
        is_own=not choices,
        others=[*choices, *_of_reader(reader)],
    )


def _choices(question: WrittenQuestion, as_of: date, call: Call | None) -> Iterator[str]:
    own = desk.day_of(question)
    if as_of != own:
        days = {"day": notation.day(as_of), "own": notation.day(own)}
        said = _("De cijfers gaan tot en met %(day)s, die van het antwoord tot en met %(own)s.")
        yield said % days
    if call and call != question.call:
        said = _("De cijfers gaan alleen over oproep %(call)s, die van het antwoord niet.")
        yield said % {"call": call.reference}


def _of_reader(reader: User) -> Iterator[str]:
    if not acts_as(reader, SEES_WHOLE_CALLS):
        yield _("U leest de cijfers van de projecten die u volgt, het antwoord die van alle.")
