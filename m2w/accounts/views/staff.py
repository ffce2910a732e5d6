"""The people who work somewhere: who they are, and what they may do here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from m2w.accounts import second_factor
from m2w.accounts.access import roles_to_give
from m2w.accounts.acting import SignedInRequest
from m2w.accounts.choices import OrganisationKind
from m2w.accounts.filters import StaffFilter
from m2w.accounts.models import Membership, Staff
from m2w.accounts.querysets import AbsenceQuerySet, InvitationQuerySet
from m2w.accounts.services import roles
from m2w.accounts.staff_forms import ProvincesForm
from m2w.details import Fact
from m2w.forms import button
from m2w.pages import DetailPage, ListPage, say_refused, visible_rows
from m2w.refusals import Refused
from m2w.tables import Column
from m2w.wording import province_names


def roles_of(staff: Staff) -> str:
    return ", ".join(membership.get_role_display() for membership in staff.memberships.all())


STAFF_COLUMNS = [
    Column(
        _("Naam"),
        "user",
        url=lambda staff: reverse("staff_member", args=[staff.pk]),
        note=lambda staff: staff.user.email,
    ),
    Column(_("Organisatie"), "organisation"),
    Column(_("Rollen"), roles_of),
    Column(_("Provincies"), lambda staff: province_names(staff.provinces)),
]


class StaffList(ListPage):
    model = Staff
    template_name = "accounts/staff_list.html"
    filterset_class = StaffFilter
    heading = _("Medewerkers")
    caption = _("Medewerkers op naam")
    nothing_yet = _("Nog geen medewerkers.")
    related = ["user", "organisation"]
    columns = STAFF_COLUMNS

    def get_queryset(self) -> QuerySet[Staff]:
        return super().get_queryset().prefetch_related("memberships")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invites = InvitationQuerySet.opens_to(self.request.user)
        return super().get_context_data(**kwargs) | {
            "may_invite": invites,
            "notes_absences": AbsenceQuerySet.opens_to(self.request.user),
        }


class StaffPage(DetailPage):
    """One person in one organisation, with what the reader may change of them."""

    model = Staff
    template_name = "accounts/staff_member.html"
    list_name = _("Medewerkers")
    list_view = "staff"
    related = ["user", "organisation"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        staff, reader = self.object, self.request.user
        editable = Staff.objects.editable_by(reader).filter(pk=staff.pk).exists()
        changeable = editable and staff.user != reader
        to_give = roles_to_give(reader, staff.organisation) if changeable else []
        held = list(staff.memberships.all())
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(staff),
            "is_reader": editable and staff.user == reader,
            "roles": [(membership, membership.role in to_give) for membership in held],
            "to_give": [role for role in to_give if role not in {m.role for m in held}],
            "may_close": changeable and roles.may_close(staff.user, by=reader),
            "has_second_factor": second_factor.is_set_up(staff.user),
            "provinces_form": ProvincesForm(initial={"provinces": staff.provinces})
            if changeable and staff.organisation.kind == OrganisationKind.VDAB
            else None,
        }


def facts_of(staff: Staff) -> list[Fact]:
    return [
        Fact(_("Organisatie"), staff.organisation.name),
        Fact(_("E-mailadres"), staff.user.email),
        Fact(_("Provincies"), province_names(staff.provinces)),
        Fact(_("Account"), _("open") if staff.user.is_active else _("afgesloten")),
    ]


def change(
    request: SignedInRequest, pk: Any, done: str | Promise, act: Callable[[Staff], Any]
) -> HttpResponse:
    """Do something to a visible person, and say on their page what came of it."""
    staff = get_object_or_404(visible_rows(Staff, request).select_related("user"), pk=pk)
    try:
        act(staff)
    except Refused as refusal:
        say_refused(request, refusal)
    else:
        messages.success(request, str(done))
    return redirect("staff_member", pk=staff.pk)


@button("role")
def give_role(request: SignedInRequest, pk: Any) -> HttpResponse:
    role = request.POST.get("role", "")
    done = _("De rol is gegeven en geldt meteen.")
    return change(request, pk, done, lambda staff: roles.give_role(staff, role, by=request.user))


@button("role")
def take_role(request: SignedInRequest, pk: Any) -> HttpResponse:
    role = request.POST.get("role", "")

    def act(staff: Staff) -> None:
        roles.take_role(get_object_or_404(Membership, staff=staff, role=role), by=request.user)

    return change(request, pk, _("De rol is afgenomen. Dat geldt meteen."), act)


@require_POST
def change_provinces(request: SignedInRequest, pk: Any) -> HttpResponse:
    form = ProvincesForm(request.POST)
    chosen = form.cleaned_data["provinces"] if form.is_valid() else None

    def act(staff: Staff) -> None:
        if chosen is None:
            raise Refused("invalid_choice", _("Kies uit de lijst."))
        roles.change_provinces(staff, chosen, by=request.user)

    return change(request, pk, _("De provincies zijn bewaard."), act)


@button()
def deactivate(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("Het account is afgesloten. Deze persoon is overal afgemeld.")
    return change(request, pk, done, lambda staff: roles.deactivate(staff, by=request.user))


@button()
def activate(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("Het account is weer open.")
    return change(request, pk, done, lambda staff: roles.activate(staff, by=request.user))


@button()
def remove_second_factor(request: SignedInRequest, pk: Any) -> HttpResponse:
    done = _("De tweede stap is verwijderd. Deze persoon stelt een nieuwe in.")
    return change(
        request, pk, done, lambda staff: roles.remove_second_factor(staff, by=request.user)
    )
