"""A proposal as a file: the format `m2w-proposal/1` of `proposals.md`. Pure.

The command writes it from a fresh proposal, the API from a stored one.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import override

from matching.gap import Change, Gap
from matching.gap_texts import change_text
from matching.proposing import LeftOver, Proof, Proposal, ProposedPair
from matching.scoring import PARTS

FORMAT = "m2w-proposal/1"
METHOD = "exact assignment per connected block"
LANGUAGE = "nl"


def document(
    *,
    project: str,
    on: date,
    minimum_level: str,
    weights: Mapping[str, int],
    pairs: Iterable[ProposedPair],
    unplaced: Iterable[tuple[LeftOver, Change]],
    proof: Proof,
    candidates: Iterable[tuple[str, str, int]] | None,
) -> dict[str, Any]:
    """The file as plain values, keys in the order of the format. Without `candidates` briefly.

    Its sentences are Dutch, whoever asks: the same data and day give the same file.
    """
    with override(LANGUAGE):
        found: dict[str, Any] = {
            "format": FORMAT,
            "project": project,
            "on": on.isoformat(),
            "parameters": {
                "min_shared_language_level": minimum_level,
                "weights": {part: weights[part] for part in PARTS},
            },
            "pairs": [pair_entry(pair) for pair in pairs],
            "unplaced": [unplaced_entry(one, change) for one, change in unplaced],
            "proof": proof_entry(proof),
        }
    if candidates is not None:
        found["candidates"] = [list(candidate) for candidate in candidates]
    return found


def document_of(proposal: Proposal, *, brief: bool = False) -> dict[str, Any]:
    """The file of a proposal that was just made, its smallest changes looked for."""
    situation, gap = proposal.situation, Gap(proposal)
    return document(
        project=situation.project,
        on=situation.on,
        minimum_level=situation.minimum_level,
        weights=situation.weights,
        pairs=proposal.pairs,
        unplaced=[(one, gap.smallest_change(one.enrolment)) for one in proposal.left_over],
        proof=proposal.proof,
        candidates=None if brief else proposal.judged.candidates(),
    )


def pair_entry(pair: ProposedPair) -> dict[str, Any]:
    return {
        "enrolment": pair.enrolment,
        "mentor": pair.mentor,
        "coach": pair.coach,
        "score": pair.score,
        "parts": {part: pair.parts[part] for part in PARTS},
        "shared_languages": list(pair.shared_languages),
        "waiting_days": pair.waiting_days,
        "why": [reason.sentence for reason in pair.reasons if pair.parts[reason.part]],
    }


def unplaced_entry(one: LeftOver, change: Change) -> dict[str, Any]:
    return {
        "enrolment": one.enrolment,
        "waiting_days": one.waiting_days,
        "candidates": one.candidates,
        "removed": dict(one.removed),
        "smallest_change": change_entry(change),
    }


def change_entry(change: Change) -> dict[str, Any]:
    """Only what the kind of change has."""
    online = {True: "yes", False: "no", None: ""}[change.online]
    told = {
        "mentor": change.mentor,
        "by": change.by,
        "language": change.language,
        "level": change.level,
        "gender": change.gender,
        "online": online,
        "province": change.province,
        "capacity": change.capacity,
        "enrolment": change.enrolment,
        "places": list(change.places),
    }
    said = {name: value for name, value in told.items() if value}
    return {"kind": change.kind, **said, "text": change_text(change)}


def proof_entry(proof: Proof) -> dict[str, Any]:
    return {
        "placed": proof.placed,
        "max_placed": proof.bounds.placed,
        "score": proof.score,
        "max_score": proof.bounds.score,
        "waiting_days": proof.waiting_days,
        "optimal": proof.is_optimal,
        "method": METHOD,
    }
