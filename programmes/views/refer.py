"""Referring a client: first where they fit, then the referral or a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import refused
from m2w.pages import visible_rows
from m2w.refusals import Refused
from programmes import room, services
from programmes.columns import enrolment_url
from programmes.forms.clients import ClientForm
from programmes.models import Mentee, Project
from programmes.offers import options
from programmes.services.people import review


class Refer(View):
    """One page: the client, then where they fit, then the choice. Nothing is stored before it."""

    request: SignedInRequest

    @cached_property
    def rooms(self) -> list[room.Room]:
        return room.rooms(visible_rows(Project, self.request), periods.today())

    def form(self, data: Any = None) -> ClientForm:
        return ClientForm(data, projects=[one.project for one in self.rooms])

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, self.typed(form))
        try:
            client = review(form.client)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return self.show(form, client)
        try:
            enrolment = act(client, form.cleaned_data["project"], by=self.request.user)
        except Refused as refusal:
            refused(request, refusal.code)
            form.add_error(None, str(refusal))
            return self.show(form, review(form.client))
        done = _("Bewaard: %(state)s.") % {"state": enrolment.get_state_display()}
        messages.success(request, done)
        return redirect(enrolment_url(enrolment))

    def typed(self, form: ClientForm) -> Mentee | None:
        """The client, when only the choice of a project is still wrong."""
        if set(form.errors) - {"project"}:
            return None
        try:
            return review(form.client)
        except ValidationError:
            return None

    def show(self, form: ClientForm, client: Mentee | None = None) -> HttpResponse:
        context = {
            "heading": _("Klant doorverwijzen"),
            "crumbs": [],
            "form": form,
            "options": options(self.rooms, client, periods.today()) if client else [],
            "looked": client is not None,
            "chosen": str(form["project"].value() or ""),
        }
        return render(self.request, "programmes/refer.html", context)


ACTS = {"refer": services.refer, "draft": services.create_draft}
