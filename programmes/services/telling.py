"""Who hears of a step in the life of an enrolment: the other side, never whoever took it."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from m2w import periods
from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import Absence, Staff, User
from m2w.outbox.services import notify
from programmes.models import Enrolment

Who = Callable[[Enrolment], Iterable[Staff]]


def promoter_of(enrolment: Enrolment) -> Iterable[Staff]:
    """The coordinators of the promoter, and the coach of the enrolment."""
    coordinators = Staff.objects.filter(
        organisation=enrolment.project.promoter_id, memberships__role=Role.COORDINATOR
    )
    return chain(coordinators.select_related("user"), filter(None, [enrolment.coach]))


def counsellor_of(enrolment: Enrolment) -> Iterable[Staff]:
    """VDAB's counsellor: who decides on it, else who referred it or made it."""
    if enrolment.counsellor:
        return [enrolment.counsellor]
    at_vdab = Staff.objects.filter(organisation__kind=OrganisationKind.VDAB)
    return at_vdab.filter(user=enrolment.entered_by_id).select_related("user")


# Step or act → the notice, and who gets it.
TOLD: Mapping[str, tuple[str, Who]] = {
    "refer": ("enrolment.referred", promoter_of),
    "approve": ("enrolment.approved", promoter_of),
    "reject": ("enrolment.rejected", promoter_of),
    "request_info": ("enrolment.info_requested", promoter_of),
    "correct": ("enrolment.corrected", promoter_of),
    "answer": ("enrolment.answered", counsellor_of),
    "verify_not_found": ("outcome.not_found", promoter_of),
    "verify_other_dates": ("outcome.other_dates", promoter_of),
    "withdraw": ("enrolment.withdrawn", counsellor_of),
    "accept_referral": ("enrolment.referral_accepted", counsellor_of),
    "accept_as_draft": ("enrolment.referral_accepted", counsellor_of),
    "decline_referral": ("enrolment.referral_declined", counsellor_of),
}


def tell(enrolment: Enrolment, step: str, *, by: User | None) -> None:
    """Give a notice of this step to whom it concerns, and to those who replace them today, in
    the transaction of the step."""
    if step not in TOLD:
        return
    code, who = TOLD[step]
    concerned = list(who(enrolment))
    concerned += Absence.objects.replacements_of(concerned, periods.today())
    others = [staff for staff in concerned if by is None or staff.user_id != by.pk]
    notify(code, [staff for staff in others if staff.user.is_active], enrolment)
