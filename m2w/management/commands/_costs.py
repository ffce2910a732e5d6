"""What a data package does not tell of money: what claims are made of, plans, drafts, a grant that
waits, and the fees of volunteers. Only of the call that runs: question 479 keeps its figures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from m2w import periods
from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import Organisation, Staff, User
from m2w.demo import question_479
from m2w.demo.money import SHARES
from m2w.demo.vocabulary import SUPPLIERS
from matching.models import Mentor, VolunteerFee
from programmes.choices import CostCategory, GrantKind
from programmes.claim_years import years_of
from programmes.models import Call, Claim, ClaimLine, CostPlan, Grant, Project
from programmes.planning import part_of_year

HOURS_NORM, OVERHEAD = 1720, Decimal("15.00")
HOURLY = Decimal("40.00")
CENT = Decimal("0.01")
WITH_DRAFTS = ("core", "second")
# What the lines of a claim weigh, and how many there are.
WEIGHTS = {
    CostCategory.STAFF: (5, 4, 3),
    CostCategory.TRAINING: (3, 2, 2, 1),
    CostCategory.TRAVEL: (2, 2, 1),
    CostCategory.OTHER: (3, 1),
}
DRAFTS = (
    (CostCategory.STAFF, "4800.00"),
    (CostCategory.TRAINING, "1260.50"),
    (CostCategory.TRAVEL, "212.40"),
)
RAISE = Decimal("4900.00")
FEE, FEES_EACH, PAID_MENTORS = Decimal("20.00"), 6, 4
BATCH = 1000


def add_costs() -> None:
    """Fill every page of money with something: the same every time."""
    calls = Call.objects.exclude(code=question_479.CALL.code)
    calls.update(yearly_hours_norm=HOURS_NORM, overhead_pct=OVERHEAD)
    related = ("lot__call", "promoter", "extension")
    projects = list(
        Project.objects.filter(lot__call__in=calls).select_related(*related).order_by("code")
    )
    CostPlan.objects.bulk_create((plan for one in projects for plan in plans(one)), BATCH)
    numbers = count(1)
    for claim in Claim.objects.filter(project__in=projects).order_by("code"):
        take_apart(claim, numbers)
    running = [one for one in projects if periods.today() in one.term]
    for promoter in Organisation.objects.filter(kind=OrganisationKind.PROMOTER).order_by("code"):
        if own := [one for one in running if one.promoter_id == promoter.pk]:
            add_to(own[0], numbers)


def add_to(project: Project, numbers: Iterator[int]) -> None:
    """What the project that a promoter runs today has beside its package."""
    VolunteerFee.objects.bulk_create(fees(project), BATCH)
    if project.promoter.code not in WITH_DRAFTS:
        return
    for category, amount in DRAFTS:
        draft(project, category, Decimal(amount), numbers)
    if project.promoter.code == WITH_DRAFTS[0]:
        Grant.objects.create(
            code=f"grant-{project.code}",
            project=project,
            kind=GrantKind.INCREASE,
            decided_on=periods.today() - timedelta(days=5),
            amount=RAISE,
            entered_by=User.objects.get(email="manager@vdab.example"),
        )


def plans(project: Project) -> Iterator[CostPlan]:
    """The part of the grant in each year, over the categories as usual."""
    granted = Grant.objects.filter(project=project).total()
    for year in years_of(project):
        part = part_of_year(granted, project.term, year)
        for category, share in SHARES.items():
            yield CostPlan(
                code=f"plan-{project.code}-{year}-{category}",
                project=project,
                year=year,
                category=category,
                amount=(part * share / 100).quantize(CENT),
            )


# Claims and their lines -------------------------------------------------------------------------


def take_apart(claim: Claim, numbers: Iterator[int]) -> None:
    """Make several lines of the one that a package tells: with the same sums, to the cent."""
    whole = claim.lines.get()
    weights = WEIGHTS.get(CostCategory(claim.category))
    if weights is None:
        claim.lines.update(description=claim.get_category_display().capitalize())
        return
    amounts = shares(whole.amount_declared, weights)
    lines = lines_of(claim, amounts, date(claim.year, 12, 20), numbers)
    if whole.amount_accepted is not None:
        refuse(lines, whole.amount_declared - whole.amount_accepted, claim.control_reason)
    whole.delete()
    ClaimLine.objects.bulk_create(lines)


def draft(
    project: Project, category: CostCategory, amount: Decimal, numbers: Iterator[int]
) -> None:
    """What the promoter noted so far of this year, not submitted yet."""
    day = max(project.starts_on, periods.today() - timedelta(days=20))
    claim, _made = Claim.objects.get_or_create(
        project=project,
        year=day.year,
        category=category,
        defaults={"code": f"draft-{project.code}-{category}"},
    )
    if claim.declared_on is None:
        amounts = shares(amount, WEIGHTS[category])
        ClaimLine.objects.bulk_create(lines_of(claim, amounts, day, numbers))


def shares(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """An amount in parts; the first takes the cents that are left."""
    parts = [(amount * weight / sum(weights)).quantize(CENT) for weight in weights[1:]]
    return [amount - sum(parts, Decimal(0)), *parts]


def lines_of(
    claim: Claim, amounts: Iterable[Decimal], last_day: date, numbers: Iterator[int]
) -> list[ClaimLine]:
    first = max(claim.project.starts_on, date(claim.year, 1, 1))
    people = list(workers(claim.project.promoter)) if claim.category == CostCategory.STAFF else []
    lines = []
    for place, amount in enumerate(amounts):
        line = ClaimLine(
            code=f"line-{claim.code}-{place + 1}",
            claim=claim,
            number=place + 1,
            spent_on=max(first, last_day - timedelta(days=31 * place)),
            amount_declared=amount,
        )
        if people:
            work(line, people[place % len(people)])
        else:
            buy(line, next(numbers))
        lines.append(line)
    return lines


def work(line: ClaimLine, person: Staff) -> None:
    """Hours whose cost is the amount, by the yearly cost and the norm of the call."""
    line.staff, line.hours = person, max(CENT, (line.amount_declared / HOURLY).quantize(CENT))
    line.yearly_cost = (line.amount_declared * HOURS_NORM / line.hours).quantize(CENT)
    line.description = "Begeleiding van duo’s"


def buy(line: ClaimLine, number: int) -> None:
    line.supplier, line.description = SUPPLIERS[line.claim.category][number % 2]
    line.invoice_number = f"{line.claim.year}-{number:04}"


def refuse(lines: Iterable[ClaimLine], cents: Decimal, reason: str) -> None:
    """Take off what control took off, from the first line on."""
    for line in lines:
        taken = min(cents, line.amount_declared)
        line.amount_accepted = line.amount_declared - taken
        line.control_reason = reason if taken else ""
        cents -= taken


def workers(promoter: Organisation) -> Iterable[Staff]:
    return Staff.objects.working_as(Role.COACH).filter(organisation=promoter).order_by("code")


# Volunteers -------------------------------------------------------------------------------------


def fees(project: Project) -> Iterator[VolunteerFee]:
    """Weekly until a few days ago, for some mentors with a duo in the project."""
    mentors = Mentor.objects.active(periods.today()).filter(
        pk__in=project.enrolments.filter(matches__ended_on=None).values("matches__mentor")
    )
    for mentor in mentors.order_by("code")[:PAID_MENTORS]:
        for week in range(FEES_EACH):
            day = periods.today() - timedelta(days=3 + 7 * week)
            if day in project.term and day >= mentor.active_from:
                code = f"fee-{mentor.code}-{week}"
                yield VolunteerFee(code=code, mentor=mentor, project=project, day=day, amount=FEE)
