"""Levels of education and of language, each in order, with their names."""

from m2w.reference.labels import Label

UNKNOWN = "unknown"

DIPLOMA_LEVELS = (
    "none",
    "primary",
    "lower_secondary",
    "upper_secondary",
    "hbo5",
    "bachelor",
    "master",
    "doctorate",
)
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
DUTCH_LEVELS = ("none", *CEFR)

DIPLOMA_RANK = {level: rank for rank, level in enumerate(DIPLOMA_LEVELS)}
DUTCH_RANK = {level: rank for rank, level in enumerate(DUTCH_LEVELS)}

DIPLOMA_LABELS = {
    "none": Label("geen diploma", "no diploma"),
    "primary": Label("lager onderwijs", "primary education"),
    "lower_secondary": Label("lager secundair onderwijs", "lower secondary education"),
    "upper_secondary": Label("hoger secundair onderwijs", "upper secondary education"),
    "hbo5": Label("hoger beroepsonderwijs (HBO5)", "higher vocational education (HBO5)"),
    "bachelor": Label("bachelor", "bachelor"),
    "master": Label("master", "master"),
    "doctorate": Label("doctoraat", "doctorate"),
    UNKNOWN: Label("niet gekend", "unknown"),
}
DUTCH_LABELS = {
    "none": Label("geen Nederlands", "no Dutch"),
    **{level: Label(level, level) for level in CEFR},
    UNKNOWN: Label("niet gekend", "unknown"),
}


def reaches(level: str, minimum: str) -> bool:
    """Whether a language level is at least the minimum; an unknown level reaches none."""
    return DUTCH_RANK.get(level, -1) >= DUTCH_RANK[minimum]


def diploma_label(code: str) -> str:
    """Name of a diploma level in the active language."""
    return str(DIPLOMA_LABELS[code])


def dutch_label(code: str) -> str:
    """Name of a level of Dutch in the active language."""
    return str(DUTCH_LABELS[code])
