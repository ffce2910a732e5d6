"""Sign and tone of each status of this app; the words are those of its choices."""

from m2w.marks import Mark, Tone
from programmes.choices import ScreeningResult, State
from programmes.models import Enrolment, Screening

STATES: dict[str, tuple[str, Tone]] = {
    State.REFERRED: ("in", "info"),
    State.DRAFT: ("pen", "mute"),
    State.SUBMITTED: ("clock", "info"),
    State.INFO_REQUESTED: ("ask", "wait"),
    State.APPROVED: ("check-c", "ok"),
    State.ACTIVE: ("duo", "info"),
    State.ENDED: ("stop", "mute"),
    State.REJECTED: ("cross-c", "stop"),
    State.WITHDRAWN: ("minus-c", "mute"),
    State.DECLINED: ("minus-c", "mute"),
}
SCREENINGS: dict[str, tuple[str, Tone]] = {
    ScreeningResult.ELIGIBLE: ("check-c", "ok"),
    ScreeningResult.INELIGIBLE: ("cross-c", "stop"),
    ScreeningResult.INCOMPLETE: ("ask", "wait"),
}


def state_mark(enrolment: Enrolment) -> Mark:
    return mark_of_state(enrolment.state)


def mark_of_state(state: str) -> Mark:
    return Mark(State(state).label, *STATES[state])


def screening_mark(screening: Screening) -> Mark:
    return Mark(screening.get_result_display(), *SCREENINGS[screening.result])
