"""Whom someone finds beside a mentee or a mentor, the best first: on a page or from the API."""

from collections import Counter
from typing import Any

from m2w import periods
from matching.close_ups import Beside, mentees_for, mentors_for
from matching.models import Mentor, Proposal
from matching.situations import waiting_among
from programmes.models import Enrolment


def mentors_beside(enrolment: Enrolment, user: Any, proposal: Proposal | None) -> list[Beside]:
    """The mentors whom someone sees beside an enrolment that waits; with a proposal, beside its
    other pairs on its day. Raises WeightError."""
    if not waits(enrolment, proposal):
        return []
    mentors, given = Mentor.objects.visible_to(user), given_to_others(enrolment, proposal)
    return mentors_for(enrolment, mentors, day_of(proposal), given)


def mentees_beside(mentor: Mentor, user: Any) -> list[Beside]:
    """The enrolments that wait, of those whom someone sees, beside a mentor. Raises WeightError."""
    return mentees_for(mentor, Enrolment.objects.visible_to(user), periods.today())


def waits(enrolment: Enrolment, proposal: Proposal | None) -> bool:
    """Whether someone waits for a mentor: today, or on the day of a proposal."""
    mine = Enrolment.objects.filter(pk=enrolment.pk)
    return waiting_among(mine, day_of(proposal)).exists()


def day_of(proposal: Proposal | None) -> Any:
    return proposal.on if proposal else periods.today()


def given_to_others(enrolment: Enrolment, proposal: Proposal | None) -> Counter[str]:
    """The places that a proposal gives to others, by the code of the mentor."""
    if proposal is None:
        return Counter()
    others = proposal.pairs.undecided().exclude(enrolment=enrolment)
    return Counter(others.values_list("mentor__code", flat=True))
