"""Group sessions: which there are, who was there, and their list as proof."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.accounts.models import Organisation
from m2w.audit.reading import EXPORTED, shows
from m2w.exports import PDF, to_keep
from m2w.forms import ActForm, button
from m2w.pages import ActPage, Crumbs, DetailPage, ListPage, visible_rows
from m2w.requests import where_next
from matching import attendance_list, columns
from matching.access import CLAIMED_SESSIONS
from matching.filters import SessionFilter
from matching.forms.sessions import (
    AddPeople,
    AmendSession,
    AttachList,
    DeleteSession,
    NewSession,
    TickList,
)
from matching.models import Attendance, ClaimedSession, GroupSession
from matching.services.sessions import remove_person, tick
from matching.views.acts import FileAct

RELATED = ("project", "led_by__user")


class Sessions(ListPage):
    model = GroupSession
    filterset_class = SessionFilter
    heading = _("Groepssessies")
    caption = _("Groepssessies, de laatste eerst")
    nothing_yet = _("Nog geen groepssessies. Maak er een met “Nieuwe sessie”.")
    columns = columns.SESSIONS
    related = RELATED
    ways = [(_("Nieuwe sessie"), "session_make")]

    def get_queryset(self) -> QuerySet[GroupSession]:
        rows: Any = super().get_queryset()
        return rows.with_counts()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [(_("Duo’s"), reverse("matches"))]
        return super().get_context_data(**kwargs) | {"crumbs": crumbs}


def crumbs_to_list() -> Crumbs:
    return [(_("Groepssessies"), reverse("sessions"))]


def crumbs_to(session: GroupSession) -> Crumbs:
    return [*crumbs_to_list(), (str(session), columns.session_url(session))]


class SessionPage(DetailPage):
    model = GroupSession
    template_name = "matching/session.html"
    list_name = _("Groepssessies")
    list_view = "sessions"
    related = RELATED

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, session = self.request.user, self.object
        lines = attendance_list.lines_of(session, user)
        shows(self.request, lines)
        own = set(Attendance.objects.editable_by(user).filter(session=session).values_list("pk"))
        form = TickList(lines=[line for line in lines if (line.pk,) in own])
        proofs = ClaimedSession.objects.visible_to(user).filter(session=session)
        names = ("amend", "delete", "add", "list", "pdf", "claim", "attendance")
        return super().get_context_data(**kwargs) | {
            "mark": columns.session_mark(session),
            "facts": attendance_list.facts_of(session),
            "lines": [(line, attendance_list.role_of(line), form.of(line)) for line in lines],
            "others": session.attendances.count() - len(lines),
            "proofs": proofs.select_related("claim__project", "document"),
            "may_claim": acts_as(user, CLAIMED_SESSIONS),
            "acts": {name: reverse(f"session_{name}", args=[session.pk]) for name in names},
        }


class PrintedList(DetailPage):
    """The list to sign, for the printer of the browser."""

    model = GroupSession
    template_name = "matching/session_list.html"
    list_name = _("Groepssessies")
    list_view = "sessions"
    related = RELATED

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = attendance_list.lines_of(self.object, self.request.user)
        shows(self.request, lines)
        return super().get_context_data(**kwargs) | {
            "heading": gettext("Aanwezigheidslijst: %(title)s") % {"title": self.object},
            "crumbs": crumbs_to(self.object),
            "facts": attendance_list.facts_of(self.object),
            "lines": [
                (line, attendance_list.role_of(line), attendance_list.noted(line)) for line in lines
            ],
            "empty": range(attendance_list.EMPTY_LINES),
            "pdf_url": reverse("session_pdf", args=[self.object.pk]),
        }


@require_safe
def as_pdf(request: SignedInRequest, pk: Any) -> HttpResponse:
    rows = visible_rows(GroupSession, request).select_related(*RELATED)
    session = get_object_or_404(rows, pk=pk)
    lines = attendance_list.lines_of(session, request.user)
    shows(request, lines, EXPORTED)
    content = attendance_list.pdf(session, lines)
    return to_keep(attendance_list.file_name(session), content, PDF)


class MakeSession(ActPage):
    template_name = "matching/act.html"

    def row(self) -> Organisation:
        visible_rows(GroupSession, self.request)
        acting: Any = self.request.user.acting  # type: ignore[union-attr]
        organisation: Organisation = acting.organisation
        return organisation

    def form(self, obj: Organisation, sent: QueryDict | None = None) -> NewSession:
        return NewSession(sent, obj=obj, by=self.request.user)  # type: ignore[arg-type]

    def after(self, obj: GroupSession) -> str:
        return columns.session_url(obj)

    def back(self) -> str:
        return where_next(self.request, reverse("sessions"))

    def told(self, obj: Organisation) -> dict[str, Any]:
        return {"heading": gettext("Sessie maken"), "crumbs": crumbs_to_list(), "why_not": ""}


class SessionAct(FileAct):
    """Something that is done with a session."""

    model = GroupSession
    page = "session"

    def form(self, obj: GroupSession, sent: QueryDict | None = None) -> ActForm:
        make: Any = self.form_class
        form: ActForm = make(sent, obj=obj, by=self.request.user)
        return form

    def after(self, obj: Any) -> str:
        return reverse("session", args=[self.kwargs["pk"]])

    def crumbs(self, obj: GroupSession) -> Crumbs:
        return crumbs_to(obj)


class Amend(SessionAct):
    form_class = AmendSession
    heading = _("Sessie verbeteren")


class Delete(SessionAct):
    form_class = DeleteSession
    heading = _("Sessie verwijderen")

    def after(self, obj: Any) -> str:
        return reverse("sessions")


class Add(SessionAct):
    form_class = AddPeople
    heading = _("Mensen op de lijst zetten")

    def told(self, obj: GroupSession) -> dict[str, Any]:
        nobody = gettext("Iedereen die hier thuishoort, staat al op de lijst.")
        return super().told(obj) | {"why_not": "" if self.offers_anyone else nobody}

    def form(self, obj: GroupSession, sent: QueryDict | None = None) -> ActForm:
        form: Any = super().form(obj, sent)
        fields: dict[str, Any] = form.fields
        for field in fields.values():
            shows(self.request, field.queryset)
        self.offers_anyone = form.offers_anyone
        return form


class Attach(SessionAct):
    form_class = AttachList
    heading = _("Bij een kostendeclaratie voegen")


@require_POST
def attendance(request: SignedInRequest, pk: Any) -> HttpResponse:
    """Keep what was ticked on the page of a session."""
    session = get_object_or_404(visible_rows(GroupSession, request), pk=pk)
    lines = Attendance.objects.editable_by(request.user).filter(session=session)
    removed = Attendance.history.filter(session=session.pk, history_type="-")
    form = TickList(request.POST, lines=own(lines), gone=removed.values_list("id", flat=True))
    if form.is_valid():
        tick(session, form.ticked(), by=request.user)
        messages.success(request, gettext("De aanwezigheden zijn bewaard."))
    else:
        messages.error(request, gettext("Kies bij iedereen ja, nee of niet gekend."))
    return redirect(columns.session_url(session))


def own(lines: QuerySet[Attendance]) -> Iterable[Attendance]:
    return lines.select_related("enrolment__mentee", "mentor")


@button()
def remove(request: SignedInRequest, pk: Any) -> HttpResponse:
    lines = visible_rows(Attendance, request).select_related("session")
    line = get_object_or_404(lines, pk=pk)
    remove_person(line, by=request.user)
    messages.success(request, gettext("Van de lijst gehaald."))
    return redirect(columns.session_url(line.session))
