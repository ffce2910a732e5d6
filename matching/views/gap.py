"""Who a project still looks for: for whom, which mentors, and where to ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import bars, periods, wording
from m2w.audit.reading import shows
from m2w.pages import DetailPage
from m2w.reference.province_map import OUTLINES, Outline
from m2w.tables import Column, Table
from matching import demand
from matching.demand import Demand
from matching.forms.what_if import WhatIfForm
from matching.gap import Change, Gap
from matching.gap_texts import wanted_mentor
from matching.models import Interest, Mentor
from matching.pair_words import absurd_weights, removed_in_words
from matching.pairs import volunteer_of_interest
from matching.proposal_pages import LEFT, Left, change_in_words
from matching.proposing import LeftOver, Proposal, propose
from matching.scoring import WeightError
from matching.situation import Situation
from matching.situations import situation_of
from matching.what_if import placed_more
from programmes.models import Enrolment, Project

LANGUAGES_SHOWN = 10
WANTED_SHOWN = 12


LANGUAGES = [
    Column(gettext_lazy("Taal"), "name"),
    Column(gettext_lazy("Wachten"), "waiting", "count"),
    Column(gettext_lazy("Mentoren vrij"), "mentors", "count"),
    Column(gettext_lazy("Plaatsen vrij"), "places", "count"),
]
PROVINCES = [Column(gettext_lazy("Provincie"), "name"), *LANGUAGES[1:]]


class ProjectGap(DetailPage):
    """The mentees of a project for whom no mentor is left today, and what would place them."""

    model = Project
    template_name = "matching/gap.html"
    list_name = gettext_lazy("Projecten")
    list_view = "projects"
    related = ["lot__call", "promoter", "extension"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {
            "heading": _("Wie we zoeken"),
            "on": periods.today(),
            "waiting": len(self.situation.waiting),
            "demand": Table(_("Talen"), LANGUAGES, self.languages),
            "figure": self.figure(),
            "provinces": Table(_("Provincies"), PROVINCES, self.provinces),
            "map": self.map(),
        }
        try:
            return context | self.gap()
        except WeightError as error:
            return context | {"absurd": absurd_weights(error)}

    @cached_property
    def situation(self) -> Situation:
        return situation_of(self.object, periods.today())

    @cached_property
    def languages(self) -> list[Demand]:
        return demand.by_language(self.situation)

    @cached_property
    def provinces(self) -> list[Demand]:
        return demand.by_province(self.situation)

    def gap(self) -> dict[str, Any]:
        """What solving again finds. Raises WeightError."""
        proposal = propose(self.situation)
        gap = Gap(proposal)
        left = self.left_over(proposal, gap)
        form = self.what_if_form()
        return {
            "proof": proposal.proof,
            "wanted": wanted(gap.wanted_mentors(), self.object),
            "left": Table(_("Mentees zonder mentor"), LEFT, left),
            "form": form,
            "placed_more": self.placed_more(form, proposal),
        }

    def left_over(self, proposal: Proposal, gap: Gap) -> list[Left]:
        changes = {one.enrolment: gap.smallest_change(one.enrolment) for one in proposal.left_over}
        enrolments = self.enrolments(list(changes))
        names = self.names(changes, enrolments)
        told: dict[Change, str] = {}
        return [
            self.left_of(one, enrolments[one.enrolment], changes[one.enrolment], told, names)
            for one in proposal.left_over
            if one.enrolment in enrolments
        ]

    def left_of(
        self,
        one: LeftOver,
        enrolment: Enrolment,
        change: Change,
        told: dict[Change, str],
        names: Mapping[str, str],
    ) -> Left:
        return Left(
            enrolment,
            wording.days(one.waiting_days),
            removed_in_words(one.removed, one.candidates),
            change_in_words(change, str(enrolment.mentee), told, names),
            reverse("enrolment_mentors", args=[enrolment.pk]),
        )

    def enrolments(self, codes: list[str]) -> dict[str, Enrolment]:
        rows = Enrolment.objects.visible_to(self.request.user).filter(code__in=codes)
        found = list(rows.select_related("mentee"))
        shows(self.request, found)
        return {enrolment.code: enrolment for enrolment in found}

    def names(
        self, changes: Mapping[str, Change], enrolments: Mapping[str, Enrolment]
    ) -> dict[str, str]:
        """The people that the changes name, by code."""
        codes = {change.mentor for change in changes.values() if change.mentor}
        mentors = list(Mentor.objects.visible_to(self.request.user).filter(code__in=codes))
        shows(self.request, mentors)
        found = {code: str(enrolment.mentee) for code, enrolment in enrolments.items()}
        return found | {mentor.code: str(mentor) for mentor in mentors}

    def what_if_form(self) -> WhatIfForm:
        """The candidates of this promoter; what is ticked stands in the address."""
        untrained = {one.code for one in self.situation.mentors if not one.is_trained}
        mentors = Mentor.objects.visible_to(self.request.user).filter(code__in=untrained)
        interests = Interest.objects.visible_to(self.request.user)
        candidates = list(mentors), list(interests.filter(promoter=self.object.promoter))
        shows(self.request, [*candidates[0], *candidates[1]])
        data: QueryDict | None = self.request.GET or None
        return WhatIfForm(data, mentors=candidates[0], interests=candidates[1])

    def placed_more(self, form: WhatIfForm, proposal: Proposal) -> int | None:
        """How many more would have a mentor with the candidates that are ticked."""
        if not form.is_bound or not form.is_valid():
            return None
        chosen = form.cleaned_data
        interests = Interest.objects.visible_to(self.request.user)
        found = interests.filter(code__in=chosen.get("interest", []))
        newcomers = [volunteer_of_interest(one, self.situation.on) for one in found]
        return placed_more(proposal, chosen.get("mentor", []), newcomers)

    def figure(self) -> bars.Figure | None:
        """Languages asked and offered side by side, those asked most on top."""
        rows = self.languages[:LANGUAGES_SHOWN][::-1]
        if not rows:
            return None
        asked, offered = _("wachtende mentees"), _("vrije plaatsen")
        return bars.side_by_side(
            [row.name for row in rows],
            (
                (asked, [float(row.waiting) for row in rows], bars.DEEP),
                (offered, [float(row.places) for row in rows], bars.MID),
            ),
            ends=[f"{row.waiting} | {row.places}" for row in rows],
        )

    def map(self) -> list[tuple[Outline, Demand]]:
        of = {row.code: row for row in self.provinces}
        return [(outline, of[outline.province]) for outline in OUTLINES]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mentor that is looked for, how many mentees they would place, and the call for them."""

    who: str
    places: int
    call: str


def wanted(changes: list[Change], project: Project) -> list[Wanted]:
    return [
        Wanted(wanted_mentor(change), len(change.places), asked_for(change))
        for change in changes[:WANTED_SHOWN]
    ]


def asked_for(change: Change) -> str:
    """The call for one mentor as it stands in an address: what is asked, of nobody in person."""
    asked = QueryDict(mutable=True)
    asked["language"] = change.language
    if change.province:
        asked["province"] = change.province
    return asked.urlencode()
