"""The steps in which a mentee is registered, and what was typed in them as values."""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.choices import YesNoUnknown
from m2w.details import Text
from m2w.form_fields import Radios, tidy
from m2w.privacy.file_forms import FileForm
from programmes.advice import Place
from programmes.choices import RegistrationStep
from programmes.models import Mentee
from programmes.package.people import MenteeTable
from programmes.services import registrations
from programmes.services.registrations import Typed

# (question, help), with the first name in them.
Question = tuple[Text, Text]

ANSWERS = [
    (YesNoUnknown.YES.value, gettext_lazy("Ja")),
    (YesNoUnknown.NO.value, gettext_lazy("Nee")),
    (YesNoUnknown.UNKNOWN.value, gettext_lazy("Weet ik nog niet")),
]
REQUIRED = {field.name for field in MenteeTable.fields if field.required}


class RegistrationForm(FileForm):
    """One step: its questions to the person of whom the first name is known by then."""

    others = frozenset({"version", "key", "to"})
    model = Mentee
    step: ClassVar[RegistrationStep]
    questions: ClassVar[Mapping[str, Question]]

    def __init__(self, *args: Any, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column, field in self.fields.items():
            field.required = column in REQUIRED
            self.fields[column] = as_asked(field)
            self.ask(column, name or _("de mentee"))

    def ask(self, column: str, name: str) -> None:
        question, explained = self.questions.get(column, ("", ""))
        field = self.fields[column]
        if question:
            field.label = in_sentence(question, name)
        if explained:
            # The template shows a help text as it is.
            field.help_text = in_sentence(explained, escape(name))

    @classmethod
    @cache
    def sent_names(cls) -> tuple[str, ...]:
        """The names under which the fields of this step are sent."""
        return tuple(cls().known())


def as_asked(field: forms.Field) -> forms.Field:
    """A closed question with its answers beside each other, a list that starts at nothing."""
    if not isinstance(field, forms.ChoiceField):
        if isinstance(field.widget, forms.TextInput | forms.DateInput):
            field.widget.attrs["autocomplete"] = "off"
        return field
    listed: Any = field.choices
    codes = {code for code, _label in listed}
    if codes >= set(YesNoUnknown.values):
        return forms.ChoiceField(
            choices=ANSWERS,
            widget=Radios,
            required=field.required,
            label=field.label,
            error_messages={"required": _("Kies ja, nee of weet ik nog niet.")},
        )
    if "" not in codes:
        field.choices = [("", ""), *listed]
    field.initial = None
    return field


def in_sentence(text: Text, name: str) -> str:
    """A sentence with a name in it; one that is written from right to left stays in its place."""
    from_the_right = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in name)
    shown = f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if from_the_right else name
    return str(text) % {"name": shown}


class PersonForm(RegistrationForm):
    step = RegistrationStep.PERSON
    sections = [
        (gettext_lazy("Wie"), ("first_name", "last_name", "birth_date", "gender", "vdab_number")),
        (gettext_lazy("Adres"), ("postcode", "municipality")),
        (gettext_lazy("Herkomst"), ("nationality",)),
    ]
    questions = {
        "birth_date": (
            gettext_lazy("Wanneer is %(name)s geboren?"),
            gettext_lazy("dd/mm/jjjj, bijvoorbeeld 03/06/2001"),
        ),
        "vdab_number": (
            gettext_lazy("VDAB-nummer"),
            gettext_lazy("Letters en cijfers; spaties en punten tellen niet mee."),
        ),
        "nationality": (gettext_lazy("Welke nationaliteit heeft %(name)s?"), ""),
    }


class LanguagesForm(RegistrationForm):
    step = RegistrationStep.LANGUAGES
    sections = [
        (
            gettext_lazy("Talen"),
            (
                *("home_language", "languages", "dutch_level", "dutch_attested"),
                "dutch_insufficient_for_job_target",
            ),
        ),
        (
            gettext_lazy("Diploma"),
            ("diploma_level", "diploma_language", "diploma_country", "diploma_recognised"),
        ),
    ]
    questions = {
        "home_language": (gettext_lazy("Welke taal spreekt %(name)s thuis?"), ""),
        "languages": (
            gettext_lazy("Welke talen spreekt %(name)s nog?"),
            gettext_lazy("Het niveau bepaalt met welke mentor %(name)s kan praten."),
        ),
        "dutch_level": (
            gettext_lazy("Niveau Nederlands"),
            gettext_lazy("Het hoogste niveau dat %(name)s vandaag haalt."),
        ),
        "dutch_attested": (gettext_lazy("Heeft %(name)s een attest van dat niveau?"), ""),
        "dutch_insufficient_for_job_target": (
            gettext_lazy("Is het Nederlands te beperkt voor het jobdoelwit?"),
            gettext_lazy(
                "Alleen voor wie hoger opgeleid is. Een bemiddelaar van VDAB stelt het vast."
            ),
        ),
        "diploma_language": (gettext_lazy("In welke taal behaalde %(name)s het?"), ""),
        "diploma_country": (gettext_lazy("In welk land?"), ""),
        "diploma_recognised": (gettext_lazy("Is het diploma in Vlaanderen erkend?"), ""),
    }


class SituationForm(RegistrationForm):
    step = RegistrationStep.SITUATION
    sections = [
        (
            gettext_lazy("Werk en begeleiding"),
            (
                *("employed", "benefit_entitled", "vdab_guidance_since", "vdab_guidance_until"),
                *("job_target", "sector"),
            ),
        ),
        (gettext_lazy("Herkomst"), ("migration_background",)),
    ]
    questions = {
        "employed": (gettext_lazy("Heeft %(name)s werk?"), ""),
        "benefit_entitled": (gettext_lazy("Heeft %(name)s recht op een uitkering?"), ""),
        "vdab_guidance_since": (
            gettext_lazy("Sinds wanneer begeleidt VDAB %(name)s?"),
            gettext_lazy("dd/mm/jjjj"),
        ),
        "vdab_guidance_until": (
            gettext_lazy("Tot en met wanneer?"),
            gettext_lazy("dd/mm/jjjj. Laat leeg als de begeleiding doorloopt."),
        ),
        "job_target": (gettext_lazy("Welk werk zoekt %(name)s?"), ""),
        "migration_background": (
            gettext_lazy("Heeft %(name)s een migratieachtergrond?"),
            gettext_lazy("Noteer wat %(name)s verklaart. Vraag niet naar de ouders."),
        ),
    }


class ProjectForm(RegistrationForm):
    step = RegistrationStep.PROJECT
    sections = [
        (
            gettext_lazy("Privacyverklaring"),
            ("privacy_notice_on", "privacy_notice_language"),
        )
    ]
    questions = {
        "privacy_notice_on": (
            gettext_lazy("Wanneer kreeg %(name)s de privacyverklaring?"),
            gettext_lazy("dd/mm/jjjj. Nodig om bij VDAB in te dienen."),
        ),
        "privacy_notice_language": (gettext_lazy("In welke taal?"), ""),
    }
    project = forms.ChoiceField(widget=Radios)

    def __init__(self, *args: Any, places: Iterable[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.required = True
        field.label = _("In welk project?")
        field.choices = [(place.key, place.name) for place in places]
        if not field.choices:
            field.help_text = _("Er loopt vandaag geen project van uw organisatie.")
        field.error_messages = {
            "required": _("Kies een project."),
            "invalid_choice": _("Kies een project."),
        }

    def parts(self) -> list[tuple[Text, list[forms.BoundField]]]:
        return [(_("Project"), [self["project"]]), *super().parts()]

    @classmethod
    def columns(cls) -> list[str]:
        return ["project", *super().columns()]


FORMS: Mapping[str, type[RegistrationForm]] = {
    form.step: form for form in (PersonForm, LanguagesForm, SituationForm, ProjectForm)
}


def form_over(
    form_class: type[RegistrationForm], values: Typed, places: Iterable[Place], *, checked: bool
) -> RegistrationForm:
    """The form of a step over what was typed; `checked`: with what is wrong in it."""
    # A text that is no name would make every question as long as itself.
    more: dict[str, Any] = {"name": known(values, {"first_name"}).get("first_name", "")}
    if issubclass(form_class, ProjectForm):
        more["places"] = places
    if not checked:
        return form_class(initial=first_shown(form_class, values), **more)
    form = form_class(bound_data(form_class, values), **more)
    add_faults(form, values)
    return form


def bound_data(form: type[RegistrationForm], values: Typed) -> MultiValueDict[str, str]:
    """What was typed in the fields of a step, as a browser would send it."""
    names = form.sent_names()
    return MultiValueDict(
        {name: [tidy(text) for text in values[name]] for name in names if values.get(name)}
    )


def first_shown(form: type[RegistrationForm], values: Typed) -> dict[str, Any]:
    """The same as what an untouched form starts with."""
    data = bound_data(form, values)
    return {
        name: field.widget.value_from_datadict(data, MultiValueDict(), name)
        for name, field in form().fields.items()
    }


def add_faults(form: RegistrationForm, values: Typed) -> None:
    """Add to a form what the rules of the file say of its fields, next to what cannot be read."""
    form.is_valid()
    faults = registrations.faults_of(readable(values))
    for column, texts in faults.items():
        if column in form.fields and column not in form.errors:
            form.add_error(column, texts)


@cache
def readers() -> dict[str, forms.Field]:
    """The fields of all steps, to read values with: none is required."""
    found = {name: field for form in FORMS.values() for name, field in form().fields.items()}
    del found["project"]
    for field in found.values():
        field.required = False
    return found


def readable(values: Typed) -> dict[str, Any]:
    """The values of the fields that can be read, whatever the rules say of them."""
    return dict(read(values))


def known(values: Typed, columns: Container[str]) -> dict[str, Any]:
    """What is known of someone in these columns: what can be read and could stand in a file."""
    asked = {name: texts for name, texts in values.items() if name in columns}
    return {name: value for name, value in read(asked) if registrations.is_possible(name, value)}


def read(values: Typed) -> Iterator[tuple[str, Any]]:
    data = MultiValueDict({name: [tidy(text) for text in texts] for name, texts in values.items()})
    for name, field in readers().items():
        if field.widget.value_omitted_from_data(data, MultiValueDict(), name):
            continue
        try:
            value = field.clean(field.widget.value_from_datadict(data, MultiValueDict(), name))
        except ValidationError:
            continue
        if value:
            yield name, value
