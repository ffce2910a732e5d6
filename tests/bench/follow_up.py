"""The matrix of evaluations and the page of outflow against one query written by hand each, and
reminders against themselves: twice as many due, and ten times as many duos."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from m2w.outbox.models import Notice, Reminder
from m2w.outbox.reminding import remind
from m2w.periods import add_months
from m2w.reference.provinces import PROVINCES
from matching.models import Contact, Match
from matching.reminders import REMINDERS
from programmes.choices import EvaluationKind, EvaluationStatus, Level, Track
from programmes.models import Call, Enrolment, Evaluation, Mentee, Project
from programmes.rounds import calendar_rounds, promoter_rounds
from reporting import matrix_page, outflow_tables, rounds
from reporting.finding_work import found_work
from reporting.matrix import matrix_of
from reporting.measures import DIMENSIONS
from reporting.selection import select
from reporting.to_write import names_of
from tests.bench.measure import Ratio, pair
from tests.bench.queries import Dialect, outflow_in_time
from tests.bench.reports import by_hand
from tests.factories import (
    CallFactory,
    EnrolmentFactory,
    LotFactory,
    MembershipFactory,
    MentorFactory,
    OrganisationFactory,
    ProjectFactory,
)

DAY = date(2026, 11, 23)
PROJECTS, FIRST, LAST = 60, date(2023, 11, 1), date(2026, 10, 31)


def ratios() -> Iterator[Ratio]:
    yield of_outflow()
    with transaction.atomic():
        yield of_matrix()
        transaction.set_rollback(True)
    with transaction.atomic():
        yield from of_reminders()
        transaction.set_rollback(True)


# Outflow ---------------------------------------------------------------------------------------


def of_outflow() -> Ratio:
    sql = outflow_in_time(DAY, Dialect(connection.vendor))
    times = pair(outflow_page, lambda: by_hand(sql))
    return Ratio("page of outflow, 100,000 enrolments", *times, most=3)


def outflow_page() -> object:
    """Everything that the page shows, as it is put together for it."""
    selection, by = select(DAY), DIMENSIONS["project"]
    counts = outflow_tables.counts_of(selection, by)
    people = found_work(selection, by)
    return (
        outflow_tables.split_table(selection, by, counts),
        outflow_tables.work_table(selection, by, people),
        outflow_tables.curve_of(selection, people),
    )


# The matrix ------------------------------------------------------------------------------------


def of_matrix() -> Ratio:
    """Sixty projects of three years, with nine sheets of ten."""
    call = call_with_sheets()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    times = pair(lambda: matrix(call), lambda: by_hand(matrix_sql(call)))
    return Ratio("matrix of 60 projects over 3 years", *times, most=3)


def matrix(call: Call) -> object:
    selection = select(DAY, call=call)
    found, names = rounds.bimonthly(selection), names_of(selection)
    return list(matrix_page.groups(matrix_of(found, names, by_track=False), names))


def call_with_sheets() -> Call:
    call = CallFactory(code="matrix")
    promoter = OrganisationFactory(code="matrix")
    lots = [LotFactory(call=call, provinces=(province,)) for province in PROVINCES]
    projects = [
        ProjectFactory(lot=lots[n % len(lots)], promoter=promoter, starts_on=FIRST, ends_on=LAST)
        for n in range(PROJECTS)
    ]
    # Provinces are evaluated over all calls: those of the example data give way.
    Evaluation.objects.filter(level=Level.PROVINCE).delete()
    Evaluation.objects.bulk_create(list(sheets(call, projects)))
    return call


def sheets(call: Call, projects: list[Project]) -> Iterator[Evaluation]:
    scopes = [
        *({"level": Level.PROMOTER, "project": project} for project in projects),
        *({"level": Level.PROVINCE, "province": province} for province in PROVINCES),
        {"level": Level.CENTRAL, "call": call},
    ]
    for n, (scope, track) in enumerate(product(scopes, Track.values)):
        own = scope["level"] == Level.PROMOTER
        periods = promoter_rounds(FIRST, LAST) if own else calendar_rounds(FIRST, LAST)
        for number, period in enumerate(periods):
            if (n + number) % 10:
                yield Evaluation(
                    code=f"matrix-{n}-{number}",
                    kind=EvaluationKind.BIMONTHLY,
                    track=track,
                    period_start=period.start,
                    held_on=add_months(period.start, 2),
                    status=EvaluationStatus.FINAL,
                    score=3,
                    **scope,
                )


def matrix_sql(call: Call) -> str:
    step = {
        "sqlite": "date(start_on, '+2 months')",
        "postgresql": "(start_on + interval '2 months')::date",
    }[connection.vendor]
    key = f"'{call.pk.hex}'" if connection.vendor == "sqlite" else f"'{call.pk}'"
    return f"""
        WITH RECURSIVE project AS (
          SELECT p.id, p.code, p.starts_on, p.ends_on, l.provinces
          FROM programmes_project p JOIN programmes_lot l ON l.id = p.lot_id
          WHERE l.call_id = {key}
        ), province AS (
          SELECT v.code, min(p.starts_on) starts_on, max(p.ends_on) ends_on
          FROM (SELECT '10000' code UNION ALL SELECT '20001' UNION ALL SELECT '30000'
                UNION ALL SELECT '40000' UNION ALL SELECT '70000') v
          JOIN programmes_lot l ON l.provinces LIKE '%;' || v.code || ';%'
          JOIN programmes_project p ON p.lot_id = l.id
          WHERE l.call_id = {key} GROUP BY v.code
        ), round AS (
          SELECT 'promoter' level, code, id project, '' province, starts_on start_on, ends_on
          FROM project
          UNION ALL SELECT 'province', code, NULL, code, starts_on, ends_on FROM province
          UNION ALL SELECT 'central', {key}, NULL, '', min(starts_on), max(ends_on) FROM project
          UNION ALL
          SELECT level, code, project, province, {step}, ends_on FROM round
          WHERE {step} <= ends_on
        )
        SELECT r.level, r.code, t.track, r.start_on,
          CASE WHEN e.id IS NULL AND {step.replace("start_on", "r.start_on")} <= '{DAY}'
               THEN 'missing'
               WHEN e.id IS NULL THEN 'open' WHEN e.held_on IS NULL THEN 'draft'
               ELSE 'held' END status, e.score
        FROM round r
        CROSS JOIN (SELECT 'operational' track UNION ALL SELECT 'content'
                    UNION ALL SELECT 'cooperation') t
        LEFT JOIN programmes_evaluation e ON e.kind = 'bimonthly' AND e.track = t.track
          AND e.period_start = r.start_on AND e.level = r.level
          AND (e.project_id = r.project OR e.province = r.province AND r.province <> ''
               OR r.level = 'central' AND e.call_id = {key})
        WHERE r.start_on <= '{DAY}'
        ORDER BY r.level, r.code, t.track, r.start_on
    """


# Reminders -------------------------------------------------------------------------------------

FEW, MANY, DUE = 2_000, 20_000, 1_500


def of_reminders() -> Iterator[Ratio]:
    """The time follows what is due: not how many duos there are."""
    few = seconds_of(duos=FEW, due=DUE)
    more_duos = seconds_of(duos=MANY, due=DUE)
    half_due = seconds_of(duos=MANY, due=DUE // 2)
    yield Ratio("send_reminders, ten times the duos", more_duos, few, most=2)
    yield Ratio("send_reminders, twice as many due", more_duos, half_due, most=2.2)


def seconds_of(*, duos: int, due: int) -> float:
    """How long it takes to remind of `due` late duos among so many; what it gave is taken away."""
    make_duos(duos, due)
    times = []
    for _round in range(3):
        start = perf_counter()
        given = remind("match.without_contact", REMINDERS["match.without_contact"])
        times.append(perf_counter() - start)
        assert given == due, (given, due)
        for model in (Reminder, Notice):
            model.objects.all().delete()
    return median(times)


def make_duos(number: int, due: int) -> None:
    """Running duos of one promoter; the first so many did not meet for a month, the rest did
    yesterday. None of others."""
    Match.objects.filter(ended_on=None).update(ended_on=F("started_on"))
    coach = MembershipFactory(role="coach").staff
    project = ProjectFactory(promoter=coach.organisation)
    mentor = MentorFactory(promoter=coach.organisation)
    enrolment = EnrolmentFactory(project=project, active=True)
    started = DAY - timedelta(days=40)
    mentees = Mentee.objects.bulk_create(
        Mentee(**values_of(enrolment.mentee), code=f"bench-{number}-{due}-{n}")
        for n in range(number)
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(**values_of(enrolment) | {"mentee": mentee}, code=mentee.code)
        for mentee in mentees
    )
    matches = Match.objects.bulk_create(
        Match(
            code=one.code,
            enrolment=one,
            mentor=mentor,
            coach=coach,
            slot=slot,
            started_on=started,
            shared_languages=("ar",),
        )
        for slot, one in enumerate(enrolments, start=1)
    )
    Contact.objects.bulk_create(
        Contact(match=match, code=match.code, kind="contact", reached=True, held_on=held_on)
        for n, match in enumerate(matches)
        for held_on in [DAY - timedelta(days=30 if n < due else 1)]
    )


def values_of(row: Any) -> dict[str, Any]:
    """What a row holds, but what is its own and nobody else's."""
    own = {"id", "code", "version", "created_at", "updated_at", "person", "vdab_number", "since"}
    return {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.name not in own
    }
