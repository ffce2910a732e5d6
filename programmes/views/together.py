"""One step with several enrolments at once, after a page that names them."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.generic import View

from m2w.accounts.filters import coaches
from m2w.accounts.models import Staff
from m2w.audit import reading
from m2w.audit.reading import shows
from m2w.forms import Form, refuse_others
from m2w.pages import visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from programmes import services
from programmes.cards import in_one_sentence
from programmes.models import Enrolment
from programmes.transitions import TRANSITIONS

AT_MOST = 50  # what one page of a list can choose
Obstacle = tuple[Enrolment, str]


class TogetherForm(Form):
    """Which enrolments; a subclass asks what else the step takes."""

    others = frozenset({"chosen", "confirmed"})

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Together(View):
    """`act` is the service, `done` says for how many it worked; `origin` is the list one came
    from.
    """

    http_method_names = ["post"]
    form_class: type[TogetherForm] = TogetherForm
    heading: ClassVar[str | Promise]
    about: ClassVar[str | Promise] = ""
    act: ClassVar[Callable[..., Any]]
    done: ClassVar[Any]
    origin: ClassVar[tuple[str | Promise, str]] = (gettext_lazy("Mentees"), "enrolments")

    def post(self, request: HttpRequest) -> HttpResponse:
        confirmed = "confirmed" in request.POST
        form = self.form_class(request.POST if confirmed else None, request=request)
        refuse_others(request.POST, {*form.others, *form.known()})
        chosen = list(self.chosen())
        if not chosen:
            messages.warning(request, _("Kies eerst een of meer mentees in de lijst."))
            return redirect(self.back())
        if confirmed and form.is_valid():
            return self.take(chosen, form)
        return self.show(chosen, form)

    def chosen(self) -> QuerySet[Enrolment]:
        """The chosen rows that the reader sees; others do not exist."""
        wanted = [key for key in self.request.POST.getlist("chosen")[:AT_MOST] if is_key(key)]
        return (
            visible_rows(Enrolment, self.request)
            .filter(pk__in=wanted)
            .select_related("mentee", "project__lot__call", "screening", "coach__user")
            .order_by("mentee__last_name", "mentee__first_name", "code")
        )

    def obstacle(self, enrolment: Enrolment) -> str:
        """Why it cannot be done with this one; empty when it can, as far as is known."""
        return _("De verwerking is beperkt.") if enrolment.mentee.restricted_on else ""

    def note(self, enrolment: Enrolment) -> str | Promise:
        """What else the reader weighs before it is done to this one."""
        return ""

    def take(self, chosen: list[Enrolment], form: TogetherForm) -> HttpResponse:
        """Each by itself, so that one that is refused keeps no other from it."""
        refused: list[Obstacle] = []
        for enrolment in chosen:
            try:
                type(self).act(enrolment, by=self.request.user, **form.cleaned_data)
            except (Refused, ValidationError, PermissionDenied) as refusal:
                reading.refused(self.request, getattr(refusal, "code", None) or "refused")
                refused.append((enrolment, in_words(refusal)))
        if count := len(chosen) - len(refused):
            messages.success(self.request, self.done % {"n": count})
        if refused:
            return self.show([], form, refused)
        return redirect(self.back())

    def show(
        self, chosen: list[Enrolment], form: TogetherForm, refused: list[Obstacle] | None = None
    ) -> HttpResponse:
        """What is about to happen to whom, or with whom it did not work."""
        judged = refused or [(enrolment, self.obstacle(enrolment)) for enrolment in chosen]
        shows(self.request, [enrolment for enrolment, _text in judged])
        context = {
            "heading": self.heading,
            "crumbs": [(self.origin[0], self.back())],
            "about": self.about,
            "form": form,
            "possible": [(one, self.note(one)) for one, text in judged if not text],
            "obstacles": [(enrolment, text) for enrolment, text in judged if text],
            "tried": refused is not None,
            "back": self.back(),
        }
        return render(self.request, "programmes/together.html", context)

    def back(self) -> str:
        return where_next(self.request, reverse(self.origin[1]))


def in_words(refusal: Refused | ValidationError | PermissionDenied) -> str:
    if isinstance(refusal, PermissionDenied):
        return _("U mag dit niet met deze aanmelding.")
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class StepTogether(Together):
    """A step of the table of transitions that asks for nothing."""

    step: ClassVar[str]

    def obstacle(self, enrolment: Enrolment) -> str:
        if found := super().obstacle(enrolment):
            return found
        step = TRANSITIONS[self.step]
        if enrolment.state not in step.sources:
            state = enrolment.get_state_display()
            return _("De stand is “%(state)s”.") % {"state": state}
        if not step.permits(enrolment, self.request.user):  # type: ignore[arg-type]  # signed in
            return _("U mag dit niet met deze aanmelding.")
        return ""


class SubmitTogether(StepTogether):
    step = "submit"
    heading = gettext_lazy("Indienen bij VDAB")
    about = gettext_lazy("VDAB krijgt deze dossiers en beslist over elk ervan.")
    act = services.submit
    done = ngettext_lazy(
        "%(n)s aanmelding is ingediend.", "%(n)s aanmeldingen zijn ingediend.", "n"
    )

    def obstacle(self, enrolment: Enrolment) -> str:
        if not enrolment.mentee.privacy_notice_on:
            return _("Noteer eerst wanneer de mentee de privacyverklaring kreeg.")
        return super().obstacle(enrolment)


class ApproveTogether(StepTogether):
    """Eligible ones only: a derogation is motivated one by one."""

    step = "approve"
    heading = gettext_lazy("Samen goedkeuren")
    about = gettext_lazy("U keurt elk van deze aanmeldingen goed.")
    act = services.approve
    origin = (gettext_lazy("Wachtrij"), "queue")
    done = ngettext_lazy(
        "%(n)s aanmelding is goedgekeurd.", "%(n)s aanmeldingen zijn goedgekeurd.", "n"
    )

    def obstacle(self, enrolment: Enrolment) -> str:
        if found := super().obstacle(enrolment):
            return found
        if enrolment.needs_derogation:
            return _("Komt niet in aanmerking: beslis in het dossier, met een motivering.")
        return ""

    def note(self, enrolment: Enrolment) -> str | Promise:
        return in_one_sentence(enrolment, enrolment.screening)


class CoachForm(TogetherForm):
    coach = forms.ModelChoiceField(
        queryset=Staff.objects.none(),
        label=gettext_lazy("Mentor-coach"),
        empty_label=gettext_lazy("Kies een coach"),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        field: Any = self.fields["coach"]
        field.queryset = coaches(request)


class CoachTogether(Together):
    form_class = CoachForm
    heading = gettext_lazy("Coach toewijzen")
    about = gettext_lazy("De mentor-coach ziet daarna deze dossiers.")
    act = services.assign_coach
    done = ngettext_lazy(
        "%(n)s mentee heeft een andere coach.", "%(n)s mentees hebben een andere coach.", "n"
    )
