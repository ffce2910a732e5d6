"""What the filters of pages and API have in common."""

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

from m2w import notation
from m2w.form_fields import PickedDayField

Choices = Callable[[HttpRequest], QuerySet[Any]]
PAGING = {"page"}


def visible(model: Any) -> Choices:
    """The choices of a filter: only what the reader may see, so that a guess tells nothing."""
    return lambda request: model.objects.visible_to(request.user)


class DayFilter(django_filters.DateFilter):
    field_class = PickedDayField


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
        if isinstance(value, date):
            return notation.day(value)
        return str(dict(getattr(field, "choices", [])).get(value, value))

    def without(self, name: str) -> str:
        rest = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for parameter in (name, "page"):
            rest.pop(parameter, None)
        return f"?{rest.urlencode()}"
