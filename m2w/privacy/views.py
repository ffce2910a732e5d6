"""The register of processing, the rights of one person, and the lists by which data are erased."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from m2w.accounts.acting import SignedInRequest, acts_as
from m2w.audit.reading import EXPORTED, shows
from m2w.details import Fact
from m2w.exports import ZIP, to_keep
from m2w.forms import Form, button, refuse_others
from m2w.models import PersonalFile
from m2w.notation import day, moment, number
from m2w.pages import DetailPage, ListPage, say_refused, visible_rows
from m2w.privacy import bundle, columns, restriction, services
from m2w.privacy.access import COORDINATOR
from m2w.privacy.choices import ItemState, RestrictionGround
from m2w.privacy.filters import ErasureListFilter
from m2w.privacy.models import ErasureList
from m2w.privacy.register import register, terms_in_words
from m2w.privacy.rights import crumbs_to, url_of
from m2w.privacy.terms import Category
from m2w.refusals import Refused
from m2w.tables import Table

ITEMS_PER_PAGE = 100


@require_safe
def processing_register(request: HttpRequest) -> HttpResponse:
    """What is done with data of people, purpose by purpose."""
    context = {
        "heading": _("Verwerkingsregister"),
        "crumbs": [],
        "activities": register(),
        "terms": terms_in_words(),
    }
    return render(request, "privacy/register.html", context)


# One person --------------------------------------------------------------------------------------


class FilePage(View):
    """Something a coordinator does with one file, which may be restricted but not erased."""

    model: Any = None
    template = ""
    heading: Any = ""
    request: Any

    def get_file(self) -> PersonalFile:
        return get_object_or_404(visible_rows(self.model, self.request), pk=self.kwargs["pk"])

    def ask(self, file: PersonalFile, form: forms.Form) -> HttpResponse:
        """The page that asks whether to go on."""
        shows(self.request, [file])
        context = {
            "heading": self.heading,
            "lead": str(file),
            "crumbs": crumbs_to(file),
            "form": form,
            "back": url_of(file),
        }
        return render(self.request, self.template, context)


class ExportFile(FilePage):
    """Everything held about the person, as a file to hand over."""

    http_method_names = ["post"]

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        file = self.get_file()
        refuse_others(request.POST, ())
        shows(request, [file], EXPORTED)
        packed = bundle.export(file, by=request.user)
        return to_keep(bundle.file_name(), packed, ZIP)


class GroundForm(Form):
    ground = forms.ChoiceField(
        label=gettext_lazy("Waarom vraagt de betrokkene dit?"),
        choices=RestrictionGround.choices,
        widget=forms.RadioSelect,
    )


class RestrictFile(FilePage):
    template = "privacy/restrict.html"
    heading = gettext_lazy("Verwerking beperken")

    def get(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        return self.ask(self.get_file(), GroundForm())

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        file, form = self.get_file(), GroundForm(request.POST)
        if not form.is_valid():
            return self.ask(file, form)
        try:
            restriction.restrict(file, by=request.user, ground=form.cleaned_data["ground"])
        except Refused as refusal:
            say_refused(request, refusal)
        else:
            messages.success(request, _("De verwerking is beperkt. Alleen u leest dit dossier."))
        return redirect(url_of(file))


class LiftRestriction(FilePage):
    template = "privacy/lift.html"
    heading = gettext_lazy("Beperking opheffen")

    def get(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        return self.ask(self.get_file(), Form())

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        file = self.get_file()
        refuse_others(request.POST, ())
        try:
            restriction.lift(file, by=request.user)
        except Refused as refusal:
            say_refused(request, refusal)
        else:
            messages.success(request, _("De beperking is opgeheven."))
        return redirect(url_of(file))


class RequestErasure(FilePage):
    template = "privacy/request_erasure.html"
    heading = gettext_lazy("Wissen aanvragen")

    def get(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        return self.ask(self.get_file(), Form())

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        file = self.get_file()
        refuse_others(request.POST, ())
        try:
            made = services.request_erasure(file, by=request.user)
        except Refused as refusal:
            say_refused(request, refusal)
            return redirect(url_of(file))
        messages.success(request, _("De aanvraag wacht op de goedkeuring van iemand anders."))
        return redirect(columns.list_url(made))


# Lists -------------------------------------------------------------------------------------------


class Erasures(ListPage):
    model = ErasureList
    template_name = "privacy/erasures.html"
    filterset_class = ErasureListFilter
    heading = gettext_lazy("Wissen")
    caption = gettext_lazy("Wislijsten, de nieuwste eerst")
    nothing_yet = gettext_lazy("Nog geen wislijsten.")
    columns = columns.LISTS
    related = ["promoter"]

    def get_queryset(self) -> QuerySet[ErasureList]:
        rows = super().get_queryset().annotate(n_items=Count("items"))
        return rows.order_by("-created_at", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_make = acts_as(self.request.user, COORDINATOR)
        return super().get_context_data(**kwargs) | {"may_make": may_make}

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        """Make the list of what may be kept no longer."""
        refuse_others(request.POST, ())
        try:
            made = services.list_overdue(by=request.user)
        except Refused as refusal:
            messages.info(request, str(refusal))
            return redirect("erasures")
        return redirect(columns.list_url(made))


class ErasurePage(DetailPage):
    model = ErasureList
    template_name = "privacy/erasure.html"
    list_name = gettext_lazy("Wissen")
    list_view = "erasures"
    related = ["promoter", "made_by", "approved_by"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listed = self.object
        page = Paginator(listed.items.all(), ITEMS_PER_PAGE).get_page(self.request.GET.get("page"))
        skipped = listed.items.filter(state=ItemState.SKIPPED).exists()
        return super().get_context_data(**kwargs) | {
            "heading": _("Wislijst %(code)s") % {"code": listed.code},
            "mark": columns.list_mark(listed),
            "facts": facts_of(listed),
            "page": page,
            "items": Table(
                _("Wat gewist wordt"),
                [*columns.ITEMS, *([columns.WHY_NOT] if skipped else [])],
                page.object_list,
                note=_("Samen %(rows)s.") % {"rows": columns.touched(columns.summed(listed.items))},
            ),
            "waits": listed.approved_by is None,
            "may_approve": listed.made_by != self.request.user,
        }


def facts_of(listed: ErasureList) -> list[Fact]:
    """Who did what when, and what it comes to: codes and counts."""
    return [
        Fact(_("Promotor"), listed.promoter.name),
        Fact(_("Aanleiding"), listed.get_reason_display(), day(listed.as_of)),
        Fact(_("Gemaakt door"), str(listed.made_by), moment(listed.created_at)),
        Fact(
            _("Goedgekeurd door"),
            str(listed.approved_by or ""),
            moment(listed.approved_at) if listed.approved_at else "",
        ),
        *(
            Fact(Category(one["category"]).label, number(one["n"]), _("op deze lijst"))
            for one in listed.items.values("category").order_by("category").annotate(n=Count("pk"))
            if one["category"]
        ),
    ]


def listed_of(request: SignedInRequest, pk: Any) -> ErasureList:
    return get_object_or_404(visible_rows(ErasureList, request), pk=pk)


@button()
def approve_erasure(request: SignedInRequest, pk: Any) -> HttpResponse:
    """Approve a list, and erase what is on a short one."""
    listed = listed_of(request, pk)
    try:
        approved = services.approve_and_run(listed, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect(columns.list_url(listed))
    if approved.items.count() > services.AT_ONCE:
        messages.success(request, _("Goedgekeurd. Het wissen gebeurt bij de volgende beurt."))
    else:
        messages.success(request, _("Goedgekeurd en uitgevoerd."))
    return redirect(columns.list_url(listed))


@button()
def discard_erasure(request: SignedInRequest, pk: Any) -> HttpResponse:
    """Throw away a list that nobody approved."""
    listed = listed_of(request, pk)
    try:
        services.discard(listed, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        return redirect(columns.list_url(listed))
    messages.success(request, _("De wislijst is geschrapt. Er is niets gewist."))
    return redirect("erasures")
