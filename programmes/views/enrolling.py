"""A new enrolment for someone who has a file, and the referrals that VDAB sends."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from m2w import periods
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import OPENED, refused, shows
from m2w.form_fields import DayField, Radios
from m2w.forms import Form
from m2w.pages import ListPage, say_refused, visible_rows
from m2w.privacy.rights import crumbs_to
from m2w.refusals import Refused
from programmes import columns
from programmes.advice import Place, advise
from programmes.advice_texts import panel
from programmes.choices import State
from programmes.columns import enrolment_url, mentee_url
from programmes.filters import ReferralFilter
from programmes.models import Enrolment, Mentee, Project
from programmes.places import places_of
from programmes.profiles import situation_of
from programmes.services import create_draft, plan_intake


class EnrolForm(Form):
    project = forms.ChoiceField(
        label=gettext_lazy("In welk project?"),
        widget=Radios,
        error_messages={"required": gettext_lazy("Kies een project.")},
    )

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["project"]
        field.choices = [(place.key, place.name) for place in places]


class EnrolMentee(View):
    """Put a mentee forward for one of the running projects, with the screening of each beside."""

    request: SignedInRequest

    @cached_property
    def mentee(self) -> Mentee:
        visible = visible_rows(Mentee, self.request).filter(pk=self.kwargs["pk"])
        editable = Mentee.objects.editable_by(self.request.user)
        return get_object_or_404(editable, pk__in=visible.values("pk"))

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.request.user)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(EnrolForm(places=self.places))

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        mentee, form = self.mentee, EnrolForm(request.POST, places=self.places)
        if not form.is_valid():
            return self.show(form)
        visible = Project.objects.visible_to(request.user)
        project = get_object_or_404(visible, code=form.cleaned_data["project"])
        try:
            enrolment = create_draft(mentee, project, by=request.user)
        except Refused as refusal:
            refused(request, refusal.code)
            form.add_error("project", str(refusal))
            return self.show(form)
        messages.success(request, _("Het concept is gemaakt."))
        return redirect(enrolment_url(enrolment))

    def show(self, form: EnrolForm) -> HttpResponse:
        shows(self.request, [self.mentee], OPENED)
        advice = advise(situation_of(self.mentee), self.places, periods.today())
        context = {
            "heading": _("Nieuwe aanmelding"),
            "lead": str(self.mentee),
            "crumbs": crumbs_to(self.mentee),
            "form": form,
            "name": self.mentee.first_name,
            "panel": panel(advice, self.mentee.first_name),
            "places": self.places,
            "back": mentee_url(self.mentee),
        }
        return render(self.request, "programmes/mentee_enrol.html", context)


class Referrals(ListPage):
    """The clients whom VDAB put forward, those with an intake first, in its order."""

    model = Enrolment
    filterset_class = ReferralFilter
    heading = gettext_lazy("Doorverwijzingen van VDAB")
    caption = gettext_lazy("Doorverwijzingen, de eerstvolgende intake bovenaan")
    nothing_yet = gettext_lazy("Er wachten geen doorverwijzingen op u.")
    columns = columns.REFERRALS
    related = ["mentee", "project"]

    def get_queryset(self) -> QuerySet[Enrolment]:
        rows = super().get_queryset().filter(state=State.REFERRED)
        return rows.order_by(F("intake_on").asc(nulls_last=True), "referred_on", "code")

    def noun(self, count: int) -> str:
        return _("doorverwijzing") if count == 1 else _("doorverwijzingen")


class IntakeForm(Form):
    intake_on = DayField(
        label=gettext_lazy("Wanneer is de intake?"),
        help_text=gettext_lazy("dd/mm/jjjj, bijvoorbeeld 03/06/2026"),
    )


class PlanIntake(View):
    """Note on which day the promoter meets a client whom VDAB referred."""

    request: SignedInRequest

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = visible_rows(Enrolment, self.request).select_related("mentee", "project")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(IntakeForm(initial={"intake_on": self.enrolment.intake_on}))

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        enrolment, form = self.enrolment, IntakeForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            plan_intake(enrolment, form.cleaned_data["intake_on"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        except Refused as refusal:
            say_refused(request, refusal)
            return redirect(enrolment_url(enrolment))
        messages.success(request, _("De intake is gepland."))
        return redirect("referrals")

    def show(self, form: IntakeForm) -> HttpResponse:
        shows(self.request, [self.enrolment], OPENED)
        context = {
            "heading": _("Intake plannen"),
            "lead": str(self.enrolment),
            "crumbs": [(_("Doorverwijzingen"), reverse("referrals"))],
            "enrolment": self.enrolment,
            "is_open": self.enrolment.state == State.REFERRED
            and not self.enrolment.mentee.restricted_on,
            "form": form,
            "back": enrolment_url(self.enrolment),
        }
        return render(self.request, "programmes/enrolment_intake.html", context)
