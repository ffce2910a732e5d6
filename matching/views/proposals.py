"""The pages of proposals: make one, look at it, and decide on its pairs."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from m2w import periods
from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.audit.reading import refused, shows
from m2w.forms import button, refuse_others
from m2w.keys import keys_in
from m2w.pages import DetailPage, ListPage, say_refused, visible_rows
from m2w.refusals import Refused
from m2w.tables import Table
from matching import services
from matching.access import PROPOSERS
from matching.filters import ProposalFilter
from matching.forms.proposals import ProposalForm
from matching.models import LeftOver, Mentor, Proposal, ProposedPair
from matching.proposal_pages import (
    LEFT,
    PROPOSALS,
    card_of,
    choose_url,
    dropped_from,
    left_of,
    missing,
    named_in,
    proposal_url,
    state_mark,
)
from matching.querysets import ProposedPairQuerySet
from matching.services.proposals import NotAccepted, not_proposed, totals_of
from matching.situations import waiting_among
from matching.stored_document import proof_of
from programmes.models import Enrolment, Project

PAIRS_ON_A_PAGE = 25
LEFT_ON_A_PAGE = 50
LATEST = 5


class Proposals(ListPage):
    model = Proposal
    filterset_class = ProposalFilter
    heading = gettext_lazy("Voorstellen")
    caption = gettext_lazy("Voorstellen van duo’s, het laatste eerst")
    nothing_yet = gettext_lazy("Nog geen voorstellen. Maak er een voor een project met wachtenden.")
    columns = PROPOSALS
    related = ["project", "made_by__user"]
    ways = [(gettext_lazy("Voorstel maken"), "proposal_make")]

    def get_queryset(self) -> QuerySet[Proposal]:
        return super().get_queryset().with_placed()  # type: ignore[attr-defined]


class MakeProposal(View):
    """Choose the project, with how many wait in each."""

    request: SignedInRequest

    @cached_property
    def waiting(self) -> dict[Project, int]:
        """The running projects of the reader with how many wait there, the most first."""
        visible_rows(Project, self.request)
        projects = Project.objects.visible_to(self.request.user).running(periods.today())
        rows = waiting_among(Enrolment.objects.filter(project__in=projects), periods.today())
        counts = rows.order_by().values_list("project").annotate(n=Count("pk"))
        found = dict(counts.values_list("project", "n"))
        most_first = sorted(projects, key=lambda one: (-found.get(one.pk, 0), one.name))
        return {project: found.get(project.pk, 0) for project in most_first}

    def get(self, request: HttpRequest) -> HttpResponse:
        first = next((one.code for one in self.waiting), "")
        asked = request.GET.get("project", first)
        return self.show(ProposalForm(waiting=self.waiting, initial={"project": asked}))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = ProposalForm(request.POST, waiting=self.waiting)
        if not form.is_valid():
            return self.show(form)
        code, on = form.cleaned_data["project"], form.cleaned_data["on"]
        project = next(one for one in self.waiting if one.code == code)
        try:
            proposal = services.make_proposal(project, by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        except Refused as refusal:
            refused(request, refusal.code)
            form.add_error("project", str(refusal))
            return self.show(form, status=409)
        return redirect(proposal_url(proposal))

    def show(self, form: ProposalForm, status: int = 200) -> HttpResponse:
        rows = Proposal.objects.visible_to(self.request.user).open().with_placed()
        latest = rows.select_related("project", "made_by__user")[:LATEST]
        context = {
            "heading": _("Voorstel maken"),
            "crumbs": [(_("Duo’s"), reverse("matches")), (_("Voorstellen"), reverse("proposals"))],
            "form": form,
            "waiting": sum(self.waiting.values()),
            "projects": self.waiting,
            "open": Table(_("Open voorstellen"), PROPOSALS[:3], list(latest)),
        }
        return render(self.request, "matching/proposal_make.html", context, status=status)


class ProposalPage(DetailPage):
    model = Proposal
    template_name = "matching/proposal.html"
    list_name = gettext_lazy("Voorstellen")
    list_view = "proposals"
    related = ["project__lot__call", "project__promoter", "made_by__user", "made_from"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal, user = self.object, self.request.user
        proof = proof_of(proposal, totals_of(proposal))
        newer = Proposal.objects.visible_to(user).filter(made_from=proposal).first()
        return (
            {"obstacles": []}
            | super().get_context_data(**kwargs)
            | {
                "heading": _("Voorstel van duo’s"),
                "here": str(proposal),
                "crumbs": [
                    (_("Duo’s"), reverse("matches")),
                    (_("Voorstellen"), reverse("proposals")),
                ],
                "mark": state_mark(proposal),
                "proof": proof,
                "newer": newer,
                "missing": "" if proof.placed else missing(proposal),
                "recruits": acts_as(user, PROPOSERS),
                "may_run_again": proposal.is_open and acts_as(user, PROPOSERS),
                "dropped": self.dropped(),
            }
            | self.pairs()
            | self.left_over()
        )

    def dropped(self) -> list[Any]:
        found = dropped_from(self.object, self.request.user)
        shows(self.request, [row for one in found for row in (one.enrolment, one.mentor)])
        return found

    def pairs(self) -> dict[str, Any]:
        proposal, mine = self.object, self.mine()
        related = ["enrolment__mentee", "mentor", "coach__user", "match"]
        pages = Paginator(mine.select_related(*related), PAIRS_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        pairs = list(page.object_list)
        shows(self.request, pairs)
        chosen = self.chosen()
        return {
            "cards": [card_of(pair, proposal, chosen) for pair in pairs],
            "page_obj": page,
            "page_query": f"?page={page.number}" if page.number > 1 else "",
            "undecided": mine.undecided().count() if proposal.is_open else 0,
        }

    def mine(self) -> ProposedPairQuerySet:
        """The pairs that the reader knows."""
        return ProposedPair.objects.visible_to(self.request.user).filter(proposal=self.object)

    def chosen(self) -> set[UUID] | None:
        """The pairs that the reader ticked before; None when this is the first look."""
        return keys_in(self.request.GET.getlist("kies")) if "kies" in self.request.GET else None

    def left_over(self) -> dict[str, Any]:
        mine = left_over_in(self.object, self.request.user)
        count = mine.count()
        return {
            "left_over": count,
            "more_left_over": count > LEFT_ON_A_PAGE,
            "left": left_table(self.request, self.object, mine[:LEFT_ON_A_PAGE]),
        }


def left_over_in(proposal: Proposal, user: Any) -> QuerySet[LeftOver]:
    """Whom a proposal left over, of those the reader knows."""
    mine = LeftOver.objects.visible_to(user).filter(proposal=proposal)
    return mine.select_related("enrolment__mentee")


def left_table(request: HttpRequest, proposal: Proposal, found: Iterable[LeftOver]) -> Table:
    rows = list(found)
    people = named_in(rows, proposal, request.user)
    shows(request, [*rows, *people.rows])
    columns = LEFT if proposal.is_open else LEFT[:-1]
    left = left_of(rows, proposal, people.names)
    return Table(_("Mentees zonder mentor"), columns, left, caption_is_heading=False)


class LeftOvers(DetailPage):
    """Everyone whom a proposal left over, page by page."""

    model = Proposal
    template_name = "matching/left_over.html"
    list_name = gettext_lazy("Voorstellen")
    list_view = "proposals"
    related = ["project"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposal = self.object
        pages = Paginator(left_over_in(proposal, self.request.user), LEFT_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "heading": _("Nog zonder mentor"),
            "lead": proposal.project.name,
            "crumbs": [
                (_("Voorstellen"), reverse("proposals")),
                (str(proposal), proposal_url(proposal)),
            ],
            "page_obj": page,
            "left": left_table(self.request, proposal, page.object_list),
        }


class AcceptPairs(ProposalPage):
    """Start the chosen duos; when things changed, the same page says which cannot and why.

    Links on that page lead back to its address: read, it is the proposal.
    """

    def post(self, request: SignedInRequest, pk: Any) -> HttpResponse:
        refuse_others(request.POST, {"pairs", "all"})
        self.object = self.get_object()
        try:
            started = services.accept_pairs(self.object, self.wanted(), by=request.user)
        except NotAccepted as refusal:
            refused(request, refusal.code)
            context = self.get_context_data(obstacles=refusal.obstacles)
            return self.render_to_response(context, status=409)
        except Refused as refusal:
            say_refused(request, refusal)
            return redirect(back_to(request, self.object))
        except ValidationError:
            messages.warning(request, _("Kies eerst een of meer duo’s in het voorstel."))
            return redirect(back_to(request, self.object))
        text = ngettext("%(n)s duo is gestart.", "%(n)s duo’s zijn gestart.", len(started))
        messages.success(request, text % {"n": len(started)})
        return redirect(proposal_url(self.object))

    def wanted(self) -> list[ProposedPair] | None:
        """The pairs that were ticked; None for every one that is left."""
        if "all" in self.request.POST:
            return None
        rows = self.mine().filter(pk__in=keys_in(self.request.POST.getlist("pairs")))
        return list(rows.select_related("proposal"))

    def chosen(self) -> set[UUID] | None:
        if self.request.method != "POST":
            return super().chosen()
        if "all" in self.request.POST:
            return set(self.mine().values_list("pk", flat=True))
        return keys_in(self.request.POST.getlist("pairs"))


def back_to(request: HttpRequest, proposal: Proposal, place: str = "") -> str:
    """The page of a proposal that one came from, with what was ticked there still ticked."""
    asked = request.GET.copy()
    asked.setlist("kies", request.POST.getlist("pairs") or [""])
    return f"{proposal_url(proposal)}?{asked.urlencode()}{place}"


def proposal_of(request: HttpRequest, pk: Any) -> Proposal:
    rows = visible_rows(Proposal, request).select_related("project__lot__call", "project__promoter")
    return get_object_or_404(rows, pk=pk)


def with_pair(service: Callable[..., None]) -> Callable[..., HttpResponse]:
    """A button beside a pair, in the form in which pairs are ticked."""

    @button("pair", "pairs")
    def pressed(request: SignedInRequest, pk: Any) -> HttpResponse:
        proposal = proposal_of(request, pk)
        mine = ProposedPair.objects.visible_to(request.user).filter(proposal=proposal)
        pair = mine.filter(pk__in=keys_in([request.POST.get("pair", "")])).first()
        if pair is None:
            say_refused(request, not_proposed())
            return redirect(back_to(request, proposal))
        try:
            service(pair, by=request.user)
        except Refused as refusal:
            say_refused(request, refusal)
        return redirect(back_to(request, proposal, f"#duo-{pair.pk}"))

    return pressed


lock = with_pair(services.lock_pair)
unlock = with_pair(services.unlock_pair)


@button()
def run_again(request: SignedInRequest, pk: Any) -> HttpResponse:
    proposal = proposal_of(request, pk)
    try:
        made = services.run_again(proposal, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect(proposal_url(proposal))
    messages.success(request, _("Het voorstel is opnieuw berekend."))
    return redirect(proposal_url(made))


@button("enrolment", "mentor")
def choose(request: SignedInRequest, pk: Any) -> HttpResponse:
    """Take a mentor from the ranking into the proposal."""
    proposal = proposal_of(request, pk)
    enrolment = named(Enrolment, request, "enrolment")
    mentor = named(Mentor, request, "mentor")
    try:
        pair = services.choose_mentor(proposal, enrolment, mentor, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect(choose_url(enrolment, proposal))
    messages.success(request, _("De mentor is gekozen en staat vast in het voorstel."))
    return redirect(f"{proposal_url(proposal)}#duo-{pair.pk}")


def named(model: Any, request: HttpRequest, name: str) -> Any:
    """The object whose id was sent. Raises BadRequest for one that the reader does not see."""
    keys = keys_in([request.POST.get(name, "")])
    found = visible_rows(model, request).filter(pk__in=keys).first()
    if found is None:
        raise BadRequest(_("Kies een mentor uit de lijst."))
    return found
