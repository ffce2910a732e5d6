"""What matters now about an enrolment, in a sentence or two above its file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.marks import Tone
from programmes.choices import Decision, State
from programmes.models import Enrolment
from programmes.waiting import next_step


@dataclass(frozen=True, slots=True)
class Callout:
    """A title with its text; `said` is what someone wrote."""

    tone: Tone
    title: str
    text: str = ""
    said: str = ""


def callout_of(enrolment: Enrolment) -> Callout | None:
    """None for an enrolment of which the state says enough."""
    made = CALLOUTS.get(State(enrolment.state))
    return made(enrolment) if made else None


def comment_on(enrolment: Enrolment, step: str) -> str:
    """What was written with the last step of that name."""
    last = enrolment.changes.filter(name=step).order_by("pk").last()
    return last.comment if last else ""


def referred(enrolment: Enrolment) -> Callout:
    day = notation.day(enrolment.referred_on) if enrolment.referred_on else ""
    title = _("Doorverwezen door VDAB op %(day)s.") % {"day": day}
    return Callout("info", title, next_step(enrolment, periods.today()) + ".")


def drafted(enrolment: Enrolment) -> Callout:
    return Callout("info", _("Nog een concept."), next_step(enrolment, periods.today()) + ".")


def submitted(enrolment: Enrolment) -> Callout | None:
    """What the promoter answered when VDAB asked for information last."""
    answer = enrolment.changes.filter(name="answer").order_by("pk").last()
    if answer is None:
        return None
    title = _("De promotor antwoordde op %(day)s.") % {"day": notation.day(answer.on)}
    return Callout("info", title, said=answer.comment)


def asked(enrolment: Enrolment) -> Callout:
    return Callout("wait", _("VDAB vraagt informatie."), said=comment_on(enrolment, "request_info"))


def approved(enrolment: Enrolment) -> Callout | None:
    if enrolment.decision == Decision.APPROVED and enrolment.derogation_reason:
        title = _("Goedgekeurd met een gemotiveerde afwijking.")
        return Callout("ok", title, said=enrolment.derogation_reason)
    return None


def rejected(enrolment: Enrolment) -> Callout:
    reason = enrolment.get_decision_reason_display()
    return Callout(
        "stop",
        _("Geweigerd: %(reason)s.") % {"reason": reason},
        next_after(enrolment),
        comment_on(enrolment, "reject"),
    )


def next_after(enrolment: Enrolment) -> str:
    """The next step that VDAB named when it refused."""
    if enrolment.next_lot:
        return _("Past wel in perceel %(lot)s.") % {"lot": enrolment.next_lot}
    if enrolment.screen_again_on:
        day = notation.day(enrolment.screen_again_on)
        return _("Opnieuw te screenen op %(day)s.") % {"day": day}
    return ""


def declined(enrolment: Enrolment) -> Callout:
    reason = enrolment.get_decline_reason_display()
    return Callout(
        "wait",
        _("Doorverwijzing afgewezen: %(reason)s.") % {"reason": reason},
        said=comment_on(enrolment, "decline_referral"),
    )


def withdrawn(enrolment: Enrolment) -> Callout:
    return Callout("wait", _("Ingetrokken."), said=enrolment.withdrawn_reason)


CALLOUTS = {
    State.REFERRED: referred,
    State.DRAFT: drafted,
    State.SUBMITTED: submitted,
    State.INFO_REQUESTED: asked,
    State.APPROVED: approved,
    State.ACTIVE: approved,
    State.REJECTED: rejected,
    State.DECLINED: declined,
    State.WITHDRAWN: withdrawn,
}
