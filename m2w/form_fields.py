"""Form fields for what a file holds: days, languages with their level, codes and words."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.amounts import euros
from m2w.keys import KEY
from m2w.periods import ISO_DAY
from m2w.reference import languages, levels

DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
TYPED_DAY_FORMATS = [*DAY_FORMATS, "%d-%m-%Y", "%d.%m.%Y"]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
OUT_OF_RANGE = _("Geef een datum van 1900 tot en met 2100.")
WRITTEN_DAY = re.compile(r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4}")


WHOLE = re.compile("|-?[0-9]+")


def tidy(text: str) -> str:
    """A text without the invisible signs that come along at its ends when it is pasted."""
    first, last = 0, len(text)
    while first < last and is_invisible(text[first]):
        first += 1
    while last > first and is_invisible(text[last - 1]):
        last -= 1
    return text[first:last]


def is_invisible(char: str) -> bool:
    """Spaces, marks of direction and width, controls."""
    return char.isspace() or unicodedata.category(char) in {"Cf", "Cc"}


class DayField(forms.DateField):
    """A day as people here write it, 14/03/1987, 14-3-1987 or 14.03.1987, or as computers do."""

    written = ISO_DAY
    widget = forms.DateInput(
        {"inputmode": "numeric", "class": "m2w-input m2w-input--short"}, format=DAY_FORMATS[0]
    )

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("dd/mm/jjjj"))
        kwargs["error_messages"] = {
            "invalid": _("Schrijf een bestaande dag als dd/mm/jjjj, bijvoorbeeld 03/06/2001."),
            "range": OUT_OF_RANGE,
        }
        super().__init__(input_formats=TYPED_DAY_FORMATS, **kwargs)

    def to_python(self, value: Any) -> Any:
        day = super().to_python(tidy(value) if isinstance(value, str) else value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(self.error_messages["range"], code="range")
        return day


def day_of(text: str) -> date | None:
    """The day that somebody typed; None for what is none."""
    try:
        return DayField(required=False).clean(text)
    except ValidationError:
        return None


class EuroField(forms.DecimalField):
    """An amount as people here write it, 25000, 25.000,00 or € 25.000, or with a decimal point."""

    widget = forms.TextInput({"inputmode": "decimal", "class": "m2w-input m2w-input--short"})
    default_error_messages = {
        "invalid": _("Schrijf een bedrag als 25.000,00, met hoogstens twee cijfers na de komma."),
    }

    def prepare_value(self, value: Any) -> Any:
        return notation.amount(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        typed = "".join(char for char in str(value or "") if not is_invisible(char))
        if typed in self.empty_values:
            return None
        try:
            return euros(typed)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def written_by_people(form: forms.BaseForm) -> set[str]:
    """The fields whose value is written as only people do: programs write it in one way."""
    return {
        name
        for name, field in form.fields.items()
        if (said := form.data.get(name))
        and (written := getattr(field, "written", None))
        and not written.fullmatch(said)
    }


class PickedDayField(forms.DateField):
    """A day picked in the browser, or as Belgians or computers write it; from 1900 to 2100."""

    written = ISO_DAY
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "invalid": _("Geef een datum als 01/04/2022 of 2022-04-01."),
        "range": OUT_OF_RANGE,
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": DAY_FORMATS} | kwargs)

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and not WRITTEN_DAY.fullmatch(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["range"], code="range")
        return day


class WholeField(forms.IntegerField):
    """A whole number in plain digits: Python also takes signs, underscores and other scripts."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and not WHOLE.fullmatch(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class KeyField(forms.UUIDField):
    written = KEY


class LanguageField(forms.CharField):
    """A language by its name in the reader's language, or by its code."""

    widget = forms.TextInput({"list": "languages", "class": "m2w-input"})

    def prepare_value(self, value: Any) -> Any:
        return languages.label(value) if value and languages.is_language(value) else value

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return language_of(text) if text else ""


def language_of(text: str) -> str:
    """The code of a language that was named. Raises ValidationError."""
    code = text.strip()
    if languages.is_language(code.lower()):
        return code.lower()
    if found := languages.named(code):
        return found
    message = _("“%(text)s” is geen taal uit de lijst.")
    raise ValidationError(message, "unknown_language", {"text": text})


def language_names() -> list[str]:
    """The languages to choose from; any other one is known by its name or code too."""
    return sorted(languages.label(code) for code in languages.labels() if len(code) == 2)


class LanguageRows(forms.Widget):
    """A row per language: which, and at what level; two empty ones for more."""

    template_name = "django/forms/widgets/language_rows.html"
    use_fieldset = True
    # As a widget of several parts tells under which names they are sent.
    widgets_names = ("_language", "_level")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [*(value or []), ("", ""), ("", "")]
        return context | {"rows": rows, "levels": levels.CEFR}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        named, level = (data.getlist(f"{name}_{part}") for part in ("language", "level"))
        return list(zip_longest(named, level, fillvalue=""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_language" not in data


class LanguagesField(forms.Field):
    """Languages with their level: {"ti": "C2"}."""

    widget = LanguageRows

    def prepare_value(self, value: Any) -> Any:
        pairs = value.items() if isinstance(value, dict) else value or []
        return [
            (languages.label(code) if languages.is_language(code) else code, level)
            for code, level in pairs
            if code or level
        ]

    def to_python(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for text, level in value or []:
            if not text and not level:
                continue
            code = language_of(text)
            if level not in levels.CEFR:
                raise ValidationError(_("Kies een niveau bij elke taal."), "level")
            if code in found:
                raise ValidationError(_("Noem elke taal één keer."), "twice")
            found[code] = level
        return found


class Boxes(forms.CheckboxSelectMultiple):
    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The group as a whole has an id, to which a summary of errors can lead."""
        return super().id_for_label(id_, index) or id_


class Radios(forms.RadioSelect):
    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """As of boxes."""
        return super().id_for_label(id_, index) or id_


class MomentBoxes(Boxes):
    """A line per day, with its parts: choices in groups."""

    template_name = "django/forms/widgets/moments.html"


class CodesField(forms.MultipleChoiceField):
    """Some codes of a list, as a tuple in the order of the list."""

    widget = Boxes

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))


class WordsField(forms.CharField):
    """A few words with commas between them, as a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Met een komma ertussen."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        words = super().clean(value).replace(";", ",").split(",")
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
