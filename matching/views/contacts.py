"""Noting contacts: one of a duo, several at once, and putting right what was noted wrongly."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from m2w import notation, periods
from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import refused, shows
from m2w.forms import refuse_others
from m2w.pages import ActPage, Crumbs, ListPage, visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from matching import columns
from matching.columns import match_mark, match_url
from matching.filters import ContactFilter
from matching.forms.contacts import AmendContact, ContactLine, DeleteContact, NoteContact
from matching.models import Contact, Match
from matching.querysets import MatchQuerySet
from matching.services import FaultyLines, note_contacts
from matching.views.acts import FileAct
from matching.views.duos import restriction_of
from matching.views.matches import MatchPage

LINES = 25
RELATED = ("enrolment__mentee", "enrolment__project", "mentor")


class Contacts(ListPage):
    model = Contact
    filterset_class = ContactFilter
    heading = _("Contacten en gesprekken")
    caption = _("Contacten, het laatste eerst")
    nothing_yet = _("Nog geen contact genoteerd.")
    columns = columns.CONTACTS_OF_DUOS
    related = [f"match__{way}" for way in RELATED]
    ways = [
        (_("Contacten noteren"), "contacts_note"),
        (_("Meldingen te bekijken"), "reports"),
    ]

    def get_queryset(self) -> QuerySet[Contact]:
        return super().get_queryset().order_by("-held_on", "kind", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [(_("Duo’s"), reverse("matches"))]
        return super().get_context_data(**kwargs) | {"crumbs": crumbs}


class NoteOne(ActPage):
    """Note a contact of one duo."""

    template_name = "matching/duo_act.html"

    def row(self) -> Match:
        rows = visible_rows(Match, self.request).filter(pk=self.kwargs["pk"])
        return get_object_or_404(rows.select_related(*MatchPage.related))

    def form(self, obj: Match, sent: QueryDict | None = None) -> NoteContact:
        return NoteContact(sent, obj=obj)

    def after(self, obj: Contact) -> str:
        return match_url(obj.match)

    def back(self) -> str:
        return where_next(self.request, reverse("match", args=[self.kwargs["pk"]]))

    def told(self, obj: Match) -> dict[str, Any]:
        not_yet = _("Dit duo is nog niet begonnen.") if obj.started_on > periods.today() else ""
        return {
            "heading": gettext("Contact noteren"),
            "crumbs": crumbs_to_duo(obj),
            "match": obj,
            "mark": match_mark(obj),
            "why_not": restriction_of(obj) or not_yet,
        }


def crumbs_to_duo(match: Match) -> Crumbs:
    return [(_("Duo’s"), reverse("matches")), (str(match), match_url(match))]


class ContactAct(FileAct):
    """Something that is done with a contact that was noted."""

    model = Contact

    def row(self) -> Contact:
        found: Contact = super().row()
        found.match = Match.objects.select_related(*RELATED).get(pk=found.match_id)
        return found

    def back(self) -> str:
        contact = Contact.objects.filter(pk=self.kwargs["pk"]).values("match").first()
        duo = reverse("match", args=[contact["match"]]) if contact else reverse("matches")
        return where_next(self.request, duo)

    def after(self, obj: Contact) -> str:
        return match_url(obj.match)

    def crumbs(self, obj: Contact) -> Crumbs:
        return crumbs_to_duo(obj.match)

    def told(self, obj: Contact) -> dict[str, Any]:
        said = {"what": obj.get_kind_display(), "day": notation.day(obj.held_on)}
        lead = gettext("%(duo)s: %(what)s op %(day)s") % (said | {"duo": str(obj.match)})
        return super().told(obj) | {"lead": lead}


class Amend(ContactAct):
    template_name = "matching/contact_amend.html"
    form_class = AmendContact
    heading = _("Contact verbeteren")

    def told(self, obj: Contact) -> dict[str, Any]:
        return super().told(obj) | {"delete_url": reverse("contact_delete", args=[obj.pk])}


class Delete(ContactAct):
    form_class = DeleteContact
    heading = _("Contact verwijderen")


class NoteSeveral(View):
    """A line for each running duo, those that wait longest first; all is kept, or nothing."""

    request: SignedInRequest

    def get(self, request: SignedInRequest) -> HttpResponse:
        page = Paginator(self.duos(), LINES).get_page(request.GET.get("page"))
        return self.show([ContactLine(match=match) for match in page], page=page)

    def post(self, request: SignedInRequest) -> HttpResponse:
        lines = self.sent_lines()
        filled = [line for line in lines if line.is_filled_in()]
        if not filled:
            messages.error(request, gettext("Vul minstens één regel in."))
            return self.show(lines)
        if any(line.errors for line in filled):
            return self.show(lines)
        try:
            kept = note_contacts(
                [(line.match, line.cleaned_data) for line in filled], by=request.user
            )
        except FaultyLines as faulty:
            return self.show(lines, status=self.tell(faulty, filled))
        text = ngettext("%(n)s contact genoteerd.", "%(n)s contacten genoteerd.", len(kept))
        messages.success(request, text % {"n": notation.number(len(kept))})
        return redirect("contacts_note")

    def mine(self) -> MatchQuerySet:
        visible = visible_rows(Match, self.request).values("pk")
        rows: MatchQuerySet = Match.objects.editable_by(self.request.user).filter(pk__in=visible)
        return rows.select_related(*RELATED).with_follow_up(periods.today())

    def duos(self) -> MatchQuerySet:
        return self.mine().running(periods.today()).longest_ago_first(periods.today())

    def sent_lines(self) -> list[ContactLine]:
        """The lines that were on the page, in their order, each with what was typed in it."""
        posted = self.request.POST
        keys = [key for key in posted.getlist("duo") if is_key(key)]
        found = {match.pk.hex: match for match in self.mine().filter(pk__in=keys)}
        refuse_others(posted, {"duo", *(name for key in keys for name in names_of(key))})
        return [
            ContactLine(own_part(posted, key), match=found[key]) for key in keys if key in found
        ]

    def tell(self, faulty: FaultyLines, filled: list[ContactLine]) -> int:
        """Put each fault at its line; the status of the answer."""
        status = 200
        for number, fault in faulty.faults.items():
            if isinstance(fault, Refused):
                filled[number].add_error("held_on", str(fault))
                refused(self.request, fault.code)
                status = 409
            else:
                filled[number].add_error(None, fault)
        return status

    def show(
        self, lines: list[ContactLine], *, page: Page[Match] | None = None, status: int = 200
    ) -> HttpResponse:
        shows(self.request, [line.match for line in lines])
        context = {
            "heading": gettext("Contacten noteren"),
            "crumbs": [(_("Duo’s"), reverse("matches"))],
            "lines": [(line, columns.late_mark(line.match)) for line in lines],
            "faulty": [line for line in lines if line.is_bound and line.errors],
            "page_obj": page,
        }
        return render(self.request, "matching/contacts_note.html", context, status=status)


def is_key(text: str) -> bool:
    try:
        return UUID(text).hex == text
    except ValueError:
        return False


def names_of(key: str) -> Iterator[str]:
    """The names under which one line sends its values."""
    return ContactLine(match=Match(pk=UUID(key))).known()


def own_part(posted: QueryDict, key: str) -> QueryDict:
    """What was typed in one line."""
    part = QueryDict(mutable=True)
    for name in names_of(key):
        if name in posted:
            part.setlist(name, posted.getlist(name))
    return part
