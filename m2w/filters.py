"""What the filters of pages and API have in common."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

Choices = Callable[[HttpRequest], QuerySet[Any]]
PAGING = {"page"}
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
WRITTEN_DAY = re.compile(r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4}")


def visible(model: Any) -> Choices:
    """The choices of a filter: only what the reader may see, so that a guess tells nothing."""
    return lambda request: model.objects.visible_to(request.user)


class DayField(forms.DateField):
    """A day as Belgians or computers write it, from 1900 to 2100."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "invalid": _("Geef een datum als 01/04/2022 of 2022-04-01."),
        "range": _("Geef een datum van 1900 tot en met 2100."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": DATE_FORMATS} | kwargs)

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and not WRITTEN_DAY.fullmatch(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["range"], code="range")
        return day


class DayFilter(django_filters.DateFilter):
    field_class = DayField


class CodeFilter(django_filters.ModelChoiceFilter):
    """One visible object of another kind, named by its code.

    `choose=False` takes it from a link only: there are too many to choose from.
    """

    def __init__(self, rows: Choices, *, choose: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("to_field_name", "code")
        if not choose:
            kwargs["widget"] = forms.HiddenInput
        super().__init__(queryset=rows, **kwargs)


class SearchFilter(django_filters.CharFilter):
    """Every word must stand in one of the fields."""

    def __init__(self, *, fields: Iterable[str], **kwargs: Any) -> None:
        self.fields = tuple(fields)
        kwargs.setdefault("label", _("Zoek op naam of code"))
        kwargs.setdefault("widget", forms.TextInput({"type": "search"}))
        super().__init__(**kwargs)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        words = [self.anywhere(word) for word in value.split()] if value else []
        return rows.filter(reduce(and_, words)) if words else rows

    def anywhere(self, word: str) -> Q:
        return reduce(or_, [Q(**{f"{field}__icontains": word}) for field in self.fields])


def paths_of(filter_: Any) -> Iterable[str]:
    """The fields that a filter asks of."""
    return getattr(filter_, "fields", None) or [filter_.field_name]


class FilterSet(django_filters.FilterSet):
    """Refuses what it does not know: a filter that is silently ignored shows too much."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.queryset
        known = getattr(rows, "tells", lambda user, paths: True)
        for name, filter_ in list(self.filters.items()):
            # Searching in what one may not read would tell it.
            if not known(self.request.user, paths_of(filter_)):
                del self.filters[name]

    def rows(self) -> QuerySet[Any]:
        """The rows that pass; BadRequest for an unknown parameter or value."""
        if unknown := set(self.data) - set(self.filters) - PAGING:
            names = ", ".join(sorted(unknown))
            raise BadRequest(_("Deze filter bestaat niet: %(names)s.") % {"names": names})
        if not self.is_valid():
            raise BadRequest(_("Een filter heeft een waarde die niet bestaat."))
        return self.qs

    def objects(self) -> list[Model]:
        """The objects that filters name, such as the mentor whose duos are asked for."""
        return [value for value in self.form.cleaned_data.values() if isinstance(value, Model)]

    def chosen(self) -> list[tuple[str, str, str]]:
        """Each filter in use: its label, the chosen value in words, and the query without it."""
        return [
            (str(self.form[name].label), self.in_words(name), self.without(name))
            for name in self.filters
            if self.data.get(name)
        ]

    def in_words(self, name: str) -> str:
        field, value = self.form.fields[name], self.form.cleaned_data[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(value)
        return str(dict(getattr(field, "choices", [])).get(value, value))

    def without(self, name: str) -> str:
        rest = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for parameter in (name, "page"):
            rest.pop(parameter, None)
        return f"?{rest.urlencode()}"
