"""The waterfall of a call and its explanation against one query written by hand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice, product

from django.db import connection, transaction

from m2w import bulk
from programmes.choices import CostCategory
from programmes.models import Call, Claim, ClaimLine, Enrolment, Grant, Project, Settlement
from reporting.explanations import sentences
from reporting.selection import select
from reporting.spending import spending
from reporting.waterfall import DIVISIONS, groups
from tests.bench.measure import Ratio, pair
from tests.bench.reports import by_hand
from tests.factories import CallFactory, LotFactory, OrganisationFactory, ProjectFactory

DAY = date(2026, 11, 23)
PROJECTS, YEARS, LINES, STARTED = 200, (2024, 2025), 50, 20
CATEGORIES = CostCategory.values[:5]


def ratios() -> Iterator[Ratio]:
    with transaction.atomic():
        call = call_with_costs()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        times = pair(lambda: budget(call), lambda: by_hand(by_one_query(call)))
        yield Ratio("budget of 200 projects, 100,000 claim lines", *times, most=3)
        transaction.set_rollback(True)


def budget(call: Call) -> object:
    """The figures and sentences of the page, as they are put together for it."""
    selection = select(DAY, call=call)
    spent = spending(selection)
    return groups(selection.projects, spent, DIVISIONS["lot"]), sentences(spent)


def call_with_costs() -> Call:
    call = CallFactory(code="costs", budget=Decimal(100_000_000))
    promoter = OrganisationFactory(code="costs")
    lots = [LotFactory(call=call, provinces=("10000",)) for _ in range(5)]
    term = {"starts_on": date(2024, 1, 1), "ends_on": date(2025, 12, 31)}
    projects = [
        ProjectFactory(lot=lots[n % len(lots)], promoter=promoter, **term) for n in range(PROJECTS)
    ]
    granted = {"kind": "initial", "decided_on": date(2023, 12, 1), "amount": Decimal(250_000)}
    bulk.insert(Grant, [{"project_id": project.pk, **granted} for project in projects])
    with_starts(projects)
    with_claims(projects)
    settled = {"year": 2024, "amount": Decimal(90_000), "settled_on": date(2025, 7, 1)}
    bulk.insert(Settlement, [{"project_id": project.pk, **settled} for project in projects])
    return call


def with_starts(projects: list[Project]) -> None:
    started = Enrolment.objects.filter(started_on__isnull=False).order_by("pk")
    keys = started.values_list("pk", flat=True)[: PROJECTS * STARTED]
    rest = iter(keys)
    for project in projects:
        some = list(islice(rest, STARTED))
        Enrolment.objects.filter(pk__in=some).update(project=project)


def with_claims(projects: list[Project]) -> None:
    Claim.objects.bulk_create(
        Claim(
            project=project,
            year=year,
            category=category,
            declared_on=date(year + 1, 3, 1),
            controlled_on=date(year + 1, 5, 1),
        )
        for project, year, category in product(projects, YEARS, CATEGORIES)
    )
    claims = Claim.objects.filter(project__in=projects).values_list("pk", flat=True)
    amounts = {"amount_declared": Decimal("201.37"), "amount_accepted": Decimal("198.12")}
    bulk.insert(
        ClaimLine,
        [
            {"claim_id": claim, "number": number, **amounts}
            for claim, number in product(claims, range(1, LINES + 1))
        ],
    )


def by_one_query(call: Call) -> str:
    key = f"'{call.pk.hex}'" if connection.vendor == "sqlite" else f"'{call.pk}'"
    known = f"c.controlled_on <= '{DAY}'"
    return f"""
        WITH project AS (
          SELECT p.id, p.code, p.starts_on, p.ends_on, p.target_mentees, l.code AS lot
          FROM programmes_project p JOIN programmes_lot l ON l.id = p.lot_id
          WHERE l.call_id = {key}
        ), claimed AS (
          SELECT c.project_id, c.year, SUM(cl.amount_declared) AS declared,
            SUM(CASE WHEN {known} THEN cl.amount_declared END) AS controlled,
            SUM(CASE WHEN {known} THEN cl.amount_accepted END) AS accepted
          FROM programmes_claimline cl JOIN programmes_claim c ON c.id = cl.claim_id
          WHERE c.declared_on <= '{DAY}' AND c.project_id IN (SELECT id FROM project)
          GROUP BY c.project_id, c.year
        ), granted AS (
          SELECT project_id, SUM(CASE kind WHEN 'decrease' THEN -amount ELSE amount END) AS granted
          FROM programmes_grant
          WHERE decided_on <= '{DAY}' AND project_id IN (SELECT id FROM project)
            AND (entered_by_id IS NULL OR confirmed_by_id IS NOT NULL)
          GROUP BY project_id
        ), settled AS (
          SELECT project_id, SUM(amount) AS settled FROM programmes_settlement
          WHERE settled_on <= '{DAY}' AND project_id IN (SELECT id FROM project)
            AND (entered_by_id IS NULL OR confirmed_by_id IS NOT NULL)
          GROUP BY project_id
        ), paid AS (
          SELECT project_id, SUM(CASE kind WHEN 'recovery' THEN -amount ELSE amount END) AS paid
          FROM programmes_payment
          WHERE paid_on <= '{DAY}' AND project_id IN (SELECT id FROM project)
          GROUP BY project_id
        ), started AS (
          SELECT project_id, SUBSTR(CAST(started_on AS text), 1, 4) AS year, COUNT(*) AS n,
            MIN(started_on) AS first_on
          FROM programmes_enrolment
          WHERE started_on <= '{DAY}' AND project_id IN (SELECT id FROM project)
          GROUP BY project_id, SUBSTR(CAST(started_on AS text), 1, 4)
        )
        SELECT project.*, claimed.*, granted, settled, paid, started.n, started.first_on
        FROM project
        LEFT JOIN claimed ON claimed.project_id = project.id
        LEFT JOIN granted ON granted.project_id = project.id
        LEFT JOIN settled ON settled.project_id = project.id
        LEFT JOIN paid ON paid.project_id = project.id
        LEFT JOIN started ON started.project_id = project.id
          AND started.year = CAST(claimed.year AS text)
    """
