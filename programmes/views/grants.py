"""What is granted: the list with its sums, and entering, confirming and taking away."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.details import Fact
from m2w.forms import ActForm
from m2w.pages import ActPage, ListPage, visible_rows
from m2w.tables import Column
from programmes import columns, room_to_grant
from programmes.access import MANAGER
from programmes.choices import GrantKind
from programmes.forms.grants import ConfirmForm, EnterForm, WithdrawForm
from programmes.models import Grant, Project
from programmes.money_filters import GrantFilter
from programmes.services.grants import sentence, why_not_confirm, why_not_withdraw
from programmes.views.extensions import OnProject


class Grants(ListPage):
    model = Grant
    template_name = "programmes/grants.html"
    filterset_class = GrantFilter
    heading = _("Toekenningen")
    caption = _("Toekenningen")
    nothing_yet = _("Nog geen toekenning.")
    columns = columns.GRANTS
    related = ["project__promoter"]
    ways = [(_("Toekenning invoeren"), "grant_enter")]

    def get_columns(self) -> Sequence[Column]:
        own = super().get_columns()
        user: Any = self.request.user
        return [*own, to_do(user)] if acts_as(user, MANAGER) else own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sums": self.sums()}

    def sums(self) -> list[Fact]:
        """What the rows that pass the filters add up to, those on other pages too."""
        rows, day = self.filters.qs, self.filters.form.cleaned_data["as_of"]
        counting = notation.euro(rows.confirmed().total())
        if day:
            until = gettext("Toegekend tot en met %(day)s") % {"day": notation.day(day)}
            return [Fact(until, counting)]
        waiting = notation.euro(rows.unconfirmed().total())
        return [Fact(_("Toegekend"), counting), Fact(_("Nog te bevestigen"), waiting)]


def to_do(user: User) -> Column:
    """What this manager does with a grant: confirm that of another, take away their own."""

    def step(grant: Grant) -> str:
        if not why_not_confirm(grant, user):
            return gettext("Bevestigen")
        return "" if why_not_withdraw(grant, user) else gettext("Intrekken")

    def url(grant: Grant) -> str:
        if not step(grant):
            return ""
        name = "grant_withdraw" if why_not_confirm(grant, user) else "grant_confirm"
        return reverse(name, args=[grant.pk])

    return Column(_("Te doen"), step, url=url)


class EnterGrant(ActPage):
    """The project can be named in the address: then the page tells what is left for it."""

    template_name = "programmes/extension.html"

    def row(self) -> Project | None:
        visible_rows(Grant, self.request)
        rows = Project.objects.editable_by(self.request.user).select_related("lot__call")
        code = self.request.POST.get("project") or self.request.GET.get("project", "")
        return rows.filter(code=code).first()

    def form(self, obj: Project | None, sent: QueryDict | None = None) -> ActForm:
        first = {"project": obj and obj.code}
        if obj and obj.grants.exists():
            first["kind"] = GrantKind.INCREASE
        return EnterForm(sent, obj=obj, by=self.request.user, initial=first)

    def after(self, obj: Any) -> str:
        return self.back()

    def back(self) -> str:
        code = self.request.POST.get("project") or self.request.GET.get("project", "")
        query = QueryDict(mutable=True)
        if code:
            query["project"] = code
        return f"{reverse('grants')}?{query.urlencode()}" if code else reverse("grants")

    def note(self, obj: Project | None) -> None:
        """A project is nobody's file."""

    def as_it_is_now(self, obj: Project | None) -> Project | None:
        return obj

    def told(self, obj: Project | None) -> dict[str, Any]:
        return {
            "heading": gettext("Toekenning invoeren"),
            "lead": obj.name if obj else "",
            "crumbs": [(_("Toekenningen"), reverse("grants"))],
            "facts": room_to_grant.facts_of(obj) if obj else [],
            "why_not": "",
        }


class OfGrant(OnProject):
    """Something that is done with a grant that waits for a second person."""

    related = ("project__lot__call", "project__promoter", "entered_by")

    def row(self) -> Grant:
        rows = visible_rows(Grant, self.request).select_related(*self.related)
        self.found: Grant = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.found

    def project(self) -> Project:
        return self.found.project

    def back(self) -> str:
        return f"{reverse('grants')}?confirmed=no"

    def as_it_is_now(self, obj: Grant) -> Grant:
        """A colleague may have taken it away in between: what was read of it stays on the page."""
        now = Grant.objects.filter(pk=obj.pk).select_related(*self.related).first()
        return now or obj


class ConfirmGrant(OfGrant):
    def form(self, obj: Grant, sent: QueryDict | None = None) -> ActForm:
        return ConfirmForm(sent, obj=obj)

    def told(self, obj: Grant) -> dict[str, Any]:
        user: Any = self.request.user
        return super().told(obj) | {
            "heading": gettext("Toekenning bevestigen"),
            "facts": of_grant(obj),
            "why_not": sentence(why_not_confirm(obj, user)),
        }


class WithdrawGrant(OfGrant):
    def form(self, obj: Grant, sent: QueryDict | None = None) -> ActForm:
        return WithdrawForm(sent, obj=obj)

    def told(self, obj: Grant) -> dict[str, Any]:
        user: Any = self.request.user
        return super().told(obj) | {
            "heading": gettext("Toekenning intrekken"),
            "facts": of_grant(obj),
            "why_not": sentence(why_not_withdraw(obj, user)),
        }


def of_grant(grant: Grant) -> list[Fact]:
    return [
        Fact(_("Soort"), str(grant.get_kind_display())),
        Fact(_("Bedrag"), notation.euro(grant.amount)),
        Fact(_("Beslist op"), notation.day(grant.decided_on)),
        Fact(_("Ingevoerd door"), str(grant.entered_by or "")),
        Fact(_("Reden boven het budget van het perceel"), grant.above_lot_reason),
    ]
