"""VDAB's control of a claim, line by line, until it is closed; and the proof it asks for.

The claim is held meanwhile: of two controllers at once the second sees what the first did. A
control that was closed is not opened again: what is wrong after it is corrected at the settlement
[choice].
"""

import secrets
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.choices import Role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.outbox.services import notify
from m2w.refusals import require_choice, require_text, save
from m2w.workflow import locked
from programmes.access import MANAGER
from programmes.choices import SampleMethod
from programmes.controlling import faults_of, left_to_judge, why_not_control, why_not_judge
from programmes.controls import control_of, cost_of, standing_of
from programmes.models import Claim, ClaimLine, ControlSample
from programmes.settling_texts import refuse
from programmes.transitions import COORDINATOR

MOST_WORDS = 2000
LONGEST_SEED = 40
SEED_BYTES = 8


@transaction.atomic
def judge_line(
    line: ClaimLine, *, by: User, amount_accepted: Decimal, reason: str = ""
) -> ClaimLine:
    """Accept so many euro of a line: all of it, less or nothing. Who judged it may change that
    until the control is closed.

    Raises PermissionDenied; ValidationError at `amount_accepted` (below zero, above what was
    declared) or at `reason` (missing when less is accepted); Refused: own_organisation,
    own_entry, not_submitted, control_closed, year_settled, controlled_already.
    """
    found = begin_line(line, by=by)
    why = reason.strip()
    require_verdict(found.amount_declared, amount_accepted, why)
    found.amount_accepted = amount_accepted
    found.control_reason, found.controlled_by = why, by
    save(found)
    found.claim.touch()
    record("claim_line.judged", by=by, about=found)
    return found


@transaction.atomic
def accept_rest(claim: Claim, *, by: User) -> int:
    """Accept as declared all lines that nobody judged yet, of a sample only its own; how many.

    Lines that one entered oneself are left to a colleague. Raises PermissionDenied; Refused as
    `judge_line`, and nothing_to_judge.
    """
    found = begin(claim, by=by)
    left = {cost.number for cost in control_of(found).left if not why_not_judge(cost, by.pk)}
    refuse("" if left else "nothing_to_judge")
    accept(found, left, by)
    found.touch()
    record("claim.rest_accepted", by=by, about=found, details={"lines": len(left)})
    return len(left)


@transaction.atomic
def draw_sample(claim: Claim, *, by: User, method: str, size: int, seed: str = "") -> ControlSample:
    """Draw so many lines to control; once, and before the first verdict, so that nobody draws
    until it suits them. Without a seed one is made.

    Raises PermissionDenied; ValidationError at `method`, `size` (1 to all lines) or `seed`;
    Refused as `judge_line`, and sampled_already, judged_already.
    """
    found = begin(claim, by=by)
    control = control_of(found)
    refuse("sampled_already" if control.sample else "")
    refuse("judged_already" if any(cost.is_judged for cost in control.costs) else "")
    if not 1 <= size <= len(control.lines):
        text = _("Kies een getal van 1 tot en met %(most)s.") % {"most": len(control.lines)}
        raise ValidationError({"size": [text]})
    sample = ControlSample(
        claim=found,
        method=require_choice(method, SampleMethod.values, "method"),
        size=size,
        seed=require_text(seed.strip() or secrets.token_hex(SEED_BYTES), "seed", LONGEST_SEED),
        drawn_on=periods.today(),
        drawn_by=by,
    )
    save(sample)
    record("claim.sampled", by=by, about=found, details={"method": method, "size": size})
    return sample


@transaction.atomic
def ask_proof(line: ClaimLine, *, by: User, question: str) -> ClaimLine:
    """Ask the promoter for proof of a line, or ask something else; its coordinators hear of it.
    The line can be judged without an answer too.

    Raises PermissionDenied; ValidationError without a question; Refused as `judge_line`.
    """
    found = begin_line(line, by=by)
    found.proof_question = require_text(question, "question", MOST_WORDS)
    found.proof_asked_on = periods.today()
    found.proof_answer, found.proof_answered_on = "", None
    save(found)
    notify("claim.proof_asked", coordinators_of(found.claim), found)
    record("claim_line.proof_asked", by=by, about=found)
    return found


@transaction.atomic
def answer_proof(line: ClaimLine, *, by: User, answer: str) -> ClaimLine:
    """Tell VDAB what proves a line of one's own claim; the managers hear of it. Another answer
    replaces it until the control is closed.

    Raises PermissionDenied; ValidationError without an answer; Refused: nothing_asked,
    control_closed.
    """
    require_role(by, COORDINATOR)
    claim = locked(Claim.objects.visible_to(by), line.claim)
    found: ClaimLine = claim.lines.get(pk=line.pk)
    refuse("" if found.proof_asked_on else "nothing_asked")
    refuse("control_closed" if claim.controlled_on else "")
    found.proof_answer = require_text(answer, "answer", MOST_WORDS)
    found.proof_answered_on = periods.today()
    save(found)
    notify("claim.proof_answered", Staff.objects.working_as(Role.PROGRAMME_MANAGER), found)
    record("claim_line.proof_answered", by=by, about=found)
    return found


@transaction.atomic
def close_control(claim: Claim, *, by: User, reason: str = "") -> Claim:
    """Close the control once all lines, or all of the sample, are judged. What the sample left
    out is accepted as declared: nothing is concluded from the others.

    Raises PermissionDenied; Refused as `judge_line`, and not_judged.
    """
    found = begin(claim, by=by)
    control = control_of(found)
    refuse("not_judged" if control.left else "")
    accept(found, [cost.number for cost in left_to_judge(control.costs, None)], None)
    found.controlled_on, found.controlled_by = periods.today(), by
    found.control_reason = reason.strip()
    save(found)
    notify("claim.controlled", coordinators_of(found), found)
    record("claim.control_closed", by=by, about=found)
    return found


# What the services share -----------------------------------------------------------------------


def begin(claim: Claim, *, by: User) -> Claim:
    """The claim as it is now, held for who may control it."""
    require_role(by, MANAGER)
    found = locked(Claim.objects.visible_to(by), claim)
    refuse(why_not_control(standing_of(found, by)))
    return found


def begin_line(line: ClaimLine, *, by: User) -> ClaimLine:
    """A line as it is now, of a claim that is held, for who may judge it."""
    claim = begin(line.claim, by=by)
    found: ClaimLine = claim.lines.get(pk=line.pk)
    refuse(why_not_judge(cost_of(found), by.pk))
    return found


def require_verdict(declared: Decimal, accepted: Decimal, reason: str) -> None:
    """Raises ValidationError at the field."""
    words = {
        "below_zero": _("Een bedrag is niet negatief."),
        "above_declared": _("Aanvaard is nooit meer dan ingediend."),
        "required": _("Zeg waarom u niet alles aanvaardt."),
    }
    if faults := faults_of(declared, accepted, reason):
        raise ValidationError({name: [words[code]] for name, code in faults.items()})
    if len(reason) > MOST_WORDS:
        require_text(reason, "reason", MOST_WORDS)


def accept(claim: Claim, numbers: Iterable[int], by: User | None) -> None:
    """Accept lines as declared, however many, in a few statements; without anyone: those that
    nobody looked at."""
    rows = claim.lines.filter(number__in=list(numbers))
    begin_histories(list(rows))
    rows.update(
        amount_accepted=F("amount_declared"),
        controlled_by=by,
        version=F("version") + 1,
        updated_at=timezone.now(),
    )
    ClaimLine.history.bulk_history_create(list(rows), update=True, default_user=by)


def begin_histories(lines: Sequence[ClaimLine]) -> None:
    """As `begin_history` of one line: keep the values of those that have no history yet."""
    keys = [line.pk for line in lines]
    known = set(ClaimLine.history.filter(id__in=keys).values_list("id", flat=True))
    fresh = sorted((line for line in lines if line.pk not in known), key=attrgetter("updated_at"))
    for since, group in groupby(fresh, attrgetter("updated_at")):
        ClaimLine.history.bulk_history_create(list(group), default_date=since)


def coordinators_of(claim: Claim) -> Iterable[Staff]:
    coordinators = Staff.objects.working_as(Role.COORDINATOR)
    return coordinators.filter(organisation=claim.project.promoter_id)
