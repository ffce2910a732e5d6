"""One mentee beside all mentors, one mentor beside all mentees who wait, and a veto on a pair."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import OPENED, refused, shows
from m2w.keys import as_key
from m2w.pages import visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from m2w.tables import Column, Table
from matching import services
from matching.close_ups import Beside
from matching.columns import mentor_url
from matching.forms.proposals import VetoForm
from matching.models import Mentor, Proposal
from matching.pair_words import absurd_weights
from matching.proposal_pages import Choice, mentee_choice, mentor_choice, rule_in_words
from matching.rankings import given_to_others, mentees_beside, mentors_beside, waits
from matching.scoring import WeightError
from programmes.columns import enrolment_url
from programmes.models import Enrolment

ON_A_PAGE = 20


class Ranking(View):
    """The allowed ones with their points, the best first; after them who is ruled out, and why."""

    request: SignedInRequest
    nobody: str

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        fault = ""
        try:
            found = self.ranked()
        except WeightError as error:
            found, fault = [], absurd_weights(error)
        pages = Paginator(found, ON_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        shown = list(page.object_list)
        shows(request, [self.subject], OPENED)
        shows(request, [self.other(one) for one in shown])
        allowed = sum(one.is_allowed for one in found)
        context = {
            "choices": [self.choice(one) for one in shown if one.is_allowed],
            "ruled_out": self.ruled_out([one for one in shown if not one.is_allowed]),
            "page_obj": page,
            "allowed": allowed,
            "others": len(found) - allowed,
            "fault": fault,
            "proposal": self.proposal,
            "now": self.now(),
        }
        return render(request, "matching/ranking.html", context | self.told(found))

    @property
    def subject(self) -> Any:
        """Whom the page is about. Raises Http404 for whom the reader does not see."""
        raise NotImplementedError

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that someone is sought for."""
        return None

    def now(self) -> Any:
        """The key of the mentor whom that proposal has now."""
        return None

    def ranked(self) -> list[Beside]:
        raise NotImplementedError

    def other(self, one: Beside) -> Any:
        raise NotImplementedError

    def choice(self, one: Beside) -> Choice:
        raise NotImplementedError

    def ruled_out(self, rows: list[Beside]) -> Table:
        raise NotImplementedError

    def told(self, found: list[Beside]) -> dict[str, Any]:
        raise NotImplementedError


class MentorsOfEnrolment(Ranking):
    """Which mentors suit one mentee; with `?voorstel=` beside the other pairs of a proposal."""

    @cached_property
    def subject(self) -> Enrolment:
        rows = visible_rows(Enrolment, self.request).filter(pk=self.kwargs["pk"])
        related = ["mentee", "project__lot__call", "project__promoter"]
        return get_object_or_404(rows.select_related(*related))

    @cached_property
    def proposal(self) -> Proposal | None:
        if "voorstel" not in self.request.GET:
            return None
        rows = Proposal.objects.visible_to(self.request.user).open()
        asked = as_key(self.request.GET["voorstel"])
        return get_object_or_404(rows.filter(project=self.subject.project_id), pk=asked)

    def now(self) -> Any:
        pairs = self.proposal.pairs.filter(enrolment=self.subject) if self.proposal else None
        return pairs.values_list("mentor", flat=True).first() if pairs else None

    @cached_property
    def is_waiting(self) -> bool:
        return waits(self.subject, self.proposal)

    def ranked(self) -> list[Beside]:
        return mentors_beside(self.subject, self.request.user, self.proposal)

    @cached_property
    def given(self) -> Counter[str]:
        return given_to_others(self.subject, self.proposal)

    def other(self, one: Beside) -> Mentor:
        return one.mentor

    def choice(self, one: Beside) -> Choice:
        return mentor_choice(one, self.request.get_full_path())

    def ruled_out(self, rows: list[Beside]) -> Table:
        columns = [
            Column(_("Mentor"), "mentor", url=lambda one: mentor_url(one.mentor)),
            Column(_("Waarom niet"), lambda one: rule_in_words(one, self.given)),
        ]
        return Table(_("Mentoren die afvallen"), columns, rows, caption_is_heading=False)

    def told(self, found: list[Beside]) -> dict[str, Any]:
        mentee = self.subject.mentee
        if not self.is_waiting:
            nothing = _("Deze mentee wacht niet op een mentor.")
        else:
            nothing = _("Er is nog geen mentor. Registreer eerst een mentor.")
        return {
            "heading": _("Mentoren voor %(who)s") % {"who": mentee},
            "lead": self.subject.project.name,
            "crumbs": [
                (_("Mentees"), reverse("enrolments")),
                (str(mentee), enrolment_url(self.subject)),
            ],
            "none_allowed": _("Geen enkele mentor past nu. Hieronder staat waarom."),
            "nothing": nothing,
            "back": enrolment_url(self.subject),
        }


class MenteesOfMentor(Ranking):
    """Which of the mentees who wait suit one mentor."""

    @cached_property
    def subject(self) -> Mentor:
        return get_object_or_404(visible_rows(Mentor, self.request), pk=self.kwargs["pk"])

    def ranked(self) -> list[Beside]:
        return mentees_beside(self.subject, self.request.user)

    def other(self, one: Beside) -> Enrolment:
        return one.enrolment

    def choice(self, one: Beside) -> Choice:
        return mentee_choice(one, self.request.get_full_path())

    def ruled_out(self, rows: list[Beside]) -> Table:
        columns = [
            Column(
                _("Mentee"),
                lambda one: one.enrolment.mentee,
                url=lambda one: enrolment_url(one.enrolment),
                note=lambda one: one.enrolment.project.name,
            ),
            Column(_("Waarom niet"), rule_in_words),
        ]
        return Table(_("Mentees die afvallen"), columns, rows, caption_is_heading=False)

    def told(self, found: list[Beside]) -> dict[str, Any]:
        return {
            "heading": _("Mentees voor %(who)s") % {"who": self.subject},
            "lead": "",
            "crumbs": [
                (_("Mentoren"), reverse("mentors")),
                (str(self.subject), mentor_url(self.subject)),
            ],
            "none_allowed": _("Geen enkele mentee past nu. Hieronder staat waarom."),
            "nothing": _("Er wacht niemand op een mentor."),
            "back": mentor_url(self.subject),
        }


class Veto(View):
    """Say why two people never form a duo; the link that leads here names the mentor."""

    request: SignedInRequest

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = visible_rows(Enrolment, self.request).select_related("mentee", "project")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def mentors(self) -> Any:
        promoter = self.enrolment.project.promoter_id
        return Mentor.objects.visible_to(self.request.user).filter(promoter=promoter)

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        asked = {"mentor": request.GET.get("mentor")}
        return self.show(VetoForm(mentors=self.mentors, initial=asked))

    def post(self, request: SignedInRequest, pk: Any) -> HttpResponse:
        form = VetoForm(request.POST, mentors=self.mentors)
        if not form.is_valid():
            return self.show(form)
        try:
            services.veto_pair(self.enrolment, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        except Refused as refusal:
            refused(request, refusal.code)
            form.add_error(None, str(refusal))
            return self.show(form, status=409)
        messages.success(request, _("Het veto is genoteerd: dit duo wordt niet meer voorgesteld."))
        return redirect(self.back())

    def back(self) -> str:
        ranking = reverse("enrolment_mentors", args=[self.enrolment.pk])
        return where_next(self.request, ranking)

    def mentor(self, form: VetoForm) -> Mentor | None:
        try:
            return self.mentors.filter(pk=form["mentor"].value()).first()
        except ValidationError:
            return None

    def show(self, form: VetoForm, status: int = 200) -> HttpResponse:
        mentor = self.mentor(form)
        shows(self.request, [self.enrolment, *filter(None, [mentor])])
        mentee = self.enrolment.mentee
        context = {
            "heading": _("Veto"),
            "crumbs": [
                (_("Mentees"), reverse("enrolments")),
                (str(mentee), enrolment_url(self.enrolment)),
            ],
            "enrolment": self.enrolment,
            "mentor": mentor,
            "form": form,
            "back": self.back(),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
        }
        return render(self.request, "matching/veto.html", context, status=status)
