"""From a proposal to duos: people lock, change and accept; nothing starts without them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.form_fields import FIRST_DAY, LAST_DAY
from m2w.refusals import Refused, require_day, save
from m2w.workflow import locked
from matching.access import PROPOSALS, PROPOSERS
from matching.candidates import FIRST
from matching.choices import ProposalState
from matching.close_ups import surroundings, waiting_in
from matching.hard_rules import HARD_RULES
from matching.models import Candidates, LeftOver, Mentor, Proposal, ProposedPair
from matching.pair_words import absurd_weights
from matching.proposal_rows import Keys, add_candidate, forget_candidates, keep
from matching.proposing import Proposal as Computed
from matching.proposing import ProposedPair as Pair
from matching.proposing import propose
from matching.scoring import WeightError
from matching.services.duos import start_match
from matching.services.vetoes import hold_proposed, leave_over
from matching.situations import situation_of, waiting_among
from programmes.models import Enrolment, Mentee, Project

# A proposal that nobody touches goes after so many days [choice].
UNTOUCHED_DAYS = 90


NOT_WAITING = "not_waiting"


class NotAccepted(Refused):
    """Pairs that may form no duo by now, each with the reason; none of the chosen ones did."""

    def __init__(self, obstacles: list[tuple[ProposedPair, str]]) -> None:
        told = [f"{one.enrolment.code} – {one.mentor.code}: {text}" for one, text in obstacles]
        message = _("Niets is aanvaard. Deze duo’s kunnen niet meer: %(pairs)s")
        super().__init__("no_longer_possible", message % {"pairs": " ".join(told)})
        self.obstacles = obstacles


def make_proposal(project: Project, *, by: User, on: date | None = None) -> Proposal:
    """Compute and keep a proposal for a project, on a day: today unless said.

    Raises PermissionDenied for a project of another promoter, ValidationError for a day outside
    1900–2100, Refused(absurd_weights) when no score can be made of the call's weights.
    """
    made_by = proposer(project, by)
    found = computed(project, on or periods.today(), {})
    with transaction.atomic():
        proposal = keep(found, project, made_by)
        record("proposal.made", by=by, about=proposal, details=counted(found))
    return proposal


def proposer(project: Project, by: User) -> Staff:
    """Who makes a proposal for a project. Raises PermissionDenied for who may not."""
    require_role(by, PROPOSERS)
    mine = Project.objects.visible_to(by).filter(pk=project.pk)
    if by.acting is None or not Proposal.objects.all().opens_to(by) or not mine.exists():
        raise PermissionDenied
    return by.acting.staff


def computed(project: Project, on: date, held: Mapping[str, str]) -> Computed:
    require_day(on, FIRST_DAY, LAST_DAY, "on")
    try:
        return propose(situation_of(project, on, held))
    except WeightError as error:
        raise Refused("absurd_weights", absurd_weights(error)) from None


def counted(found: Computed) -> dict[str, int]:
    return {"pairs": len(found.pairs), "left_over": len(found.left_over)}


def run_again(proposal: Proposal, *, by: User) -> Proposal:
    """Compute a new proposal around the locked pairs, and close this one.

    For the same day, or today when that is past. A locked pair that a rule forbids by now is
    `dropped`. Raises PermissionDenied, Refused: closed, changed_meanwhile, absurd_weights.
    """
    made_by = proposer(proposal.project, by)
    pairs = proposal.pairs.undecided().filter(is_locked=True)
    held = list(pairs.select_related("enrolment", "mentor"))
    on = max(proposal.on, periods.today())
    found = computed(proposal.project, on, {p.enrolment.code: p.mentor.code for p in held})
    with transaction.atomic():
        old = open_proposal(proposal, by=by)
        if old.version != proposal.version:
            message = _("Iemand anders heeft dit voorstel intussen gewijzigd.")
            raise Refused("changed_meanwhile", message)
        old.state = ProposalState.CLOSED
        save(old)
        lost = list(dropped(found, held))
        made = keep(found, old.project, made_by, made_from=old, dropped=lost)
        record("proposal.made", by=by, about=made, details=counted(found))
    return made


def dropped(found: Computed, held: Iterable[ProposedPair]) -> Iterator[tuple[str, str, str]]:
    """The locked pairs that a new proposal could not keep, each with the rule."""
    kept = {(pair.enrolment, pair.mentor) for pair in found.pairs}
    rows = {one.code: number for number, one in enumerate(found.situation.waiting)}
    columns = {one.code: number for number, one in enumerate(found.situation.mentors)}
    for pair in held:
        if (pair.enrolment.code, pair.mentor.code) not in kept:
            row, column = rows.get(pair.enrolment.code), columns[pair.mentor.code]
            rule = NOT_WAITING if row is None else broken_rule(found, row, column)
            yield str(pair.enrolment_id), str(pair.mentor_id), rule


def broken_rule(found: Computed, row: int, column: int) -> str:
    """The first rule that a pair breaks; when it breaks none, others took the places."""
    broken = FIRST[found.judged.broken[row, column]]
    return HARD_RULES[broken].code if broken < len(HARD_RULES) else "full"


def open_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """The proposal as it is now, held for a change. Raises PermissionDenied, Refused(closed)."""
    require_role(by, PROPOSALS)
    found = locked(Proposal.objects.editable_by(by), proposal)
    if not found.is_open:
        raise Refused("closed", _("Dit voorstel is afgesloten."))
    return found


def undecided_pair(pair: ProposedPair, proposal: Proposal, *, by: User) -> ProposedPair:
    """A pair as it is now in a proposal that is held. Raises Refused: not_proposed,
    already_accepted.
    """
    mine = ProposedPair.objects.editable_by(by).filter(proposal=proposal, pk=pair.pk)
    found = mine.select_related("enrolment", "mentor").first()
    if found is None:
        raise not_proposed()
    if found.match_id:
        raise Refused("already_accepted", _("Dit duo is al aanvaard."))
    return found


def not_proposed() -> Refused:
    """Of a pair that is in no proposal, or left it meanwhile."""
    return Refused("not_proposed", _("Dit duo staat niet meer in het voorstel."))


def lock_pair(pair: ProposedPair, *, by: User) -> None:
    """Keep a pair together when the proposal is run again. Raises as `open_proposal` and
    `undecided_pair`.
    """
    set_lock(pair, "proposal.pair_locked", is_locked=True, by=by)


def unlock_pair(pair: ProposedPair, *, by: User) -> None:
    """Let a pair go again. Raises as `lock_pair`."""
    set_lock(pair, "proposal.pair_unlocked", is_locked=False, by=by)


@transaction.atomic
def set_lock(pair: ProposedPair, action: str, *, is_locked: bool, by: User) -> None:
    proposal = open_proposal(pair.proposal, by=by)
    found = undecided_pair(pair, proposal, by=by)
    found.is_locked = is_locked
    found.save()
    save(proposal)
    record(action, by=by, about=proposal, details=names(found))


def names(pair: ProposedPair) -> dict[str, Any]:
    return {"enrolment": str(pair.enrolment_id), "mentor": str(pair.mentor_id)}


@transaction.atomic
def choose_mentor(
    proposal: Proposal, enrolment: Enrolment, mentor: Mentor, *, by: User
) -> ProposedPair:
    """Give a mentee in a proposal another mentor, or one who had none their first; it is locked.

    The other pairs of the proposal take their places too. Raises PermissionDenied, Refused:
    closed, not_proposed, already_accepted, not_waiting, changed_meanwhile, or the code of the
    first hard rule that the pair breaks.
    """
    found = open_proposal(proposal, by=by)
    if not Mentor.objects.visible_to(by).filter(pk=mentor.pk).exists():
        raise PermissionDenied
    held = take_out(found, enrolment, by=by)
    pair = fitting_pair(found, held, mentor)
    chosen = Keys(found.project).pair(found, pair)
    chosen.is_locked = True
    chosen.save()
    add_candidate(found.candidates, [pair.enrolment, pair.mentor, pair.score])
    require_within_proof(found)
    save(found)
    record("proposal.mentor_chosen", by=by, about=found, details=names(chosen))
    return chosen


def take_out(proposal: Proposal, enrolment: Enrolment, *, by: User) -> Enrolment:
    """Take someone out of the pairs, or of those left over. Raises Refused when not in it."""
    mine = {"proposal": proposal, "enrolment": enrolment}
    pair = ProposedPair.objects.editable_by(by).filter(**mine).first()
    if pair:
        row: ProposedPair | LeftOver | None = undecided_pair(pair, proposal, by=by)
    else:
        row = LeftOver.objects.editable_by(by).filter(**mine).select_related("enrolment").first()
    if row is None:
        raise Refused("not_proposed", _("Deze mentee staat niet in het voorstel."))
    row.delete()
    return row.enrolment


def fitting_pair(proposal: Proposal, enrolment: Enrolment, mentor: Mentor) -> Pair:
    """The pair with its points and coach, beside the other pairs. Raises Refused for a rule."""
    if not waiting_among(Enrolment.objects.filter(pk=enrolment.pk), proposal.on).exists():
        raise Refused(NOT_WAITING, not_waiting())
    around = surroundings(
        [enrolment],
        [mentor],
        proposal.on,
        taken=Counter(proposal.pairs.undecided().values_list("mentor__code", flat=True)),
        busy=Counter(proposal.pairs.undecided().values_list("coach__code", flat=True)),
    )
    found = propose(waiting_in(around, [enrolment], proposal.minimum_level, proposal.weights))
    if not found.pairs:
        rule = HARD_RULES[FIRST[found.judged.broken[0, 0]]]
        raise Refused(rule.code, rule.sentence)
    return found.pairs[0]


def not_waiting() -> str:
    """Of who was approved when the proposal was made, and withdrew or ended since."""
    return _("Deze mentee wacht niet meer op een mentor.")


def require_within_proof(proposal: Proposal) -> None:
    """Raises Refused when more is placed than the proof allowed: someone changed what it knew."""
    found = totals_of(proposal)
    if (found["placed"], found["score"]) > (proposal.max_placed, proposal.max_score):
        message = _("Er veranderde iets sinds dit voorstel berekend werd. Bereken het opnieuw.")
        raise Refused("changed_meanwhile", message)


def totals_of(proposal: Proposal) -> dict[str, int]:
    """What the pairs of a proposal come to now."""
    found = proposal.pairs.aggregate(
        placed=Count("pk"), score=Sum("score", default=0), days=Sum("waiting_days", default=0)
    )
    return dict(found)


@transaction.atomic
def accept_pairs(
    proposal: Proposal,
    pairs: Iterable[ProposedPair] | None,
    *,
    by: User,
    started_on: date | None = None,
) -> list[ProposedPair]:
    """Start a duo for each of the chosen pairs, or for every one left: all of them or none.

    A duo starts today unless said, under the rules and with the data of now. Once nothing is left
    to decide on, the proposal is closed. Raises PermissionDenied, Refused: closed, not_proposed,
    already_accepted, and NotAccepted; ValidationError when nothing was chosen.
    """
    found = open_proposal(proposal, by=by)
    chosen = chosen_pairs(found, pairs, by=by)
    hold(chosen, by=by)
    obstacles = [(pair, text) for pair in chosen if (text := start(pair, started_on, by=by))]
    if obstacles:
        raise NotAccepted(obstacles)
    if not found.pairs.undecided().exists():
        found.state = ProposalState.CLOSED
    save(found)
    record("proposal.accepted", by=by, about=found, details={"pairs": len(chosen)})
    return chosen


def chosen_pairs(
    proposal: Proposal, pairs: Iterable[ProposedPair] | None, *, by: User
) -> list[ProposedPair]:
    mine = ProposedPair.objects.editable_by(by).filter(proposal=proposal)
    if pairs is None:
        wanted = mine.undecided()
    else:
        keys = {undecided_pair(pair, proposal, by=by).pk for pair in pairs}
        wanted = mine.filter(pk__in=keys)
    related = ["enrolment__mentee", "enrolment__project__lot__call", "mentor", "coach__user"]
    found = list(wanted.select_related(*related))
    if not found:
        raise ValidationError({"pairs": [_("Kies minstens één duo.")]})
    return found


def hold(pairs: list[ProposedPair], *, by: User) -> None:
    """Hold everyone in an order of their own, so that two who accept never wait in a circle."""
    held: list[tuple[Any, set[UUID]]] = [
        (Enrolment.objects.editable_by(by), {pair.enrolment_id for pair in pairs}),
        (Mentor.objects.visible_to(by), {pair.mentor_id for pair in pairs}),
    ]
    for rows, keys in held:
        mine = rows.filter(pk__in=keys).order_by("pk")
        list(mine.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))


def start(pair: ProposedPair, started_on: date | None, *, by: User) -> str:
    """Make a duo of a pair; what forbids it, or nothing."""
    try:
        pair.match = start_match(
            pair.enrolment, pair.mentor, pair.coach, by=by, started_on=started_on
        )
    except Refused as refusal:
        return not_waiting() if refusal.code == "not_approved" else str(refusal)
    except ValidationError as error:
        return " ".join(error.messages)
    except PermissionDenied:
        return _("Een van beide dossiers is gesloten.")
    pair.save()
    return ""


def untouched() -> QuerySet[Proposal]:
    """Those that nobody touched for so long that they go."""
    return Proposal.objects.untouched_since(periods.today() - timedelta(days=UNTOUCHED_DAYS))


def forget_untouched() -> int:
    """Delete them, each in a transaction of its own; how many it were."""
    return sum(forget_one(key) for key in list(untouched().values_list("pk", flat=True)))


@transaction.atomic
def forget_one(key: UUID) -> bool:
    """Delete one, unless somebody touched it just now."""
    found = untouched().select_for_update(of=("self",)).filter(pk=key).first()
    if found is None:
        return False
    record("proposal.lapsed", about=found)
    found.forget()
    return True


def forget_along(file: Mentee | Mentor) -> None:
    """Take someone who is being erased out of every proposal. Whoever would have had this mentor
    is left over there.
    """
    of_promoter = Candidates.objects.filter(proposal__project__promoter=file.promoter_id)
    if isinstance(file, Mentor):
        without = list(Mentor.objects.filter(promoter=file.promoter_id))
        for mentor in without:
            mentor.is_erased |= mentor == file
        for pair in hold_proposed(file.proposed_pairs.all()):
            leave_over(pair, without)
        file.proposed_pairs.all().delete()
        forget_candidates(of_promoter, lambda _enrolment, mentor: mentor == file.code)
        return
    for rows in (ProposedPair.objects.all(), LeftOver.objects.all()):
        rows.filter(enrolment__mentee=file).delete()
    codes = set(file.enrolments.values_list("code", flat=True))
    forget_candidates(of_promoter, lambda enrolment, _mentor: enrolment in codes)
