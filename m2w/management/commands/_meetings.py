"""What a data package does not tell: what mentors and mentees reported, and group sessions."""

from collections.abc import Iterator
from datetime import timedelta

from m2w import periods
from m2w.accounts.choices import OrganisationKind
from m2w.accounts.models import Organisation
from m2w.choices import YesNoUnknown
from matching.choices import Doubt, Reporter, SessionKind
from matching.models import Attendance, ContactReport, GroupSession, Match
from programmes.models import Project

PEOPLE = 6
SESSIONS = (
    (SessionKind.INFO, "Kennismaking met mentoring", 20),
    (SessionKind.EXCHANGE, "Uitwisseling", -10),
)


def add_meetings() -> None:
    """Give promoters reports to look at and sessions: the same every time."""
    promoters = Organisation.objects.filter(kind=OrganisationKind.PROMOTER).order_by("code")
    ContactReport.objects.bulk_create(one for each in promoters for one in reports_of(each))
    for promoter in promoters:
        add_sessions(promoter)


def reports_of(promoter: Organisation) -> Iterator[ContactReport]:
    """Two who contradict each other, and one who wants to be called."""
    today = periods.today()
    day = today - timedelta(days=2)
    running = Match.objects.running(day).filter(enrolment__project__promoter=promoter)
    free = running.exclude(contacts__held_on=day).order_by("code")[:2]
    for number, match in enumerate(free):
        code = f"report-{match.code}"
        if number == 0:
            met = {"match": match, "held_on": day}
            yield ContactReport(
                code=f"{code}-1",
                who=Reporter.MENTOR,
                seen=True,
                minutes=60,
                doubt=Doubt.SEEN,
                **met,
            )
            yield ContactReport(code=f"{code}-2", who=Reporter.MENTEE, seen=False, **met)
        else:
            yield ContactReport(
                code=f"{code}-1",
                match=match,
                held_on=day,
                who=Reporter.MENTEE,
                seen=False,
                call_me=True,
            )


def add_sessions(promoter: Organisation) -> None:
    project = next(iter(Project.objects.filter(promoter=promoter).running(periods.today())), None)
    if project is None:
        return
    enrolments = project.enrolments.filter(matches__ended_on=None, matches__isnull=False)
    for kind, title, ago in SESSIONS:
        held_on = periods.today() - timedelta(days=ago)
        if held_on not in project.term:
            continue
        session = GroupSession.objects.create(
            code=f"session-{project.code}-{kind}",
            project=project,
            kind=kind,
            title=title,
            held_on=held_on,
            minutes=120,
            place="Buurthuis",
        )
        came = YesNoUnknown.YES if ago > 0 else YesNoUnknown.UNKNOWN
        Attendance.objects.bulk_create(
            Attendance(
                code=f"{session.code}-{number}", session=session, enrolment=enrolment, present=came
            )
            for number, enrolment in enumerate(enrolments.order_by("code")[:PEOPLE])
        )
