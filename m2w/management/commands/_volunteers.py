"""What a data package does not tell: the papers of the example mentors, and who showed interest."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

from m2w import periods
from m2w.accounts.choices import OrganisationKind
from m2w.accounts.models import Organisation
from m2w.demo.vocabulary import ORIGINS, TOWNS
from matching.choices import InterviewOutcome
from matching.models import Interest, Mentor, MentorTraining

LACKING = 5  # one in so many mentors still lacks something
SESSIONS = (("Luisteren en vragen stellen", 0, 3), ("De Vlaamse arbeidsmarkt", 14, 3))
WHYS = (
    "Ik leerde zelf Nederlands en weet hoe lastig de eerste job is.",
    "Ik ben met pensioen en wil mijn ervaring doorgeven.",
    "",
)
BATCH = 500


def add_volunteers() -> None:
    """Give mentors their papers and sessions, and promoters some interest: the same every time."""
    mentors = list(Mentor.objects.order_by("code"))
    for n, mentor in enumerate(mentors):
        complete(mentor, n)
    fields = ["email", "phone", "information_note_on", "insured_from", "agreement_on"]
    fields += ["confidentiality_on", "interviewed_on", "interview_outcome"]
    Mentor.objects.bulk_update(mentors, fields, BATCH)
    MentorTraining.objects.bulk_create(sessions(mentors), BATCH)
    Interest.objects.bulk_create(callers(), BATCH)


def complete(mentor: Mentor, n: int) -> None:
    began = min(mentor.active_from, periods.today())
    mentor.email = f"mentor{n + 1}@voorbeeld.example"
    mentor.phone = f"0400 00 {n // 100 % 100:02} {n % 100:02}"
    mentor.interviewed_on = began - timedelta(days=14)
    mentor.interview_outcome = InterviewOutcome.SUITED
    mentor.information_note_on = mentor.insured_from = began
    if n % LACKING:
        mentor.agreement_on = mentor.confidentiality_on = began


def sessions(mentors: list[Mentor]) -> Iterator[MentorTraining]:
    numbers = count(1)
    for mentor in mentors:
        if mentor.trained_on is None:
            continue
        for title, before, hours in SESSIONS:
            held_on = mentor.trained_on - timedelta(days=before)
            code = f"session-{next(numbers)}"
            yield MentorTraining(
                code=code, mentor=mentor, held_on=held_on, title=title, hours=hours
            )


def callers() -> Iterator[Interest]:
    """A few people who filled in the form of each promoter."""
    promoters = Organisation.objects.filter(kind=OrganisationKind.PROMOTER).order_by("code")
    towns = [town for province in TOWNS.values() for town in province]
    numbers = count()
    for promoter in promoters:
        for why in WHYS:
            n = next(numbers)
            origin = ORIGINS[n % len(ORIGINS)]
            first_names = [*origin.names.women, *origin.names.men]
            yield Interest(
                code=f"interest-{n + 1}",
                promoter=promoter,
                first_name=first_names[n % len(first_names)],
                last_name=origin.names.last[n % len(origin.names.last)],
                email=f"interesse{n + 1}@voorbeeld.example",
                languages={origin.home_languages[0]: "C2", "nl": "B2"},
                postcode=towns[n % len(towns)].postcode,
                availability=("mon-ev", "sat-am"),
                received_on=periods.today() - timedelta(days=n % 9 + 1),
                why=why,
            )
