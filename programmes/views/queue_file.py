"""What the queue shows of one enrolment, and what can be done with it there."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w import notation, periods, wording
from m2w.accounts.models import User
from m2w.choices import YesNoUnknown
from m2w.details import Fact
from programmes import copying, room
from programmes.callouts import callout_of
from programmes.cards import Card
from programmes.choices import UNDECIDED_STATES, ScreeningResult
from programmes.desks import Desk
from programmes.forms.again import AgainForm
from programmes.forms.steps import STEP_FORMS, StepForm
from programmes.marks import screening_mark, state_mark
from programmes.models import Enrolment, Mentee, Project
from programmes.offers import options
from programmes.services.assignment import is_held
from programmes.transitions import TRANSITIONS, by_another

DECISIONS = ("approve", "request_info", "reject")


@dataclass(frozen=True, slots=True)
class Act:
    """A decision that can be taken from the file: the form of its step, and where it is sent."""

    step: str
    label: str
    url: str
    form: StepForm


def file_context(card: Card, user: User, desk: Desk, following: Enrolment | None) -> dict[str, Any]:
    enrolment = card.enrolment
    screening = enrolment.screening
    acts = acts_on(enrolment, user)
    own = enrolment.counsellor_id == desk.owner
    undecided = enrolment.state in UNDECIDED_STATES and by_another(enrolment, user)
    return {
        "facts": facts_of(enrolment.mentee),
        "mark": state_mark(enrolment),
        "callout": callout_of(enrolment),
        "screening": screening,
        "screening_mark": screening_mark(screening) if screening else None,
        "criteria": sorted(card.marks, key=lambda line: line.css == "is-met"),
        "incomplete": screening is not None and screening.result == ScreeningResult.INCOMPLETE,
        "approval": acts.get("approve"),
        "question": acts.get("request_info"),
        "refusal": acts.get("reject"),
        "may_take_up": undecided and not (own or is_held(enrolment)),
        "may_put_back": undecided and own,
        "may_correct": undecided,
        "following": following,
        "paragraph": copying.paragraph(enrolment) if enrolment.decision else "",
        **again(enrolment, user),
        "today": periods.today(),
    }


def acts_on(enrolment: Enrolment, user: User) -> dict[str, Act]:
    """The decisions that this user may take now, each with its form."""
    offered = {step.name: step for step in TRANSITIONS.available(enrolment, user)}
    return {
        name: Act(
            name,
            str(offered[name].label).capitalize(),
            reverse(f"enrolment_{name}", args=[enrolment.pk]),
            STEP_FORMS[name](enrolment=enrolment, auto_id=f"{name}_%s"),
        )
        for name in DECISIONS
        if name in offered
    }


def again(enrolment: Enrolment, user: User) -> dict[str, Any]:
    """For who was refused until a day: what the rules say today, and what can be done."""
    on = periods.today()
    if enrolment.screen_again_on is None or not by_another(enrolment, user):
        return {"again": None}
    same = room.rooms(Project.objects.visible_to(user).filter(pk=enrolment.project_id), on)
    offers = options(same, enrolment.mentee, on)
    return {"again": AgainForm(), "now": offers[0] if offers else None}


def facts_of(mentee: Mentee) -> list[Fact]:
    """What a decision mostly turns on; the whole file is one link away."""
    attested: dict[str, str] = {
        YesNoUnknown.YES: _("met attest"),
        YesNoUnknown.NO: _("zonder attest"),
    }
    known = [wording.language(mentee.diploma_language), recognition(mentee)]
    return [
        Fact(
            _("Leeftijd"),
            _("%(age)s jaar") % {"age": periods.age_on(mentee.birth_date, periods.today())},
            notation.day(mentee.birth_date),
        ),
        Fact(_("Woont in"), f"{mentee.postcode} {mentee.municipality}"),
        Fact(
            _("Diploma"),
            mentee.get_diploma_level_display(),
            ", ".join(word for word in known if word),
        ),
        Fact(
            _("Nederlands"),
            mentee.get_dutch_level_display(),
            attested.get(mentee.dutch_attested, _("attest niet gekend")),
        ),
    ]


def recognition(mentee: Mentee) -> str:
    words: dict[str, str] = {YesNoUnknown.YES: _("erkend"), YesNoUnknown.NO: _("niet erkend")}
    return words.get(mentee.diploma_recognised, "")
