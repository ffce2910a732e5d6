"""Where is there a place for this client? Projects that fit, and the languages of free mentors."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w import periods
from m2w.corrections import check
from m2w.pages import visible_rows
from matching.forms.places import PlaceForm
from matching.places import Spoken, beside, free_mentors, languages_of
from programmes import room
from programmes.models import Mentee, Project
from programmes.offers import Option, options
from programmes.package.people import MenteeTable


@dataclass(frozen=True, slots=True)
class Place:
    """A project, what the screening says there, and what its free mentors speak."""

    option: Option
    languages: list[Spoken]


class WhereIsRoom(View):
    """Answers what was filled in; nothing of it is stored, nor does it stand in an address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        visible_rows(Project, request)
        return self.show(PlaceForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PlaceForm(request.POST)
        found = room.rooms(visible_rows(Project, request), periods.today())
        if not form.is_valid():
            return self.show(form)
        try:
            client = Mentee(**check(MenteeTable(), form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        return self.show(form, places(found, client))

    def show(self, form: PlaceForm, found: list[Place] | None = None) -> HttpResponse:
        context = {
            "heading": _("Waar is plaats?"),
            "crumbs": [],
            "form": form,
            "places": found,
        }
        return render(self.request, "matching/where_is_room.html", context)


def places(found: list[room.Room], client: Mentee) -> list[Place]:
    """Every project of one's provinces, those that fit first."""
    on = periods.today()
    offered = options(found, client, on)
    mentors = free_mentors([one.room.project.promoter for one in offered], on)
    spoken = {level: languages_of(mentors, level) for level in set(map(level_of, offered))}
    return [Place(one, languages_at(one, spoken[level_of(one)], client)) for one in offered]


def level_of(option: Option) -> str:
    """From which level a language counts as shared, by the project's call."""
    return option.room.project.lot.call.min_shared_language_level


def languages_at(
    option: Option, spoken: Mapping[UUID, Counter[str]], client: Mentee
) -> list[Spoken]:
    known = spoken.get(option.room.project.promoter_id, Counter())
    return beside(known, client.languages, level_of(option))
