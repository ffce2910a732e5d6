"""Sub-questions that are answered by saying where the answer is, or why there is none. In Dutch,
the language of the Flemish Parliament."""

from m2w import notation
from reporting.choices import AnswerKind
from reporting.models import SubQuestion


def not_by_itself(sub: SubQuestion) -> str:
    """The sentence that answers a sub-question of another kind than figures."""
    said = {
        AnswerKind.REFERENCE: _reference,
        AnswerKind.UNAVAILABLE: _unavailable,
        AnswerKind.OTHER_MINISTER: _other_minister,
    }[AnswerKind(sub.kind)](sub)
    return " ".join(filter(None, [said, sub.answer.strip()]))


def _reference(sub: SubQuestion) -> str:
    earlier = sub.refers_to
    if earlier is None:
        return f"Voor het antwoord verwijs ik naar mijn antwoord op {sub.reference}."
    return (
        "Voor het antwoord verwijs ik naar mijn antwoord op schriftelijke vraag"
        f" nr. {earlier.number} van {notation.day(earlier.asked_on)} van {earlier.member}."
    )


def _unavailable(sub: SubQuestion) -> str:
    return f"De gegevens zijn niet beschikbaar. {sub.why_unavailable}".strip()


def _other_minister(sub: SubQuestion) -> str:
    return f"Voor het antwoord verwijs ik naar {sub.other_minister}."
