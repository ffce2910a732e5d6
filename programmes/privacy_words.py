"""Codes of a file in words, for the person whose file it is."""

from m2w.privacy.classification import Shown
from m2w.privacy.export import label_of
from m2w.reference import provinces, sectors
from programmes.choices import Subgroup
from programmes.eligibility_texts import CRITERION_LABELS, sentence
from programmes.facts import RESULTS
from programmes.models import Mentee
from programmes.transitions import TRANSITIONS


def criteria_in_words(criteria: list[dict[str, str]]) -> list[dict[str, str]]:
    """The criteria of a screening with the sentence that explains each result."""
    return [
        {
            "criterion": str(CRITERION_LABELS[one["code"]]),
            "result": one["result"],
            "explanation": str(sentence(one["reason"])),
        }
        for one in criteria
    ]


def criteria_on_paper(criteria: list[dict[str, str]]) -> str:
    return "\n".join(f"{one['criterion']}: {one['explanation']}" for one in criteria)


def subgroups_on_paper(found: dict[str, str]) -> str:
    return ", ".join(f"{Subgroup(code).label}: {RESULTS[one][0]}" for code, one in found.items())


def missing_on_paper(columns: list[str]) -> str:
    return ", ".join(label_of(Mentee._meta.get_field(name)) for name in columns)


def step(name: str) -> str:
    """A step by the words of the table of transitions."""
    return str(TRANSITIONS[name].label)


def sector(code: str) -> str:
    return sectors.label(code) if code else ""


def province(code: str) -> str:
    return provinces.label(code) if code else ""


TEXT = {"type": "string"}
CRITERIA = Shown(
    criteria_in_words,
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": dict.fromkeys(["criterion", "result", "explanation"], TEXT),
            "required": ["criterion", "result", "explanation"],
            "additionalProperties": False,
        },
    },
)
