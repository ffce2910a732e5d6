"""Checking the answers of a registration, finishing it, and throwing it away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.audit.reading import OPENED, refused, shows
from m2w.corrections import Outdated
from m2w.forms import Form, refuse_others
from m2w.pages import say_refused, visible_rows
from m2w.privacy.correction import in_form, version_of
from m2w.refusals import Refused
from programmes import registering
from programmes.advice import Place
from programmes.choices import RegistrationStep
from programmes.columns import enrolment_url
from programmes.forms.registrations import FORMS, RegistrationForm, form_over
from programmes.models import Enrolment, Project, Registration
from programmes.places import places_of
from programmes.registering import url_of
from programmes.services import registrations, submit
from programmes.services.registrations import Values
from programmes.transitions import COORDINATOR
from programmes.views.registrations import UntilFinished

SUBMIT, DRAFT = "submit", "draft"


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words, and what is wrong with it."""

    label: str
    text: str
    faults: list[str]
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one step."""

    heading: str | Promise
    url: str
    answers: list[Answer]


class CheckForm(Form):
    others = frozenset({"to", "version"})
    someone_else = forms.BooleanField(label=gettext_lazy("Dit is iemand anders"), required=False)


class CheckPage(UntilFinished):
    """All answers together; from here a registration becomes a file with an enrolment."""

    request: SignedInRequest

    @cached_property
    def registration(self) -> Registration:
        return get_object_or_404(visible_rows(Registration, self.request), pk=self.kwargs["pk"])

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.request.user)

    @cached_property
    def steps(self) -> list[RegistrationForm]:
        """The forms of all steps over what was typed, with what is wrong in them."""
        values = self.registration.values
        return [form_over(form, values, self.places, checked=True) for form in FORMS.values()]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(CheckForm())

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        form, submits = CheckForm(request.POST), request.POST.get("to") == SUBMIT
        if submits and not acts_as(request.user, COORDINATOR):
            raise PermissionDenied
        form.is_valid()
        if submits:
            self.require_notice()
        if any(step.errors for step in self.steps):
            return self.show(form)
        enrolment = self.complete(form)
        if enrolment is None:
            return self.show(form)
        return self.finish(enrolment, submits=submits)

    def require_notice(self) -> None:
        """VDAB takes nobody who was not told what happens with their data (readings.md 19)."""
        last = self.steps[-1]
        if not last.errors and last.cleaned_data["privacy_notice_on"] is None:
            text = _("Noteer eerst wanneer de mentee de privacyverklaring kreeg.")
            last.add_error("privacy_notice_on", text)

    def complete(self, form: CheckForm) -> Enrolment | None:
        """The enrolment that was made; None, with the reason in the forms, when it was not."""
        values = {name: value for step in self.steps for name, value in step.cleaned_data.items()}
        visible = Project.objects.visible_to(self.request.user)
        project = get_object_or_404(visible, code=values.pop("project"))
        try:
            return registrations.complete(
                self.registration,
                values,
                project,
                by=self.request.user,
                version=version_of(self.request),
                someone_else=form.cleaned_data["someone_else"],
            )
        except Outdated as outdated:
            refused(self.request, outdated.code)
            self.registration.refresh_from_db()
            del self.steps
            form.add_error(None, str(outdated))
        except ValidationError as error:
            self.spread(error.message_dict)
        except Refused as refusal:
            refused(self.request, refusal.code)
            about = "someone_else" if refusal.code == "similar_exists" else None
            form.add_error(about, str(refusal))
        return None

    def spread(self, faults: Mapping[str, list[str]]) -> None:
        """Bring what the rules say to the fields it is about."""
        for column, texts in faults.items():
            for step in self.steps:
                if column in step.fields:
                    step.add_error(column, texts)

    def finish(self, enrolment: Enrolment, *, submits: bool) -> HttpResponse:
        """The file is there; submitting it is a step of its own, which may be refused."""
        who = {"name": str(enrolment.mentee)}
        if not submits:
            messages.success(self.request, _("%(name)s is geregistreerd, als concept.") % who)
            return redirect(enrolment_url(enrolment))
        try:
            submit(enrolment, by=self.request.user)
        except Refused as refusal:
            messages.info(self.request, _("%(name)s is geregistreerd, als concept.") % who)
            say_refused(self.request, refusal)
        else:
            messages.success(self.request, _("%(name)s is ingediend bij VDAB.") % who)
        return redirect(enrolment_url(enrolment))

    def show(self, form: CheckForm) -> HttpResponse:
        registration = self.registration
        shows(self.request, [registration], OPENED)
        groups = [self.group(step) for step in self.steps]
        context = {
            "heading": _("Mentee registreren"),
            "crumbs": registering.crumbs(),
            "registration": registration,
            "steps": registering.stepper(registration, RegistrationStep.CHECK),
            "groups": groups,
            "faults": [one for group in groups for one in group.answers if one.faults],
            "form": form,
            "back": url_of(registration, RegistrationStep.PROJECT),
            "may_submit": acts_as(self.request.user, COORDINATOR),
            **registering.screened(registration.values, self.places),
            **registering.resembling(self.request, registration.values),
            **registering.under_way(self.request, registration),
        }
        return render(self.request, "programmes/registration_check.html", context)

    def group(self, form: RegistrationForm) -> Group:
        url = url_of(self.registration, form.step)
        return Group(
            RegistrationStep(form.step).label,
            url,
            list(answers(form, self.registration.values, url)),
        )


def answers(form: RegistrationForm, values: Values, url: str) -> Iterator[Answer]:
    for name in form.columns():
        field, faults = form[name], [str(fault) for fault in form.errors.get(name, [])]
        if name in form.cleaned_data:
            text = in_form(form, name, form.cleaned_data[name])
        else:
            text = registering.in_words(values, name, form)
        yield Answer(str(field.label), text, faults, f"{url}#{field.auto_id}")


class DeleteRegistration(UntilFinished):
    """Throw a registration away, after asking."""

    request: SignedInRequest

    @cached_property
    def registration(self) -> Registration:
        return get_object_or_404(visible_rows(Registration, self.request), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        shows(request, [self.registration], OPENED)
        context = {
            "heading": _("Registratie verwijderen"),
            "lead": str(self.registration),
            "crumbs": registering.crumbs(),
            "back": registering.url_to_go_on(self.registration),
        }
        return render(request, "programmes/registration_delete.html", context)

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        refuse_others(request.POST, ())
        registrations.discard(self.registration, by=request.user)
        messages.success(request, _("De registratie is verwijderd."))
        return redirect(reverse("registrations"))
