"""The counsellor's queue: lists of enrolments that wait, and the file of one beside its list.

The file has an address of its own under its list: beside it on a wide screen, alone on a phone.
"""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import OPENED, shows
from m2w.pages import visible_rows
from programmes import room
from programmes.cards import Card, cards, with_all
from programmes.choices import UNDECIDED_STATES, State
from programmes.desks import Desk, desk_of, nobodys, on_desk, over_the_norm
from programmes.models import Enrolment, Project
from programmes.tabs import TABS, TABS_BY_CODE, Tab, mine
from programmes.views.queue_file import file_context

PER_PAGE = 20
PLACELESS = (State.REJECTED, State.DECLINED)


class Queue(TemplateView):
    """A list of the queue, with what else a counsellor looks at beside it."""

    template_name = "programmes/queue.html"
    tab = "mijn"

    request: SignedInRequest

    @cached_property
    def shown(self) -> Tab:
        found = TABS_BY_CODE.get(self.tab)
        if found is None:
            raise Http404
        return found

    @cached_property
    def rows(self) -> Any:
        """What this counsellor sees at all. Raises PermissionDenied for who decides nothing."""
        return visible_rows(Enrolment, self.request)

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.request.user)

    @cached_property
    def today(self) -> date:
        return periods.today()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tab = self.shown
        counted = tab.counted(self.rows, self.desk, self.today).order_by(tab.since, "code")
        page = Paginator(counted, PER_PAGE).get_page(self.request.GET.get("page"))
        rows: Any = page.object_list
        found = cards(with_all(rows), self.desk, self.today, self.request.user)
        shown_with_doubles(self.request, found)
        counts = self.counts()
        waiting = mine(self.rows, self.desk, self.today)
        return super().get_context_data(**kwargs) | {
            "heading": _("Wachtrij"),
            "crumbs": None,
            "tab": tab,
            "tabs": [(one, reverse(one.view), counts[one.code]) for one in TABS],
            "waiting": counts["mijn"],
            "over": over_the_norm(waiting, self.today),
            "cards": found,
            "page_obj": page,
            "file": None,
            "replaced": ", ".join(self.desk.replaced.values()),
            "may_choose": any(one.may_be_chosen for one in found),
            "rooms": self.rooms(),
        }

    def counts(self) -> dict[str, int]:
        """How many rows each list has; the first three in one statement."""
        waiting = self.rows.undecided().aggregate(
            mijn=Count("pk", filter=on_desk(self.desk)),
            vrij=Count("pk", filter=nobodys()),
            provincies=Count("pk"),
        )
        others = {
            tab.code: tab.counted(self.rows, self.desk, self.today).count() for tab in TABS[3:]
        }
        return waiting | others

    def rooms(self) -> list[room.Room]:
        """The projects in one's own provinces, beside a list of which no file is open."""
        return room.rooms(Project.objects.visible_to(self.request.user), self.today)


def shown_with_doubles(request: HttpRequest, found: list[Card]) -> None:
    """Whom a list shows: those on its cards, and their other files, opened or only named."""
    shows(request, [one.enrolment for one in found])
    shows(request, [double.enrolment for one in found for double in one.doubles])


class QueueFile(Queue):
    """The file of one enrolment, beside the list that it was opened from."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.tab = self.kwargs["tab"]
        found = get_object_or_404(with_all(self.rows), pk=self.kwargs["pk"])
        shows(self.request, [found], OPENED)
        context = super().get_context_data(**kwargs)
        tab = self.shown
        [one] = cards([found], self.desk, self.today, self.request.user)
        shown_with_doubles(self.request, [one])
        fitting = self.fitting(context["rooms"], found)
        return context | {
            "crumbs": [(_("Wachtrij"), reverse(tab.view))],
            "here": str(found.mentee),
            "file": one,
            "fitting": fitting,
            **file_context(one, self.request.user, self.desk, following(context["cards"], found)),
        }

    def fitting(self, rooms: list[room.Room], enrolment: Enrolment) -> list[room.Room]:
        """Where else the mentee fits, for who has no place yet."""
        if enrolment.state not in {*UNDECIDED_STATES, *PLACELESS}:
            return []
        others = [one for one in rooms if one.project != enrolment.project]
        return room.that_fit(others, enrolment.mentee, self.today)


def following(listed: list[Card], current: Enrolment) -> Enrolment | None:
    """The one to open after this one: the next in the list, or its first."""
    enrolments = [one.enrolment for one in listed]
    if current not in enrolments:
        return enrolments[0] if enrolments else None
    place = enrolments.index(current)
    return enrolments[place + 1] if place + 1 < len(enrolments) else None
