"""The form over the values of a file: one field per column, under headings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.models import fields_for_model
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.choices import Gender
from m2w.form_fields import (
    CodesField,
    DayField,
    LanguageField,
    LanguagesField,
    MomentBoxes,
    WordsField,
)
from m2w.forms import Form
from m2w.reference import nationalities, provinces, sectors
from m2w.reference.half_days import DAYS, PARTS_OF_DAY

Choices = list[tuple[str, str]]
Section = tuple[str | Promise, Sequence[str]]
PARTS = {"am": _("vm."), "pm": _("nm."), "ev": _("avond")}


def moments() -> list[tuple[str, Choices]]:
    """The parts of every day of the week."""
    return [
        (
            str(WEEKDAYS[index]).lower(),
            [(f"{day}-{part}", str(PARTS[part])) for part in PARTS_OF_DAY],
        )
        for index, day in enumerate(DAYS)
    ]


def wishes() -> Choices:
    genders = [Gender.FEMALE, Gender.MALE, Gender.X]
    named = _("gender")
    return [
        *((f"gender:{one.value}", f"{named}: {one.label}") for one in genders),
        ("online:yes", str(_("online afspreken"))),
        ("online:no", str(_("niet online afspreken"))),
        *((f"province:{code}", provinces.label(code)) for code in provinces.PROVINCES),
    ]


def moments_in_words(codes: Iterable[str]) -> str:
    """`maandag vm., avond; vrijdag nm.`"""
    chosen = set(codes)
    days = []
    for day, parts in moments():
        said = [label for code, label in parts if code in chosen]
        if said:
            days.append(f"{day} {', '.join(said)}")
    return "; ".join(days)


def wishes_in_words(codes: Iterable[str]) -> str:
    labels = dict(wishes())
    return ", ".join(str(labels[code]) for code in codes)


def countries() -> Choices:
    named = [(code, nationalities.label(code)) for code in nationalities.NATIONALITIES]
    return [("", ""), *sorted(named, key=lambda choice: choice[1])]


def sector_choices() -> Choices:
    return [(code, sectors.label(code)) for code in sectors.SECTORS]


def one_sector() -> Choices:
    return [("", ""), *sector_choices()]


def field(kind: Callable[..., forms.Field], **options: Any) -> Callable[..., forms.Field]:
    """A form field of this kind, with the name that the model gives it."""
    return lambda column: kind(
        label=str(column.verbose_name).capitalize(), required=not column.blank, **options
    )


SPECIAL: Mapping[str, Callable[..., forms.Field]] = {
    "nationality": field(forms.ChoiceField, choices=countries),
    "diploma_country": field(forms.ChoiceField, choices=countries),
    "sector": field(forms.ChoiceField, choices=one_sector),
    "sectors": field(CodesField, choices=sector_choices),
    "home_language": field(LanguageField),
    "diploma_language": field(LanguageField),
    "privacy_notice_language": field(LanguageField),
    "languages": field(LanguagesField),
    "availability": field(CodesField, choices=moments, widget=MomentBoxes),
    "hard_wishes": field(CodesField, choices=wishes),
    "wishes": field(CodesField, choices=wishes),
    "interests": field(WordsField),
}


def form_field(column: Any, **options: Any) -> forms.Field | None:
    """The form field of a column of a file."""
    if column.name in SPECIAL:
        return SPECIAL[column.name](column)
    if column.get_internal_type() == "DateField":
        return DayField(required=not column.blank, label=options.get("label", column.verbose_name))
    return column.formfield(**options)


class FileForm(Form):
    """A form over a file. A subclass names the model, and the columns under their headings."""

    others = frozenset({"version"})
    model: ClassVar[Any]
    sections: ClassVar[Sequence[Section]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for _heading, names in self.sections for name in names]
        made = fields_for_model(self.model, names, formfield_callback=form_field)
        for name in names:
            self.fields[name] = made[name]
            made[name].label = capitalised(made[name].label)

    @classmethod
    def columns(cls) -> list[str]:
        return [name for _heading, names in cls.sections for name in names]

    def parts(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        """The headings, each with its fields."""
        return [(heading, [self[name] for name in names]) for heading, names in self.sections]


def capitalised(label: Any) -> str:
    text = str(label or "")
    return text[:1].upper() + text[1:]
