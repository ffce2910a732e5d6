"""Sign and tone of each status of this app; the words are those of its choices."""

from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.marks import Mark, Tone
from programmes.choices import ClaimState, OutcomeKind, ScreeningResult, State, Verification
from programmes.models import Claim, Enrolment, Outcome, Screening
from programmes.outflow import Numbers
from programmes.standing import Standing, standing

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
STANDINGS: dict[str, tuple[str, Tone]] = {
    Standing.COUNTS: ("check-c", "ok"),
    Standing.PLANNED: ("clock", "wait"),
    Standing.BEFORE_START: ("minus-c", "mute"),
    Standing.TOO_LATE: ("minus-c", "mute"),
    Standing.NOTHING: ("minus-c", "mute"),
}
VERIFICATIONS: dict[str, tuple[str, Tone]] = {
    Verification.CONFIRMED: ("check-c", "ok"),
    Verification.OTHER_DATES: ("check-c", "ok"),
    Verification.NOT_FOUND: ("ask", "stop"),
}


CLAIM_STATES: dict[str, tuple[str, Tone]] = {
    ClaimState.DRAFT: ("pen", "mute"),
    ClaimState.SUBMITTED: ("clock", "info"),
    ClaimState.CONTROLLED: ("check-c", "ok"),
}


def claim_mark(claim: Claim) -> Mark:
    return Mark(claim.state.label, *CLAIM_STATES[claim.state])


def state_mark(enrolment: Enrolment) -> Mark:
    return mark_of_state(enrolment.state)


def mark_of_state(state: str) -> Mark:
    return Mark(State(state).label, *STATES[state])


def screening_mark(screening: Screening) -> Mark:
    return Mark(screening.get_result_display(), *SCREENINGS[screening.result])


def standing_of(outcome: Outcome, changed: Numbers) -> Standing:
    """How an outcome stands today by the numbers in force; its enrolment comes with project, lot
    and call."""
    enrolment = outcome.enrolment
    call = enrolment.project.lot.call
    return standing(
        outcome.kind,
        outcome.started_on,
        first_match=enrolment.started_on,
        ended_on=enrolment.ended_on,
        horizon=changed.get(call.pk, call).outflow_horizon_months,
        on=periods.today(),
    )


def standing_mark(outcome: Outcome, changed: Numbers) -> Mark:
    found = standing_of(outcome, changed)
    if found == Standing.BEFORE_START and outcome.is_work:
        return Mark(_("werk vóór de start"), *STANDINGS[found])
    return Mark(found.label, *STANDINGS[found])


def verification_mark(outcome: Outcome) -> Mark | None:
    """What VDAB found; what was loaded as looked up was confirmed. None for what is nothing to
    look up."""
    if outcome.kind == OutcomeKind.NONE:
        return None
    if outcome.verified_on is None:
        return Mark(_("nog na te kijken"), "clock", "wait")
    found = Verification(outcome.verification or Verification.CONFIRMED)
    return Mark(found.label, *VERIFICATIONS[found])
