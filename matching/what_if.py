"""A project as it would be with other mentors. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from matching.proposing import Proposal, propose
from matching.situation import Situation, Volunteer


def with_candidates(
    situation: Situation, trained: Collection[str], newcomers: Iterable[Volunteer]
) -> Situation:
    """The same day, had these mentors (by code) followed the training and had these joined."""
    mentors = (
        replace(mentor, is_trained=mentor.is_trained or mentor.code in trained)
        for mentor in situation.mentors
    )
    return replace(situation, mentors=(*mentors, *newcomers))


def placed_more(
    proposal: Proposal, trained: Collection[str], newcomers: Iterable[Volunteer]
) -> int:
    """How many more a proposal would place with them. Raises WeightError."""
    after = propose(with_candidates(proposal.situation, trained, newcomers))
    return after.proof.placed - proposal.proof.placed
