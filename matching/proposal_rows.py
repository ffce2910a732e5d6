"""A computed proposal as rows of the database: what people then lock, change, veto and accept."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from m2w.accounts.models import Staff
from m2w.refusals import save
from matching.gap import Change, Gap
from matching.models import Candidates, LeftOver, Mentor, Proposal, ProposedPair
from matching.proposing import LeftOver as Unplaced
from matching.proposing import Proposal as Computed
from matching.proposing import ProposedPair as Pair
from programmes.models import Enrolment, Project


def keep(found: Computed, project: Project, made_by: Staff, **values: Any) -> Proposal:
    """Store a proposal with its pairs, those left over, and what it could choose from."""
    situation = found.situation
    kept = Proposal(
        project=project,
        on=situation.on,
        made_by=made_by,
        minimum_level=situation.minimum_level,
        weights=dict(situation.weights),
        waiting=len(situation.waiting),
        mentors=len(situation.mentors),
        places=sum(
            max(0, one.places) for one in situation.mentors if one.is_active and one.is_trained
        ),
        max_placed=found.proof.bounds.placed,
        max_score=found.proof.bounds.score,
        **values,
    )
    save(kept)
    Candidates.objects.create(proposal=kept, pairs=[list(one) for one in found.judged.candidates()])
    keys, gap = Keys(project), Gap(found)
    ProposedPair.objects.bulk_create(keys.pair(kept, pair) for pair in found.pairs)
    LeftOver.objects.bulk_create(
        keys.left_over(kept, one, gap.smallest_change(one.enrolment)) for one in found.left_over
    )
    return kept


class Keys:
    """The keys of the people of a project, by their codes."""

    def __init__(self, project: Project) -> None:
        self.enrolments = keys_by_code(Enrolment.objects.filter(project=project))
        self.mentors = keys_by_code(Mentor.objects.filter(promoter=project.promoter_id))
        self.coaches = keys_by_code(Staff.objects.filter(organisation=project.promoter_id))

    def pair(self, proposal: Proposal, pair: Pair) -> ProposedPair:
        return ProposedPair(
            proposal=proposal,
            enrolment_id=self.enrolments[pair.enrolment],
            mentor_id=self.mentors[pair.mentor],
            coach_id=self.coaches[pair.coach],
            score=pair.score,
            parts=dict(pair.parts),
            shared_languages=pair.shared_languages,
            waiting_days=pair.waiting_days,
            reasons=[list(reason) for reason in pair.reasons],
            is_locked=pair.is_locked,
        )

    def left_over(self, proposal: Proposal, one: Unplaced, change: Change) -> LeftOver:
        return LeftOver(
            proposal=proposal,
            enrolment_id=self.enrolments[one.enrolment],
            waiting_days=one.waiting_days,
            candidates=one.candidates,
            removed=dict(one.removed),
            change=asdict(change),
        )


def keys_by_code(rows: Any) -> dict[str, Any]:
    return dict(rows.order_by().values_list("code", "pk"))


def add_candidate(row: Candidates, pair: list[Any]) -> None:
    """A pair that someone chose could be chosen, also when it could not be before."""
    if pair not in row.pairs:
        row.pairs = sorted([*row.pairs, pair])
        row.save()


def forget_candidates(rows: Iterable[Candidates], is_gone: Callable[[str, str], bool]) -> None:
    """Take some pairs, told by the codes of enrolment and mentor, out of what could be chosen."""
    for row in rows:
        left = [one for one in row.pairs if not is_gone(one[0], one[1])]
        if len(left) < len(row.pairs):
            row.pairs = left
            row.save()
