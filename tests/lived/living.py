"""Leads the site through the story: every act on its day, through the services everyone uses."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.test import override_settings

from m2w import periods
from m2w.outbox.models import Reminder
from m2w.outbox.reminding import remind_all
from m2w.refusals import Refused
from matching import services as duos
from matching.models import Match
from programmes import services
from programmes.choices import EvaluationKind, Level
from programmes.evaluating import Judged
from programmes.evaluation_rounds import Round, Scope, require_round
from programmes.models import Enrolment, Grant, Project
from programmes.sheets import criteria_of
from tests.cast import CORE, organisation, play
from tests.factories import (
    GrantFactory,
    MembershipFactory,
    MenteeFactory,
    MentorFactory,
    ProjectFactory,
)
from tests.lived import story

PROVINCE = "10000"
FIGURES = {"as_of": "", "columns": [], "rows": []}


class Life:
    """One project, from its first day to the day after its initial term."""

    def __init__(self) -> None:
        self.acts: dict[date, list[Callable[[], object]]] = defaultdict(list)
        self.matches: dict[int, Match] = {}
        self.refused: list[str] = []
        for who in ("alice", "carl", "vera", "frank", "eva", "max"):
            play(who)
        second = MembershipFactory(
            role="programme_manager",
            staff__organisation=organisation("vdab"),
            staff__user__name="Mia",
        )
        self.second = second.staff.user
        self.second.acting = second
        self.project = ProjectFactory(
            promoter=organisation(CORE),
            starts_on=story.START,
            ends_on=story.END,
            contact_every_days=story.RHYTHM,
            lot__call__budget=Decimal(2_920_000),
        )
        GrantFactory(project=self.project, decided_on=story.START, amount=Decimal(200_000))
        self.plan()

    def plan(self) -> None:
        for duo in story.DUOS:
            self.plan_duo(duo)
        for number, start in enumerate(story.period_starts()):
            self.plan_round(number, start)
        self.plan_judgement()

    def on(self, day: date, act: Callable[[], object]) -> None:
        self.acts[day].append(act)

    def live(self) -> None:
        """Every day its acts, then the reminders; on Mondays twice, for once is enough."""
        for day in story.all_days():
            with override_settings(M2W_TODAY=day):
                for act in self.acts[day]:
                    act()
                remind_all()
                assert day.weekday() or remind_all() == 0, day

    # Duos

    def plan_duo(self, duo: story.Duo) -> None:
        self.on(duo.started, lambda: self.start(duo))
        for day in duo.meetings:
            self.on(day, lambda day=day: self.meet(duo, day, "contact"))
        for day in duo.checkins:
            self.on(day, lambda day=day: self.meet(duo, day, "checkin_mentor"))
        if duo.rests:
            first, last = duo.rests
            self.on(first, lambda: self.rest(duo, last))
        if duo.ended <= story.LAST:
            self.on(duo.ended, lambda: self.end(duo))
        if duo.work_on and duo.work_on <= story.LAST:
            self.on(duo.work_on, lambda: self.work(duo))

    def start(self, duo: story.Duo) -> None:
        alice = play("alice")
        mentee = MenteeFactory(promoter=self.project.promoter, code=f"mentee-of-{duo.n}")
        draft = services.create_draft(mentee, self.project, by=alice)
        services.approve(services.submit(draft, by=alice), by=play("vera"))
        mentor = MentorFactory(
            promoter=self.project.promoter,
            email=f"mentor{duo.n}@post.example" if duo.has_email else "",
        )
        coach = play("carl").acting.staff
        enrolment = Enrolment.objects.get(pk=draft.pk)
        self.matches[duo.n] = duos.start_match(enrolment, mentor, coach, by=alice)

    def meet(self, duo: story.Duo, day: date, kind: str) -> None:
        duos.note_contact(self.matches[duo.n], by=play("carl"), held_on=day, kind=kind)

    def rest(self, duo: story.Duo, last: date) -> None:
        match = self.matches[duo.n]
        duos.pause_reminders(match, by=play("carl"), reason="holiday", until=last)

    def end(self, duo: story.Duo) -> None:
        match = duos.end_match(self.matches[duo.n], by=play("alice"), reason="completed")
        services.end(match.enrolment, by=play("alice"), reason="completed")

    def work(self, duo: story.Duo) -> None:
        enrolment = self.matches[duo.n].enrolment
        services.record_outcome(
            enrolment, by=play("carl"), kind="open_ended", started_on=duo.work_on
        )

    # Evaluations

    def plan_round(self, number: int, start: date) -> None:
        due = story.due_days()[number]
        for level in Level.values:
            for track in story.TRACKS:
                who = story.writer_of(level, track)
                delay = story.DELAYS[who][number]
                if delay is not None:
                    day = due + timedelta(days=max(delay, 0))
                    self.on(day, self.writing(level, track, start, who, final=delay >= 0))
        if start == story.ACTION_ROUND:
            self.on(due, lambda: self.agree(start))

    def writing(
        self, level: str, track: str, start: date, who: str, *, final: bool
    ) -> Callable[[], object]:
        return lambda: self.sheet(self.round(level, start), track, who, final=final)

    def round(self, level: str, start: date, kind: str = EvaluationKind.BIMONTHLY) -> Round:
        project = Project.objects.select_related("lot__call", "extension").get(pk=self.project.pk)
        scope = {
            "promoter": Scope(level, project=project),
            "province": Scope(level, province=PROVINCE),
            "central": Scope(level, call=project.lot.call),
        }[level]
        return require_round(kind, scope, start)

    def sheet(self, on_round: Round, track: str, who: str, *, final: bool = True, **more) -> None:
        by = play(who)
        sheet = services.begin_sheet(on_round, track, by=by)
        scores = [Judged(one.code, 3) for one in criteria_of(sheet)]
        values = {"scores": scores, "conclusion": f"Ronde {on_round.period.start}", **more}
        sheet = services.write_sheet(sheet, values, by=by, version=sheet.version)
        if final:
            services.finalise_sheet(sheet, by=by, figures=FIGURES, held_on=periods.today())

    def agree(self, start: date) -> None:
        action = services.agree_action(
            self.round("promoter", start),
            by=play("frank"),
            text="Elke maand twee vacatures bespreken",
            due_on=story.ACTION_DUE,
            owner=play("frank").acting.staff,
        )
        self.action = action
        self.on(story.ACTION_DONE, lambda: services.finish_action(action, by=play("frank")))

    # Judgement and extension

    def plan_judgement(self) -> None:
        judged = (
            (EvaluationKind.SIX_MONTH, story.SIX_MONTH_HELD),
            (EvaluationKind.FINAL, story.FINAL_HELD),
        )
        for kind, day in judged:
            self.on(day, lambda kind=kind: self.judge(kind))
        self.on(story.ASKED - timedelta(days=30), self.ask)
        self.on(story.ASKED, self.ask)
        self.on(story.ASKED + timedelta(days=1), self.grant)
        self.on(story.DECIDED, self.grant)
        self.on(story.CONFIRMED, self.confirm)

    def judge(self, kind: str) -> None:
        on_round = self.round("promoter", story.START, kind)
        self.sheet(on_round, "", "max", verdict="positive")

    def ask(self) -> None:
        self.trying(
            lambda: services.ask_extension(
                Project.objects.get(pk=self.project.pk),
                by=play("alice"),
                months=12,
                amount=Decimal(50_000),
                motivation="Er wachten nog mentees.",
            )
        )

    def grant(self) -> None:
        request = self.project.extension_requests.get()
        self.trying(lambda: services.grant_extension(request, by=play("max")))

    def confirm(self) -> None:
        grant = Grant.objects.get(project=self.project, kind="extension")
        self.trying(lambda: services.confirm_grant(grant, by=play("max")))
        services.confirm_grant(grant, by=self.second)

    def trying(self, act: Callable[[], object]) -> None:
        """What a rule forbids that day is kept by its code."""
        try:
            act()
        except Refused as refusal:
            self.refused.append(refusal.code)

    # What came of it

    def reminded(self, code: str) -> set[tuple[str, str, date]]:
        """(whom, of what, since when) of every reminder of a kind."""
        rows = Reminder.objects.filter(code=code).select_related("to__user")
        return {(str(one.to or ""), one.about_id, one.since) for one in rows}
