"""One's own account; organisations and the people who work there."""

from typing import Any

from allauth.account import views as allauth
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from m2w.accounts.acting import SESSION_KEY
from m2w.accounts.filters import OrganisationFilter, StaffFilter
from m2w.accounts.models import Membership, Organisation, Staff, User
from m2w.details import Fact
from m2w.notation import day
from m2w.pages import DetailPage, ListPage
from m2w.tables import Column
from m2w.wording import province_names


class SignedInRequest(HttpRequest):
    """A request behind the sign-in: its user is an account."""

    user: User


sign_out = require_POST(allauth.logout)


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """Who you are here, in which roles you can act, and your password."""
    memberships = Membership.objects.of(request.user)
    context = {"heading": _("Uw account"), "crumbs": [], "memberships": memberships}
    return render(request, "accounts/account.html", context)


@require_POST
def act_as(request: SignedInRequest) -> HttpResponse:
    """From the next request on act in another of one's own roles."""
    mine = Membership.objects.of(request.user)
    membership = get_object_or_404(mine, pk=request.POST.get("membership"))
    request.session[SESSION_KEY] = membership.pk
    return redirect("home")


def roles_of(staff: Staff) -> str:
    return ", ".join(membership.get_role_display() for membership in staff.memberships.all())


STAFF_COLUMNS = [
    Column(_("Naam"), "user", note=lambda staff: staff.user.email),
    Column(_("Organisatie"), "organisation"),
    Column(_("Rollen"), roles_of),
    Column(_("Provincies"), lambda staff: province_names(staff.provinces)),
]


class Organisations(ListPage):
    model = Organisation
    filterset_class = OrganisationFilter
    heading = _("Organisaties")
    caption = _("Organisaties op naam")
    nothing_yet = _("Nog geen organisaties.")
    columns = [
        Column(_("Naam"), "name", url=lambda row: reverse("organisation", args=[row.pk])),
        Column(_("Soort"), "get_kind_display"),
        Column(_("KBO-nummer"), "kbo_number"),
        Column(_("Code"), "code"),
    ]


class OrganisationPage(DetailPage):
    model = Organisation
    template_name = "accounts/organisation.html"
    list_name = _("Organisaties")
    list_view = "organisations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = self.object
        staff = (
            Staff.objects.visible_to(self.request.user)
            .filter(organisation=organisation)
            .select_related("user", "organisation")
            .prefetch_related("memberships")
        )
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(organisation),
            "staff": self.table(_("Medewerkers"), STAFF_COLUMNS, staff),
        }


def facts_of(organisation: Organisation) -> list[Fact]:
    agreed = organisation.agreement_from, organisation.agreement_until
    return [
        Fact(_("Soort"), organisation.get_kind_display()),
        Fact(_("KBO-nummer"), organisation.kbo_number),
        Fact(_("Code"), organisation.code),
        Fact(
            _("Overeenkomst"),
            organisation.agreement_number,
            note=" – ".join(day(on) for on in agreed if on),
        ),
    ]


class StaffList(ListPage):
    model = Staff
    filterset_class = StaffFilter
    heading = _("Medewerkers")
    caption = _("Medewerkers op naam")
    nothing_yet = _("Nog geen medewerkers.")
    related = ["user", "organisation"]
    columns = STAFF_COLUMNS

    def get_queryset(self) -> QuerySet[Staff]:
        return super().get_queryset().prefetch_related("memberships")
