"""Where is there a place for this client? Projects that fit, and the languages of free mentors."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w import periods
from m2w.pages import visible_rows
from matching.forms.places import PlaceForm
from matching.where_is_room import Place, client_of, places
from programmes import room
from programmes.models import Project


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
            client = client_of(form.cleaned_data)
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
