"""Registering a mentee: a step per page, kept while one types, with the screening beside it."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import OPENED, shows
from m2w.corrections import Outdated
from m2w.form_fields import language_names
from m2w.forms import refuse_others
from m2w.pages import ListPage, visible_rows
from m2w.privacy.correction import version_of
from m2w.tables import Column
from programmes import registering
from programmes.advice import Place
from programmes.choices import RegistrationStep
from programmes.columns import mentee_url
from programmes.filters import RegistrationFilter
from programmes.forms.registrations import FORMS, RegistrationForm, form_over
from programmes.models import Registration
from programmes.places import places_of
from programmes.registering import url_of
from programmes.services import registrations
from programmes.services.registrations import NEVER, STEPS, Kept, Values

CLOSE, BACK, ON = "close", "back", "next"


class Registrations(ListPage):
    model = Registration
    template_name = "programmes/registrations.html"
    filterset_class = RegistrationFilter
    heading = gettext_lazy("Registraties om af te werken")
    caption = gettext_lazy("Registraties, de laatst gewijzigde eerst")
    nothing_yet = gettext_lazy(
        "Er zijn geen registraties om af te werken. Begin er een met “Mentee registreren”."
    )
    columns = [
        Column(gettext_lazy("Naam"), str, url=registering.url_to_go_on),
        Column(gettext_lazy("Stap"), "get_step_display"),
        Column(gettext_lazy("Begonnen door"), "made_by"),
        Column(gettext_lazy("Laatst gewijzigd"), registering.changed_on, "date"),
        Column(gettext_lazy("Blijft bewaard tot en met"), registering.kept_until, "date"),
    ]
    related = ["made_by__user"]


class UntilFinished(View):
    """A page of a registration; of one that is finished it leads to the file that was made."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            reader: Any = request.user
            made = registrations.made_of(kwargs["pk"], by=reader) if "pk" in kwargs else None
            if made is None:
                raise
            return redirect(mentee_url(made))


class StepPage(View):
    """What every step has in common: the registration that is under way, and its page."""

    request: SignedInRequest

    @cached_property
    def registration(self) -> Registration | None:
        """The one that the address names, when the reader may change it; None at the start."""
        visible = visible_rows(Registration, self.request)
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def form_class(self) -> type[RegistrationForm]:
        form = FORMS.get(self.kwargs.get("step", RegistrationStep.PERSON))
        if form is None:
            raise Http404
        return form

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.request.user)

    def values(self) -> Values:
        """What was typed up to now, on this step or before."""
        return self.registration.values if self.registration else {}

    def sent(self) -> Values:
        """What the form on this page sends. Raises BadRequest for a name that is no field."""
        names = self.form_class.sent_names()
        refuse_others(self.request.POST, {*names, *self.form_class.others})
        return {name: texts for name, texts in self.request.POST.lists() if name in names}

    def keep(self, sent: Values, *, step: str = "") -> Kept:
        """Keep what was sent, in a new registration when this is the start. Raises Outdated."""
        if self.registration is None:
            return registrations.start(key_of(self.request), sent, by=self.request.user)
        version = version_of(self.request)
        return registrations.keep(
            self.registration, sent, by=self.request.user, version=version, step=step
        )

    def kept_before(self) -> Registration:
        """The registration that a form from the start was kept in already."""
        return Registration.objects.editable_by(self.request.user).get(pk=key_of(self.request))

    def make_form(self, values: Values, *, checked: bool) -> RegistrationForm:
        return form_over(self.form_class, values, self.places, checked=checked)


class RegistrationPage(UntilFinished, StepPage):
    """A step of a registration; without one in the address, the start of a new one."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        values = self.values()
        passed = self.registration is not None and is_passed(self.registration, self.form_class)
        return self.show(self.make_form(values, checked=passed), values)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep what was typed first, whatever it is; then go where the button leads."""
        sent, to = self.sent(), request.POST.get("to", ON)
        here = self.form_class.step
        try:
            kept = self.keep(sent)
        except Outdated as outdated:
            self.registration = self.registration or self.kept_before()
            return self.show_again(sent, outdated)
        made = self.registration = kept.registration
        if to == CLOSE:
            messages.success(request, _("De registratie is bewaard."))
            return redirect("registrations")
        if to == BACK:
            return redirect(url_of(made, registering.before(here)))
        form = self.make_form(made.values, checked=True)
        if form.errors:
            return self.show(form, made.values)
        after = registering.after(here)
        registrations.keep(made, {}, by=self.request.user, version=made.version, step=after)
        return redirect(url_of(made, after))

    def show_again(self, sent: Values, outdated: Outdated) -> HttpResponse:
        """What was typed, on top of what someone else saved; nothing of either is lost."""
        untouched = {name for name in outdated.now if sent[name] == outdated.before[name]}
        typed = self.values() | sent | {name: outdated.now[name] for name in untouched}
        form = self.make_form(typed, checked=False)
        theirs = [
            (label, registering.in_words(outdated.now, column, form), set(names) <= untouched)
            for column, label, names in registering.changed_fields(form, outdated.now)
        ]
        return self.show(form, typed, version=outdated.version, outdated=outdated, theirs=theirs)

    def show(self, form: RegistrationForm, values: Values, **more: Any) -> HttpResponse:
        registration = self.registration
        if registration:
            shows(self.request, [registration], OPENED)
        context = {
            "heading": _("Mentee registreren"),
            "crumbs": registering.crumbs(),
            "registration": registration,
            "action": url_of(registration, form.step) if registration else "",
            "steps": registering.stepper(registration, form.step),
            "number": STEPS.index(form.step) + 1,
            "form": form,
            "key": uuid4(),
            "version": registration.version if registration else NEVER,
            "here": str(RegistrationStep(form.step).label).lower(),
            "after": RegistrationStep(registering.after(form.step)).label,
            "back": form.step != STEPS[0],
            "language_names": language_names(),
            "save_url": save_url(registration, form.step),
            "elsewhere": registering.typed_elsewhere(form, values),
            **registering.screened(values, self.places),
            **registering.resembling(self.request, values),
            **registering.under_way(self.request, registration),
        }
        return render(self.request, "programmes/registration_step.html", context | more)


class SaveTyped(StepPage):
    """Keep what is being typed, and say when."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        sent = self.sent()
        if self.registration is None and not any(map(any, sent.values())):
            return HttpResponse(status=204)
        context: dict[str, Any] = {}
        try:
            kept = self.keep(sent)
        except Outdated as outdated:
            context["refused"] = labels_of(self.form_class, outdated.now)
            return render(request, "programmes/registration_saved.html", context)
        context["registration"] = kept.registration
        context["theirs"] = labels_of(self.form_class, kept.theirs)
        response = render(request, "programmes/registration_saved.html", context)
        if self.registration is None:
            # From here on the address is that of what was kept: reloading shows it.
            response["HX-Replace-Url"] = url_of(kept.registration, self.form_class.step)
        return response


class LiveScreening(View):
    """The screening of what is typed, all of which the page sends along: nothing is read of any
    registration, and nothing is stored.
    """

    http_method_names = ["post"]
    request: SignedInRequest

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        refuse_others(request.POST, sent_by_any())
        visible_rows(Registration, request)
        values = dict(request.POST.lists())
        context = registering.screened(values, places_of(self.request.user))
        if "last_name" in values:
            # Only the first step asks who it is.
            context |= registering.resembling(self.request, values)
        return render(request, "programmes/screening_live.html", context)


@cache
def sent_by_any() -> frozenset[str]:
    """The names that the form of some step sends."""
    return frozenset().union(*({*form.sent_names(), *form.others} for form in FORMS.values()))


def is_passed(registration: Registration, form: type[RegistrationForm]) -> bool:
    return STEPS.index(registration.step) > STEPS.index(form.step)


def key_of(request: HttpRequest) -> UUID:
    """The key that the form was made with. Raises BadRequest."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise BadRequest(_("Het formulier is onvolledig.")) from None


def save_url(registration: Registration | None, step: str) -> str:
    """Where what is being typed is kept."""
    if registration is None:
        return reverse("registration_start_save")
    return reverse("registration_save", args=[registration.pk, step])


def labels_of(form: type[RegistrationForm], names: Mapping[str, Sequence[str]]) -> str:
    """The questions behind these names, as a list in words."""
    asked = registering.changed_fields(form(), names)
    return ", ".join(label for _column, label, _names in asked)
