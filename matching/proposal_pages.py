"""What the page of a proposal says: of each pair, of those left over, and of the whole."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from m2w import notation, wording
from m2w.accounts.models import Staff
from m2w.marks import Mark
from m2w.tables import Column
from matching.choices import ProposalState
from matching.close_ups import Beside
from matching.columns import mentor_url
from matching.gap import Change
from matching.gap_texts import change_text
from matching.hard_rules import HARD_RULES
from matching.models import LeftOver, Mentor, Proposal, ProposedPair
from matching.pair_words import Part, as_reasons, parts_of, removed_in_words, sentence, why_of
from matching.stored_document import as_change
from programmes.columns import enrolment_url
from programmes.models import Enrolment

NOTHING_GIVEN: Mapping[str, int] = Counter()


@dataclass(frozen=True, slots=True)
class Card:
    """A pair with its points in parts and why."""

    pair: ProposedPair
    parts: list[Part]
    why: str
    most: int
    is_chosen: bool

    @property
    def waits(self) -> str:
        return wording.days(self.pair.waiting_days)


def card_of(pair: ProposedPair, proposal: Proposal, chosen: Collection[UUID] | None) -> Card:
    """`chosen` are the pairs that the reader ticked; before that, those that were locked."""
    why = as_reasons(pair.reasons)
    return Card(
        pair,
        parts_of(pair.parts, proposal.weights, why),
        why_of(pair.parts, why),
        sum(proposal.weights.values()),
        pair.is_locked if chosen is None else pair.pk in chosen,
    )


@dataclass(frozen=True, slots=True)
class Left:
    """Someone left over: why, what would help, and where another mentor is chosen."""

    enrolment: Enrolment
    waits: str
    why: str
    help: str
    choose_url: str


LEFT = [
    Column(
        gettext_lazy("Mentee"),
        lambda left: left.enrolment.mentee,
        url=lambda left: enrolment_url(left.enrolment),
    ),
    Column(gettext_lazy("Wacht"), "waits"),
    Column(gettext_lazy("Waarom geen mentor"), "why"),
    Column(gettext_lazy("Wat zou helpen"), "help"),
    Column(
        gettext_lazy("Zelf kiezen"),
        lambda left: _("Mentoren bekijken"),
        url=lambda left: left.choose_url,
    ),
]


def left_of(rows: Iterable[LeftOver], proposal: Proposal, names: Mapping[str, str]) -> list[Left]:
    """Those left over in words. A change that was told for someone before is told by their name."""
    told: dict[Change, str] = {}
    return [
        Left(
            row.enrolment,
            wording.days(row.waiting_days),
            removed_in_words(row.removed, row.candidates if row.change else 0),
            help_for(row, told, names),
            choose_url(row.enrolment, proposal),
        )
        for row in rows
    ]


def choose_url(enrolment: Enrolment, proposal: Proposal) -> str:
    """Where the mentors for someone in a proposal are ranked."""
    address = reverse("enrolment_mentors", args=[enrolment.pk])
    return f"{address}?voorstel={proposal.pk}" if proposal.is_open else address


def help_for(row: LeftOver, told: dict[Change, str], names: Mapping[str, str]) -> str:
    """What would place someone; noted in `told` by whose row it was said first."""
    change = as_change(row)
    if change is None:
        text = ngettext(
            "%(n)s andere mentor past. Kies zelf, of bereken het voorstel opnieuw.",
            "%(n)s andere mentoren passen. Kies zelf, of bereken het voorstel opnieuw.",
            row.candidates,
        )
        return text % {"n": row.candidates}
    return change_in_words(change, str(row.enrolment.mentee), told, names)


def change_in_words(
    change: Change, who: str, told: dict[Change, str], names: Mapping[str, str]
) -> str:
    """What would place someone, or for whom before them it was told already."""
    same = replace(change, places=(), capacity=0)
    if same in told and change.kind != "none":
        return _("Hetzelfde als voor %(who)s.") % {"who": told[same]}
    told[same] = who
    return sentence(change_text(change, names))


@dataclass(frozen=True)
class Named:
    """The mentors and mentees whom changes are about, as the reader may know them."""

    mentors: list[Mentor]
    enrolments: list[Enrolment]

    @property
    def rows(self) -> list[Any]:
        return [*self.mentors, *self.enrolments]

    @property
    def names(self) -> dict[str, str]:
        mentors = {mentor.code: str(mentor) for mentor in self.mentors}
        return mentors | {one.code: str(one.mentee) for one in self.enrolments}


def named_in(rows: Iterable[LeftOver], proposal: Proposal, user: Any) -> Named:
    """Whom the changes of these rows name."""
    changes = [change for row in rows if (change := as_change(row))]
    mentors = {change.mentor for change in changes if change.mentor}
    enrolments = {change.enrolment for change in changes if change.enrolment}
    promoter, project = proposal.project.promoter_id, proposal.project_id
    seen = Enrolment.objects.visible_to(user).filter(project=project, code__in=enrolments)
    known = Mentor.objects.visible_to(user).filter(promoter=promoter, code__in=mentors)
    return Named(list(known), list(seen.select_related("mentee")))


@dataclass(frozen=True, slots=True)
class Dropped:
    """A pair that was locked and can be no longer."""

    enrolment: Enrolment
    mentor: Mentor
    rule: str
    why: str


SENTENCES = {rule.code: rule.sentence for rule in HARD_RULES} | {
    "not_waiting": gettext_lazy("Deze mentee wacht niet meer op een mentor.")
}


def dropped_from(proposal: Proposal, user: Any) -> list[Dropped]:
    """The pairs that were locked before and could not be kept, of whom the reader knows. Once the
    proposal is closed that matters no more.
    """
    lost = proposal.dropped if proposal.is_open else []
    keys = [(UUID(one), UUID(other)) for one, other, _rule in lost]
    enrolments = Enrolment.objects.visible_to(user).select_related("mentee")
    seen = enrolments.in_bulk([one for one, _other in keys])
    known = Mentor.objects.visible_to(user).in_bulk([other for _one, other in keys])
    rules = [rule for _one, _other, rule in lost]
    return [
        Dropped(seen[one], known[other], rule, str(SENTENCES[rule]))
        for (one, other), rule in zip(keys, rules, strict=True)
        if one in seen and other in known
    ]


def missing(proposal: Proposal) -> str:
    """What a proposal that places nobody lacks altogether; empty when the rules decided."""
    if not proposal.waiting:
        return "mentees"
    if not proposal.mentors:
        return "mentors"
    coaches = Staff.objects.coaches_of(proposal.project.promoter)
    return "" if coaches.exists() else "coaches"


def state_mark(proposal: Proposal) -> Mark:
    if proposal.state == ProposalState.OPEN:
        return Mark(proposal.get_state_display(), "clock", "wait")
    return Mark(proposal.get_state_display(), "check-c")


def proposal_url(proposal: Proposal) -> str:
    return reverse("proposal", args=[proposal.pk])


PROPOSALS = [
    Column(
        gettext_lazy("Voorstel"),
        str,
        url=proposal_url,
        note=lambda proposal: proposal.project.name,
    ),
    Column(gettext_lazy("Wachtende mentees"), "waiting", "count"),
    Column(gettext_lazy("Geplaatst"), "placed", "count"),
    Column(
        gettext_lazy("Gemaakt op"),
        lambda proposal: notation.moment(proposal.created_at),
        narrow=False,
    ),
    Column(gettext_lazy("Gemaakt door"), "made_by", narrow=False),
    Column(gettext_lazy("Stand"), state_mark, "mark"),
]


@dataclass(frozen=True, slots=True)
class Choice:
    """Someone who could form a duo with whom the page is about, and what can be done with it."""

    beside: Beside
    name: str
    url: str
    note: str
    start_url: str
    veto_url: str

    @property
    def most(self) -> int:
        return sum(part.weight for part in self.beside.parts)


def mentor_choice(one: Beside, here: str) -> Choice:
    """A mentor for an enrolment; `here` is where one comes back after a veto."""
    places = one.volunteer.places
    free = ngettext("%(n)s plaats vrij", "%(n)s plaatsen vrij", places)
    note = f"{wording.spoken(one.mentor.languages)}. {free % {'n': places}}."
    return choice_of(one, str(one.mentor), mentor_url(one.mentor), note, here)


def mentee_choice(one: Beside, here: str) -> Choice:
    """Someone who waits, for a mentor."""
    waiting = one.judged.situation.waiting[one.row]
    told = {"project": one.enrolment.project.name, "days": wording.days(waiting.days)}
    waits = _("%(project)s, wacht %(days)s") % told
    note = f"{wording.spoken(waiting.someone.languages)}. {waits}."
    name, url = str(one.enrolment.mentee), enrolment_url(one.enrolment)
    return choice_of(one, name, url, note, here)


def choice_of(one: Beside, name: str, url: str, note: str, here: str) -> Choice:
    mentor = {"mentor": str(one.mentor.pk)}
    veto = reverse("enrolment_veto", args=[one.enrolment.pk])
    return Choice(
        one,
        name,
        url,
        note,
        f"{reverse('match_start', args=[one.enrolment.pk])}?{urlencode(mentor)}",
        f"{veto}?{urlencode(mentor | {'next': here})}",
    )


def rule_in_words(one: Beside, given: Mapping[str, int] = NOTHING_GIVEN) -> str:
    """The first rule that a pair breaks, and how many more it does.

    `given` are the places that a proposal gave away, by the code of the mentor.
    """
    said = str(one.rule.sentence) if one.rule else ""
    if one.rule and one.rule.code == "full" and one.volunteer.places + given[one.mentor.code] > 0:
        said = _("Het voorstel geeft de vrije plaatsen van deze mentor aan anderen.")
    more = one.broken.bit_count() - 1
    if not more:
        return said
    text = ngettext("Nog %(n)s regel klopt niet.", "Nog %(n)s regels kloppen niet.", more)
    return f"{said} {text % {'n': more}}"
