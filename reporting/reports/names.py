"""The names behind the codes of the dimensions, and what a table is about in words."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from m2w.choices import Gender, YesNoUnknown
from m2w.reference import levels, nationalities, provinces
from programmes.choices import Subgroup
from reporting.measures import AGE_BANDS, DIMENSIONS, OF_PERSONS
from reporting.selection import Selection
from reporting.tables import Coordinate, Text


def project_names(selection: Selection) -> dict[str, str]:
    return {project.code: project.name for project in selection.projects}


def promoter_names(selection: Selection) -> dict[str, str]:
    return {project.promoter.code: project.promoter.name for project in selection.projects}


def named(choices: type[TextChoices]) -> dict[str, str]:
    """The names of a list of choices, in the active language."""
    return {code: str(label) for code, label in choices.choices}


def names_of(dimension: str, selection: Selection) -> dict[str, str]:
    """The names behind the codes of a dimension, in the active language."""
    if dimension in NAMES_OF_PERSONS:
        return NAMES_OF_PERSONS[dimension]()
    find = NAMES_OF_PLACES.get(dimension)
    return find(selection) if find else {}


def _words(labels: Mapping[str, Any]) -> dict[str, str]:
    return {code: str(label) for code, label in labels.items()}


NAMES_OF_PERSONS: dict[str, Callable[[], dict[str, str]]] = {
    "province": lambda: _words(provinces.LABELS),
    "subgroup": lambda: named(Subgroup),
    "nationality": lambda: _words(nationalities.LABELS),
    "nationality_group": lambda: _words(nationalities.GROUP_LABELS),
    "benefit": lambda: named(YesNoUnknown),
    "gender": lambda: named(Gender),
    "age_band": lambda: dict(zip(AGE_BANDS, AGE_BANDS, strict=True)),
    "diploma_level": lambda: _words(levels.DIPLOMA_LABELS),
    "dutch_level": lambda: _words(levels.DUTCH_LABELS),
}
NAMES_OF_PLACES: dict[str, Callable[[Selection], dict[str, str]]] = {
    "call": lambda selection: {call.code: str(call) for call in selection.calls},
    "lot": lambda selection: {p.lot.code: p.lot.name for p in selection.projects},
    "project": project_names,
    "promoter": promoter_names,
}


# In titles ----------------------------------------------------------------------------------------


def titled(title: Text, selection: Selection, persons: Collection[Coordinate]) -> Text:
    """The title with all that the table was narrowed to: who reads it sees nothing else of it."""
    only = ", ".join([*_places(selection), *_persons(persons)])
    return _("%(title)s, alleen %(only)s") % {"title": title, "only": only} if only else title


def _places(selection: Selection) -> Iterator[str]:
    """`projecten in Antwerpen`, `oproep 2019/50081`."""
    for name, code in selection.narrowed_to:
        if name == "province":
            yield _("projecten in %(province)s") % {"province": provinces.label(code)}
        else:
            yield f"{DIMENSIONS[name].label} {_place(name, code, selection)}"


def _place(name: str, code: str, selection: Selection) -> str:
    if name == "call":
        return next((call.reference for call in selection.calls if call.code == code), code)
    return names_of(name, selection).get(code, code)


def _persons(persons: Collection[Coordinate]) -> Iterator[str]:
    """`gender: vrouw`, in the order in which they are asked."""
    chosen = dict(persons)
    for name in OF_PERSONS:
        if name in chosen:
            code = chosen[name]
            yield f"{DIMENSIONS[name].label}: {NAMES_OF_PERSONS[name]().get(code, code)}"
