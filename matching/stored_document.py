"""A stored proposal as the file of proposals.md, with ids beside the codes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from matching.assignment import Bounds
from matching.document import document
from matching.gap import Change
from matching.models import LeftOver, Proposal, ProposedPair
from matching.pair_words import as_reasons, in_order
from matching.proposing import LeftOver as Unplaced
from matching.proposing import Proof
from matching.proposing import ProposedPair as Pair

NO_CHANGE = Change("none")


def stored_document(
    proposal: Proposal,
    pairs: Iterable[ProposedPair],
    left_over: Iterable[LeftOver],
    totals: dict[str, int],
) -> dict[str, Any]:
    """The file of a proposal as it stands now, with these of its pairs and those left over.

    Of whom no smallest change was looked for, it is null. `candidates` are theirs, and a change
    tells of nobody else.
    """
    pairs, left_over = list(pairs), list(left_over)
    named = {pair.enrolment.code for pair in pairs} | {row.enrolment.code for row in left_over}
    told = document(
        project=proposal.project.code,
        on=proposal.on,
        minimum_level=proposal.minimum_level,
        weights=proposal.weights,
        pairs=map(as_pair, pairs),
        unplaced=[(as_unplaced(row), change_for(row, named) or NO_CHANGE) for row in left_over],
        proof=proof_of(proposal, totals),
        candidates=[
            (enrolment, mentor, score)
            for enrolment, mentor, score in proposal.candidates.pairs
            if enrolment in named
        ],
    )
    told["pairs"] = [entry | ids_of(pair) for entry, pair in zip(told["pairs"], pairs, strict=True)]
    for entry, row in zip(told["unplaced"], left_over, strict=True):
        entry["enrolment_id"] = str(row.enrolment_id)
        if not row.change:
            entry["smallest_change"] = None
    return {
        "id": str(proposal.pk),
        "code": proposal.code,
        "version": proposal.version,
        "state": proposal.state,
        "project_id": str(proposal.project_id),
        **told,
    }


def ids_of(pair: ProposedPair) -> dict[str, Any]:
    return {
        "id": str(pair.pk),
        "enrolment_id": str(pair.enrolment_id),
        "mentor_id": str(pair.mentor_id),
        "coach_id": str(pair.coach_id),
        "is_locked": pair.is_locked,
        "match": str(pair.match_id) if pair.match_id else None,
    }


def as_pair(pair: ProposedPair) -> Pair:
    return Pair(
        enrolment=pair.enrolment.code,
        mentor=pair.mentor.code,
        coach=pair.coach.code,
        score=pair.score,
        parts=pair.parts,
        shared_languages=pair.shared_languages,
        waiting_days=pair.waiting_days,
        reasons=tuple(as_reasons(pair.reasons)),
        is_locked=pair.is_locked,
    )


def as_unplaced(row: LeftOver) -> Unplaced:
    removed = in_order(row.removed)
    return Unplaced(row.enrolment.code, row.waiting_days, row.candidates, removed)


def as_change(row: LeftOver) -> Change | None:
    """The smallest change for someone left over, when one was looked for."""
    return Change(**row.change | {"places": tuple(row.change["places"])}) if row.change else None


def change_for(row: LeftOver, known: Collection[str]) -> Change | None:
    """The same as told to who knows only these enrolments, by their codes."""
    change = as_change(row)
    places = change.places if change else ()
    return change and replace(change, places=tuple(code for code in places if code in known))


def proof_of(proposal: Proposal, totals: dict[str, int]) -> Proof:
    """What the pairs come to now, beside what no choice could beat."""
    bounds = Bounds(proposal.max_placed, proposal.max_score)
    return Proof(totals["placed"], totals["score"], totals["days"], bounds)
