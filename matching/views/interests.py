"""Who may become a mentor: the public form, and what a coordinator does with what comes in."""

from functools import cached_property
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import OPENED, shows
from m2w.forms import button
from m2w.pages import Crumbs, DetailPage, ListPage, visible_rows
from m2w.privacy.sweeping import UNTOUCHED_DAYS
from m2w.refusals import Refused
from matching import columns, facts
from matching.filters import InterestFilter
from matching.forms.interests import DiscardForm, InterestForm, InterviewForm
from matching.interest_links import Opened, interest_url, opened_by
from matching.mentor_file import offered_by
from matching.models import Interest
from matching.services import show_interest, withdraw_links
from matching.views.acts import FileAct
from matching.views.mentor_acts import RegisterMentor

# The public form -----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, token: str) -> HttpResponse:
    """The form that a link of a promoter opens, for anyone, signed in or not."""
    too_many = consume_or_429(request, action="interest")
    if too_many:
        return too_many
    opened = opened_by(token)
    if opened is None:
        return gone(request)
    form = InterestForm(request.POST or None, initial=asked_in(opened))
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_by_a_program:
                show_interest(opened, form.values())
            return redirect("interest_sent", token)
        except ValidationError as error:
            form.add_error(None, error)
        except Refused:
            return gone(request)
    context = {
        "heading": gettext("Word mentor bij %(promoter)s") % {"promoter": opened.promoter},
        "opened": opened,
        "form": form,
        "days": UNTOUCHED_DAYS,
    }
    return render(request, "matching/interest_form.html", context)


def asked_in(opened: Opened) -> dict[str, Any]:
    """Of a call for a language that language stands in the form; its level is not known."""
    return {"languages": [(opened.language, "")]} if opened.language else {}


def gone(request: HttpRequest) -> HttpResponse:
    """One page for every link that does not work: it tells nothing of why."""
    context = {"heading": gettext("Deze link werkt niet meer")}
    return render(request, "matching/interest_gone.html", context, status=404)


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    opened = opened_by(token)
    if opened is None:
        return gone(request)
    context = {"heading": gettext("Bedankt"), "opened": opened}
    return render(request, "matching/interest_sent.html", context)


# Screening -----------------------------------------------------------------------------------


class Interests(ListPage):
    model = Interest
    template_name = "matching/interests.html"
    filterset_class = InterestFilter
    heading = _("Interesse van vrijwilligers")
    caption = _("Wie mentor wil worden, de oudste eerst")
    nothing_yet = _("Nog niemand. Verspreid de link hieronder, of druk er een QR-code van.")
    columns = columns.INTERESTS

    def get_queryset(self) -> QuerySet[Interest]:
        return super().get_queryset().order_by("received_on", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acting: Any = self.request.user.acting  # type: ignore[union-attr]
        return super().get_context_data(**kwargs) | {
            "crumbs": [(_("Mentoren"), reverse("mentors"))],
            "link": interest_url(acting.organisation),
        }


class InterestPage(DetailPage):
    model = Interest
    template_name = "matching/interest.html"
    list_name = _("Interesse van vrijwilligers")
    list_view = "interests"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        interest = self.object
        names = ("interest_interview", "interest_mentor", "interest_delete")
        return super().get_context_data(**kwargs) | {
            "crumbs": crumbs_to_list(),
            "facts": facts.of_interest(interest),
            "interview": facts.of_interview(interest) if interest.interviewed_on else [],
            "kept_until": columns.kept_until(interest),
            "acts": {name: reverse(name, args=[interest.pk]) for name in names},
        }


def crumbs_to_list() -> Crumbs:
    return [
        (_("Mentoren"), reverse("mentors")),
        (_("Interesse van vrijwilligers"), reverse("interests")),
    ]


def crumbs_to(interest: Interest) -> Crumbs:
    return [*crumbs_to_list(), (str(interest), columns.interest_page(interest))]


class InterestAct(FileAct):
    model = Interest
    page = "interest"

    def crumbs(self, obj: Interest) -> Crumbs:
        return crumbs_to(obj)


class NoteInterview(InterestAct):
    form_class = InterviewForm
    heading = _("Kennismaking noteren")


class DiscardInterest(InterestAct):
    form_class = DiscardForm
    heading = _("Interesse weigeren en verwijderen")

    def after(self, obj: Interest) -> str:
        return reverse("interests")


class MentorOfInterest(RegisterMentor):
    """The form of a new mentor, with what someone filled in already."""

    @cached_property
    def source(self) -> Interest:
        visible = visible_rows(Interest, self.request)
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def interest(self) -> Interest:
        return self.source

    def known_already(self) -> dict[str, Any]:
        return offered_by(self.source)

    def crumbs(self) -> Crumbs:
        shows(self.request, [self.source], OPENED)
        return crumbs_to(self.source)


@button()
def withdraw(request: SignedInRequest) -> HttpResponse:
    withdraw_links(by=request.user)
    messages.success(request, gettext("De links werken niet meer. Hieronder staat een nieuwe."))
    return redirect("interests")
