"""What never may be proposed again, because a person decided so."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import Refused, require_text, save
from m2w.workflow import hold_all, locked
from matching.access import VETOES
from matching.candidates import removed
from matching.close_ups import surroundings, waiting_in
from matching.models import Candidates, LeftOver, Mentor, Proposal, ProposedPair, Veto
from matching.proposal_rows import forget_candidates
from matching.proposing import Judged
from matching.querysets import ProposedPairQuerySet
from programmes.models import Enrolment

LONGEST_REASON = 500


@transaction.atomic
def veto_pair(enrolment: Enrolment, mentor: Mentor, reason: str, *, by: User) -> Veto:
    """Decide that a mentee and a mentor never form a duo; the reason is kept with it.

    The pair leaves every open proposal it is in; the mentee is left over there. Raises
    PermissionDenied, ValidationError at `reason`, Refused: open_match, already_vetoed.
    """
    require_role(by, VETOES)
    require_reach(enrolment, mentor, by=by)
    text = require_text(reason, "reason", LONGEST_REASON)
    pairs = hold_proposed(mentor.proposed_pairs.filter(enrolment__mentee=enrolment.mentee_id))
    # Who starts this duo at the moment holds the mentor too, and asks for a veto after that.
    locked(Mentor.objects.visible_to(by), mentor)
    if mentor.matches.filter(enrolment__mentee=enrolment.mentee_id, ended_on=None).exists():
        raise Refused("open_match", _("Deze twee vormen nu een duo. Beëindig dat eerst."))
    if Veto.objects.filter(mentee=enrolment.mentee_id, mentor=mentor).exists():
        raise Refused("already_vetoed", _("Tegen dit duo bestaat al een veto."))
    veto = Veto(mentee=enrolment.mentee, mentor=mentor, decided_on=periods.today(), reason=text)
    remember(veto, by)
    save(veto)
    mentors = list(Mentor.objects.filter(promoter=mentor.promoter_id))
    for pair in pairs:
        leave_over(pair, mentors)
    record("veto.decided", by=by, about=veto)
    return veto


def require_reach(enrolment: Enrolment, mentor: Mentor, *, by: User) -> None:
    """Raises PermissionDenied unless someone may decide about these two, of one promoter."""
    mine = Enrolment.objects.editable_by(by).filter(
        pk=enrolment.pk, mentee__promoter=mentor.promoter_id
    )
    if not mine.exists() or not Mentor.objects.visible_to(by).filter(pk=mentor.pk).exists():
        raise PermissionDenied


def hold_proposed(pairs: ProposedPairQuerySet) -> list[ProposedPair]:
    """Those of these pairs that are undecided in open proposals, which are held."""
    undecided = pairs.undecided()
    proposals = Proposal.objects.open().filter(pk__in=undecided.order_by().values("proposal"))
    return list(
        undecided.filter(proposal__in=hold_all(proposals)).select_related(
            "proposal", "enrolment", "mentor"
        )
    )


def leave_over(pair: ProposedPair, mentors: list[Mentor]) -> None:
    """Take a pair out of its proposal: its mentee has none of these mentors there any more."""
    proposal, enrolment = pair.proposal, pair.enrolment
    around = surroundings([enrolment], mentors, proposal.on)
    judged = Judged(waiting_in(around, [enrolment], proposal.minimum_level, proposal.weights))
    LeftOver.objects.create(
        proposal=proposal,
        enrolment=enrolment,
        waiting_days=pair.waiting_days,
        candidates=int(judged.allowed.sum()),
        removed=removed(judged.broken[0]),
    )
    pair.delete()
    codes = (enrolment.code, pair.mentor.code)
    forget_candidates(Candidates.objects.filter(proposal=proposal), lambda *pair: pair == codes)
    save(proposal)
