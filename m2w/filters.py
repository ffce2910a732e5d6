"""What the filters of pages and API have in common."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import BadRequest
from django.db.models import CharField, Model, Q, QuerySet, Value
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.form_fields import KeyField, LanguageField, PickedDayField, WholeField

Choices = Callable[[HttpRequest], QuerySet[Any]]
PAGING = {"page", "page_size"}
# More words than fit in this are more than a database looks for at once.
LONGEST_SEARCH = 200


def visible(model: Any) -> Choices:
    """The choices of a filter: only what the reader may see, so that a guess tells nothing."""
    return lambda request: model.objects.visible_to(request.user)


class DayFilter(django_filters.DateFilter):
    field_class = PickedDayField


class WholeFilter(django_filters.NumberFilter):
    """A whole number; the framework would cut one with decimals short."""

    field_class = WholeField


class KeyFilter(django_filters.UUIDFilter):
    """An object by its id."""

    field_class = KeyField


class CodeFilter(django_filters.ModelChoiceFilter):
    """One visible object of another kind, named by its code.

    `choose=False` takes it from a link only: there are too many to choose from.
    """

    def __init__(self, rows: Choices, *, choose: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("to_field_name", "code")
        if not choose:
            kwargs["widget"] = forms.HiddenInput
        super().__init__(queryset=rows, **kwargs)


class NamedFilter(django_filters.ChoiceFilter):
    """One visible object of another kind, by its code, out of a list of names.

    A FilterSet fetches the lists of all its own in one query. `named` is the path to the name.
    """

    def __init__(self, rows: Choices, named: str, **kwargs: Any) -> None:
        self.rows, self.named = rows, named
        super().__init__(**kwargs)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.field_name}__code": value}) if value else rows


class LanguageFilter(django_filters.CharFilter):
    """A language by its name or its code, as a key of a list of languages."""

    field_class = LanguageField

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.field_name}__has_key": value}) if value else rows


class SearchFilter(django_filters.CharFilter):
    """Every word must stand in one of the fields."""

    def __init__(self, *, fields: Iterable[str], **kwargs: Any) -> None:
        self.fields = tuple(fields)
        kwargs.setdefault("max_length", LONGEST_SEARCH)
        kwargs.setdefault("label", _("Zoek op naam of code"))
        kwargs.setdefault("widget", forms.TextInput({"type": "search"}))
        super().__init__(**kwargs)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        words = [self.anywhere(word) for word in value.split()] if value else []
        return rows.filter(reduce(and_, words)) if words else rows

    def anywhere(self, word: str) -> Q:
        return reduce(or_, [Q(**{f"{field}__icontains": word}) for field in self.fields])


class SwitchFilter(django_filters.TypedChoiceFilter):
    """`true` or `false`; any other word is refused, where the framework takes it for neither."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(choices=choices, coerce=lambda said: said == "true", **kwargs)


class SortFilter(django_filters.ChoiceFilter):
    """The order of the rows: a name of `orders`, or one with a minus for the reverse."""

    def __init__(self, orders: Mapping[str, Sequence[str]], **kwargs: Any) -> None:
        self.orders = orders
        names = [f"{sign}{name}" for name in orders for sign in ("", "-")]
        super().__init__(
            choices=[(name, name) for name in names], widget=forms.HiddenInput, **kwargs
        )

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return rows
        ordered = rows.order_by(*self.orders[value.removeprefix("-")])
        return ordered.reverse() if value.startswith("-") else ordered


def paths_of(filter_: Any) -> Iterable[str]:
    """The fields that a filter asks of."""
    return getattr(filter_, "fields", None) or [filter_.field_name]


class FilterSet(django_filters.FilterSet):
    """Refuses what it does not know: a filter that is silently ignored shows too much.

    `more` are the filters that a page folds away.
    """

    more: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, filter_ in self.filters.items():
            if isinstance(filter_, NamedFilter):
                filter_.extra["choices"] = self.choices_of(name)
        rows: Any = self.queryset
        known = getattr(rows, "tells", lambda user, paths: True)
        for name, filter_ in list(self.filters.items()):
            # Searching in what one may not read would tell it.
            if not known(self.request.user, paths_of(filter_)):
                del self.filters[name]

    @property
    def asks_for_language(self) -> bool:
        return any(isinstance(filter_, LanguageFilter) for filter_ in self.filters.values())

    @cached_property
    def names(self) -> list[tuple[str, str, str]]:
        """What the filters by name offer: filter, code and name."""
        lists = [
            filter_.rows(self.request)
            .order_by()
            .values_list(Value(name, CharField()), "code", filter_.named)
            for name, filter_ in self.filters.items()
            if isinstance(filter_, NamedFilter)
        ]
        return sorted(lists[0].union(*lists[1:]), key=lambda one: one[2].casefold())

    def choices_of(self, filter_name: str) -> Callable[[], list[tuple[str, str]]]:
        # A function: a form copies its fields, and would copy whatever else this held.
        return lambda: [(code, name) for one, code, name in self.names if one == filter_name]

    def unknown(self) -> list[str]:
        """The parameters that were sent and mean nothing."""
        return sorted(set(self.data) - set(self.filters) - PAGING)

    def rows(self) -> QuerySet[Any]:
        """The rows that pass; BadRequest for an unknown parameter or value."""
        if unknown := self.unknown():
            names = ", ".join(unknown)
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
            for name, filter_ in self.filters.items()
            if self.data.get(name) and not isinstance(filter_, SortFilter)
        ]

    def in_words(self, name: str) -> str:
        field, value = self.form.fields[name], self.form.cleaned_data[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(value)
        if isinstance(value, date):
            return notation.day(value)
        return str(dict(getattr(field, "choices", [])).get(value, value))

    def without(self, name: str) -> str:
        return self.query_with(name, "")

    def query_with(self, name: str, value: str) -> str:
        """The address of the same list with another value, from its first page on."""
        rest = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for parameter in (name, "page"):
            rest.pop(parameter, None)
        if value:
            rest[name] = value
        return f"?{rest.urlencode()}"

    def sorted_by(self) -> str:
        """The name of the order that was asked for, with its minus; empty for the usual one."""
        return self.form.cleaned_data.get("sort", "")
