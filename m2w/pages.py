"""The pages every kind of object has: a filtered list, the object itself, and one for each thing
that is done with it.

All go through the one row gate: a role without any right on the kind gets 403 for every
address, and what is not visible does not exist.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.views.generic import DetailView, ListView, View

from m2w import exports, periods
from m2w.accounts.acting import acts_as
from m2w.audit.reading import EXPORTED, OPENED, refused, shows
from m2w.corrections import Outdated
from m2w.details import Fact
from m2w.doors import door_of, role_of
from m2w.filters import FilterSet
from m2w.forms import ActForm
from m2w.paging import BothEnds
from m2w.refusals import Refused
from m2w.requests import where_next
from m2w.tables import Column, Table

Text = str | Promise
Crumbs = list[tuple[Text, str]]


def visible_rows(model: Any, request: HttpRequest) -> QuerySet[Any]:
    """The rows someone may read; PermissionDenied when their role has no right on any."""
    rows = model.objects.visible_to(request.user)
    if not rows.opens_to(request.user):
        raise PermissionDenied
    return rows


def known_columns(rows: Any, columns: Sequence[Column], user: Any) -> list[Column]:
    """The columns that tell only what this reader may know."""
    return [column for column in columns if rows.tells(user, column.fields)]


def say_refused(request: HttpRequest, refusal: Refused) -> None:
    """Tell the reader which rule refused it; that it was tried is on the record."""
    messages.error(request, str(refusal))
    refused(request, refusal.code)


@contextmanager
def saying(request: HttpRequest, done: Text) -> Iterator[None]:
    """What a button does: tell the reader that it is done, or why it is not."""
    try:
        yield
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, str(done))


class ListPage(ListView):
    """A page of rows with their filters. `related` are joined."""

    model: Any
    template_name = "generic/list.html"
    paginate_by = 50
    paginator_class: "type[Paginator[Any]]" = BothEnds
    filterset_class: type[FilterSet]
    heading: Text
    caption: Text
    columns: Sequence[Column]
    related: Sequence[str] = ()
    nothing_yet: Text
    # What else can be done from here: (label, view), for the roles behind that view's door.
    ways: Sequence[tuple[Text, str]] = ()
    # The order of the rows when none is asked for, by its name in the FilterSet.
    order = ""

    def get_queryset(self) -> QuerySet[Any]:
        self.visible = visible_rows(self.model, self.request)
        self.filters = self.filterset_class(self.asked(), self.visible, request=self.request)
        rows = self.filters.rows()
        # Asked for nothing, it would join everything there is.
        return rows.select_related(*self.related) if self.related else rows

    def asked(self) -> QueryDict:
        """What the address asks for."""
        return self.request.GET

    def note(self, rows: Iterable[Any]) -> None:
        """Whom this page shows: those in its rows, and those a filter names."""
        shows(self.request, rows)

    def may_pick(self) -> bool:
        """Whether the reader chooses rows to do something with."""
        return False

    def is_open(self, view: str) -> bool:
        """Whether the reader comes in at the address of a view."""
        door = door_of(resolve(reverse(view)).func)
        return door is not None and door.opens_to(role_of(self.request))

    def total(self) -> Any:
        """What all the rows add up to, those of the other pages too; None for no total."""
        return None

    def noun(self, count: int) -> Text:
        """What so many rows are called."""
        meta = self.model._meta
        name: Text = meta.verbose_name if count == 1 else meta.verbose_name_plural
        return name

    def get_columns(self) -> Sequence[Column]:
        return known_columns(self.visible, self.columns, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = self.filters.chosen()
        self.note([*context["object_list"], *self.filters.objects()])
        return context | {
            "heading": self.heading,
            "crumbs": [],
            "filters": self.filters.form,
            "more": self.filters.more,
            "more_in_use": any(self.request.GET.get(name) for name in self.filters.more),
            "asks_for_language": self.filters.asks_for_language,
            "chosen": chosen,
            "noun": self.noun(context["paginator"].count),
            "shown": context["paginator"].count,
            "table": Table(
                self.caption,
                self.get_columns(),
                context["object_list"],
                total=self.total() if context["object_list"] else None,
                caption_is_heading=self.caption != self.heading,
                picks=self.may_pick(),
                order=self.filters.sorted_by() or self.order,
                order_url=partial(self.filters.query_with, "sort"),
            ),
            "nothing_yet": self.nothing_yet,
            "query": f"?{self.request.GET.urlencode()}" if self.request.GET else "",
            "ways": [(label, reverse(view)) for label, view in self.ways if self.is_open(view)],
        }


class OnASheet(ListPage):
    """What a list shows, all of its pages, as a file. Restricted files stay out of it.

    `sheet` are its columns; `name` says nothing of anyone.
    """

    paginate_by = None  # type: ignore[assignment]  # all of them
    format: Literal["xlsx", "csv"] = "xlsx"
    sheet: Sequence[Column]
    name: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found: Any = self.get_queryset()
        rows = list(found.filter(**{f"{way}restricted_on": None for way in found.files}))
        shows(request, rows, EXPORTED)
        told = known_columns(self.visible, self.sheet, request.user)
        head = [str(column.label) for column in told]
        lines = ([exports.as_value(column.of_row(row)) for column in told] for row in rows)
        return exports.as_answer(f"{self.name}-{periods.today()}", [head, *lines], self.format)


class DetailPage(DetailView):
    """One object. `list_name` and `list_view` name the list it came from."""

    model: Any
    list_name: Text
    list_view: str
    related: Sequence[str] = ()

    def get_queryset(self) -> QuerySet[Any]:
        rows = visible_rows(self.model, self.request)
        return rows.select_related(*self.related) if self.related else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shows(self.request, [self.object], OPENED)
        return super().get_context_data(**kwargs) | {
            "heading": str(self.object),
            "crumbs": [(self.list_name, reverse(self.list_view))],
        }

    def table(self, caption: Text, columns: Sequence[Column], rows: QuerySet[Any]) -> Table:
        """Rows that stand on the page beside the object itself."""
        found = list(rows)
        shows(self.request, found)
        return Table(caption, known_columns(rows, columns, self.request.user), found)

    def record_url(self, roles: Container[str], view: str) -> str:
        """The record of this file, for the roles that keep it."""
        return reverse(view, args=[self.object.pk]) if acts_as(self.request.user, roles) else ""

    def known(self, facts: Iterable[Fact]) -> list[Fact]:
        """What this reader may know of the object."""
        rows, user = self.model.objects.all(), self.request.user
        return [fact for fact in facts if rows.tells(user, fact.of)]


class ActPage(View):
    """One thing that someone does with an object: what it means, what it asks, and the button.

    Once it is too late the page says so; what was typed stays in sight.
    """

    template_name: str

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        obj = self.row()
        return self.show(obj, self.form(obj))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        obj = self.row()
        form = self.form(obj, request.POST)
        if not form.is_valid():
            return self.show(obj, form)
        try:
            result = form.act(by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(obj, form)
        except Refused as refusal:
            return self.show_refused(obj, form, refusal)
        messages.success(request, str(form.done))
        return redirect(where_next(request, self.after(result or obj)))

    def row(self) -> Any:
        """The object, for who may see it. Raises Http404, and PermissionDenied for who may never
        do this with it."""
        raise NotImplementedError

    def form(self, obj: Any, sent: QueryDict | None = None) -> ActForm:
        raise NotImplementedError

    def after(self, obj: Any) -> str:
        """Where one goes when it is done with what became of the object."""
        raise NotImplementedError

    def back(self) -> str:
        """Where one goes without doing it."""
        raise NotImplementedError

    def told(self, obj: Any) -> dict[str, Any]:
        """What the page says. `why_not` is why it cannot be done now; empty when it can."""
        raise NotImplementedError

    def show_refused(self, obj: Any, form: ActForm, refusal: Refused) -> HttpResponse:
        """What was typed stays, beside what is the matter and how things stand now."""
        refused(self.request, refusal.code)
        if isinstance(refusal, Outdated):
            form.renew(refusal)
        form.add_error(form.taken.get(refusal.code), str(refusal))
        return self.show(self.as_it_is_now(obj), form, status=409)

    def as_it_is_now(self, obj: Any) -> Any:
        """The object once more, after someone else changed it."""
        obj.refresh_from_db()
        return obj

    def note(self, obj: Any) -> None:
        """Whom this page shows."""
        shows(self.request, [obj], OPENED)

    def show(self, obj: Any, form: ActForm, *, status: int = 200) -> HttpResponse:
        self.note(obj)
        asked = self.request.POST.get("next") or self.request.GET.get("next", "")
        context = {"form": form, "back": self.back(), "next": asked} | self.told(obj)
        return render(self.request, self.template_name, context, status=status)


class ObjectAct(ActPage):
    """A page with one form over an object that the reader may change.

    `page` names the page of the object, where this one is opened from.
    """

    model: Any
    form_class: type[ActForm]
    heading: Text
    page: str
    related: Sequence[str] = ()

    def row(self) -> Any:
        visible = visible_rows(self.model, self.request).filter(pk=self.kwargs["pk"])
        editable = self.model.objects.editable_by(self.request.user)
        rows = editable.select_related(*self.related) if self.related else editable
        return get_object_or_404(rows, pk__in=visible.values("pk"))

    def form(self, obj: Any, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def back(self) -> str:
        return where_next(self.request, reverse(self.page, args=[self.kwargs["pk"]]))

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self, obj: Any) -> Crumbs:
        raise NotImplementedError

    def told(self, obj: Any) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "lead": str(obj),
            "crumbs": self.crumbs(obj),
            "why_not": "",
        }
