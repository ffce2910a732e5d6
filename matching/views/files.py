"""The file of a mentee, as a whole or from one enrolment: who, how far, with whom, what next."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.acting import acts_as
from m2w.audit.facts import Seen, seen
from m2w.audit.reading import shows
from m2w.details import StepLink
from m2w.documents.pages import section
from m2w.pages import DetailPage
from m2w.periods import add_months
from m2w.privacy.rights import rights_of
from m2w.tables import Column, Table, Text
from m2w.workflow import in_reach
from matching import columns
from matching.access import PROPOSALS
from matching.duos import Together, duo_of
from matching.links import act_links, start_url
from matching.models import Contact, Match, MatchChange
from matching.resting import resting_of
from matching.situations import waiting_among
from matching.timeline import timeline_of
from programmes.access import MENTEE_EDITORS
from programmes.callouts import callout_of
from programmes.choices import OPEN_STATES, WAITING_STATES, State
from programmes.columns import (
    ENROLMENTS_OF_MENTEE,
    MEASUREMENTS,
    outcome_url,
    outcomes,
    verify_url,
)
from programmes.facts import (
    criteria_of,
    measurements_of,
    of_closing,
    of_enrolment,
    of_mentee,
    of_profile,
)
from programmes.forms.steps import STEP_FORMS
from programmes.marks import screening_mark, state_mark
from programmes.models import Enrolment, Mentee, Outcome, Screening
from programmes.outflow import numbers
from programmes.services.measurements import month_now
from programmes.transitions import PROMOTER, TRANSITIONS
from programmes.views.outcomes import OF_OUTCOME, why_not_measure

CONTACTS_SHOWN = 4
STEPS_SHOWN = 12
SCREENINGS = [
    Column(_("Datum"), "on", "date"),
    Column(_("Perceel"), "lot"),
    Column(_("Resultaat"), screening_mark, "mark"),
    Column(_("Door"), "get_source_display"),
]


class FilePage(DetailPage):
    """`chosen` gives the mentee and the enrolment that the page is about."""

    template_name = "matching/file.html"
    list_name = _("Mentees")
    list_view = "enrolments"

    def chosen(self, visible: list[Enrolment]) -> Enrolment | None:
        raise NotImplementedError

    def mentee(self) -> Mentee:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, mentee = self.request.user, self.mentee()
        enrolments = list(enrolments_of(mentee, user))
        enrolment = self.chosen(enrolments)
        return (
            super().get_context_data(**kwargs)
            | {
                "heading": str(mentee),
                "mentee": mentee,
                "rights": rights_of(user, mentee),
                "record_url": self.record_of(mentee),
                "seen": seen_lately(mentee) if acts_as(user, MENTEE_EDITORS) else [],
                "facts": of_mentee(mentee),
                "enrol_url": self.enrol_url(mentee, enrolments),
                "start_url": start_url(enrolment, user) if enrolment else "",
                "resting": resting_of(mentee, user),
                "enrolments": self.others(enrolments, enrolment),
                "screenings": self.screenings(mentee, user),
            }
            | self.of_enrolment(enrolment, user)
            | self.what_happened(enrolments, mentee, user)
        )

    def record_of(self, mentee: Mentee) -> str:
        may_read = acts_as(self.request.user, MENTEE_EDITORS)
        return reverse("mentee_record", args=[mentee.pk]) if may_read else ""

    def enrol_url(self, mentee: Mentee, enrolments: list[Enrolment]) -> str:
        """Where to put the mentee forward, unless that was done and is not over."""
        busy = any(one.state in {*OPEN_STATES, *WAITING_STATES} for one in enrolments)
        editable = Mentee.objects.editable_by(self.request.user).filter(pk=mentee.pk).exists()
        return reverse("mentee_enrol", args=[mentee.pk]) if editable and not busy else ""

    def others(self, enrolments: list[Enrolment], chosen: Enrolment | None) -> Table | None:
        """The other enrolments of this mentee that the reader sees."""
        rest = [enrolment for enrolment in enrolments if enrolment != chosen]
        shows(self.request, rest)
        return Table(_("Andere aanmeldingen"), ENROLMENTS_OF_MENTEE, rest) if rest else None

    def screenings(self, mentee: Mentee, user: Any) -> Table:
        rows = Screening.objects.visible_to(user).filter(mentee=mentee).distinct()
        return self.table(_("Screenings"), SCREENINGS, rows.select_related("lot__call", "mentee"))

    def of_enrolment(self, enrolment: Enrolment | None, user: Any) -> dict[str, Any]:
        if enrolment is None:
            absent = dict.fromkeys(["enrolment", "callout", "screening", "measurements"])
            return (
                absent
                | {"steps": [], "mentors_url": "", "closing": []}
                | dict.fromkeys(["outcome_url", "measure_url"], "")
            )
        screening = enrolment.screening
        return {
            "enrolment": enrolment,
            "mark": state_mark(enrolment),
            "mentors_url": mentors_url(enrolment, user),
            "steps": [*intake_of(enrolment, user), *steps_for(enrolment, user)],
            "callout": callout_of(enrolment),
            "course": of_enrolment(enrolment),
            "profile": of_profile(enrolment),
            "screening": screening,
            "screening_mark": screening_mark(screening) if screening else None,
            "criteria": criteria_of(screening) if screening else [],
        } | afterwards(enrolment, user)

    def what_happened(
        self, enrolments: list[Enrolment], mentee: Mentee, user: Any
    ) -> dict[str, Any]:
        """The duos, contacts, outcomes and documents, each by itself and all in one line."""
        keys = [enrolment.pk for enrolment in enrolments]
        changes = MatchChange.objects.visible_to(user).filter(match__enrolment__in=keys)
        matches, met, became = self.tables_of(keys, mentee, user)
        documents = section(mentee, user)
        held = documents.table.rows if documents else []
        happened = timeline_of(
            enrolments,
            user,
            matches=matches.rows,
            changes=changes.select_related("coach__user"),
            contacts=met.rows,
            outcomes=became.rows,
            documents=held,
        )
        duo = duo_now(matches.rows, met.rows, user)
        return {
            "matches": matches,
            "duo": duo,
            "duo_acts": act_links(duo.match, user) if duo else [],
            "note_url": note_url(duo, user),
            "contacts": Table(met.caption, met.columns, list(met.rows)[:CONTACTS_SHOWN]),
            "outcomes": became,
            "documents": documents,
            "happened": happened[:STEPS_SHOWN],
            "happened_before": happened[STEPS_SHOWN:],
        }

    def tables_of(self, keys: list[Any], mentee: Mentee, user: Any) -> tuple[Table, Table, Table]:
        """The duos of these enrolments, their contacts and their outcomes."""
        duos = Match.objects.visible_to(user).filter(enrolment__in=keys)
        contacts = Contact.objects.visible_to(user).filter(match__enrolment__in=keys)
        found = Outcome.objects.visible_to(user).filter(enrolment__in=keys)
        related = ["enrolment__mentee", "enrolment__project__extension", "mentor", "coach__user"]
        return (
            self.table(_("Duo’s"), columns.MATCHES_OF_ENROLMENT, duos.select_related(*related)),
            self.table(
                _("Contacten en gesprekken"),
                columns.CONTACTS,
                contacts.select_related("match__enrolment"),
            ),
            self.table(
                _("Uitstroom"),
                outcome_columns(user, mentee),
                found.select_related(*OF_OUTCOME),
            ),
        )


class MenteePage(FilePage):
    """The file with the enrolment that asks attention first."""

    model = Mentee
    related = ["promoter"]

    def mentee(self) -> Mentee:
        return self.object

    def chosen(self, visible: list[Enrolment]) -> Enrolment | None:
        return max(visible, key=urgency, default=None)


class EnrolmentPage(FilePage):
    model = Enrolment
    related = ["mentee__promoter"]

    def mentee(self) -> Mentee:
        return self.object.mentee

    def chosen(self, visible: list[Enrolment]) -> Enrolment | None:
        return next((one for one in visible if one.pk == self.object.pk), None)


def enrolments_of(mentee: Mentee, user: Any) -> QuerySet[Enrolment]:
    """The enrolments of this file that someone sees, the latest first."""
    rows = Enrolment.objects.visible_to(user).filter(mentee=mentee)
    return rows.select_related(
        "mentee__promoter",
        "project__lot__call",
        "project__promoter",
        "coach__user",
        "counsellor__user",
        "screening",
        "next_lot__call",
    ).order_by("-since", "-created_at")


def urgency(enrolment: Enrolment) -> tuple[bool, bool, Any]:
    """Open ones come first, then those that someone must do something about, then the latest."""
    state = enrolment.state
    return state in OPEN_STATES, state in WAITING_STATES, enrolment.since


def intake_of(enrolment: Enrolment, user: Any) -> list[StepLink]:
    """Of a referral the promoter first plans the intake."""
    if enrolment.state != State.REFERRED or not acts_as(user, PROMOTER):
        return []
    label = _("Intake verzetten") if enrolment.intake_on else _("Intake plannen")
    return [StepLink(str(label), reverse("enrolment_intake", args=[enrolment.pk]), danger=False)]


def mentors_url(enrolment: Enrolment, user: Any) -> str:
    """Where one sees which mentors suit someone who waits for one; empty for who does not."""
    if not acts_as(user, PROPOSALS) or not enrolment.is_under_way:
        return ""
    waits = waiting_among(Enrolment.objects.filter(pk=enrolment.pk), periods.today()).exists()
    return reverse("enrolment_mentors", args=[enrolment.pk]) if waits else ""


def afterwards(enrolment: Enrolment, user: Any) -> dict[str, Any]:
    """How it was closed, what is asked afterwards, and where what became of it is noted."""
    if not acts_as(user, PROMOTER):
        return {"outcome_url": "", "measure_url": "", "closing": [], "measurements": None}
    begun = enrolment.started_on is not None and in_reach(enrolment, user)
    due = begun and not why_not_measure(enrolment, month_now(enrolment))
    planned = measurements_of(enrolment)
    return {
        "outcome_url": reverse("outcome_note", args=[enrolment.pk]) if begun else "",
        "measure_url": reverse("enrolment_measure", args=[enrolment.pk]) if due else "",
        "closing": of_closing(enrolment),
        "measurements": Table(_("Metingen"), MEASUREMENTS, planned) if planned else None,
    }


def outcome_columns(user: Any, mentee: Mentee) -> list[Column]:
    """Each outcome leads to where the reader does something with it, if they may."""
    return outcomes(act_on_outcome(user, mentee), numbers(periods.today()))


def act_on_outcome(user: Any, mentee: Mentee) -> Callable[[Outcome], str] | None:
    if mentee.restricted_on:
        return None
    if acts_as(user, PROMOTER):
        return outcome_url
    return None if mentee.promoter_id in user.organisations else verify_url


def steps_for(enrolment: Enrolment, user: Any) -> list[StepLink]:
    """Exactly the steps that the table of transitions allows this user now."""
    return [
        StepLink(
            str(step.label).capitalize(),
            reverse(f"enrolment_{step.name}", args=[enrolment.pk]),
            STEP_FORMS[step.name].danger,
        )
        for step in TRANSITIONS.available(enrolment, user)
    ]


def duo_now(matches: Iterable[Match], contacts: Iterable[Contact], user: Any) -> Together | None:
    """The duo that runs, for who may know more of it than its status."""
    if not Match.objects.all().tells(user, ["coach", "planned_end_on", "shared_languages"]):
        return None
    running = next((match for match in matches if match.ended_on is None), None)
    return duo_of(running, contacts, periods.today()) if running else None


def note_url(duo: Together | None, user: Any) -> str:
    """Where one notes a contact of the duo that runs; empty for who does not."""
    if duo is None or duo.match.started_on > periods.today() or not in_reach(duo.match, user):
        return ""
    return reverse("contact_note", args=[duo.match.pk])


def seen_lately(mentee: Mentee) -> list[tuple[Text, int]]:
    """Who opened or listed the file in the last month: role and organisation, how many times."""
    since = add_months(periods.today(), -1)
    times: dict[str, int] = {}
    for line in seen(mentee):
        if line.day >= since:
            times[who(line)] = times.get(who(line), 0) + line.times
    return sorted(times.items(), key=lambda item: -item[1])


def who(line: Seen) -> str:
    return ", ".join(filter(None, [str(line.role), line.organisation]))
