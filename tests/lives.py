"""Two people with a rich life here, full of values that occur nowhere else; and how to find them.

Selam was guided at a promoter and it is over; her mentor was Karel. Everything about them was
changed once, so that the history knows it too.
"""

import json
from datetime import date

from django.db import connection

from matching.models import Match, Mentor
from programmes.models import Enrolment, Mentee, Person
from tests.cast import CORE, project_of
from tests.factories import (
    ContactFactory,
    EnrolmentFactory,
    LeftOverFactory,
    MatchFactory,
    MeasurementFactory,
    MenteeFactory,
    MentorFactory,
    OutcomeFactory,
    ProposedPairFactory,
    SurveyAnswerFactory,
    VetoFactory,
)

BORN = date(1987, 3, 14)


def mentee_of(mark: str, code: str = CORE) -> Mentee:
    """A mentee whose every value bears the mark, with a closed and a refused enrolment."""
    project = project_of(code)
    first = Person.objects.create(vdab_number=f"OLD{mark}")
    mentee = MenteeFactory(
        promoter=project.promoter,
        first_name=f"Vroeger{mark}",
        last_name=f"Oudenaam{mark}",
        birth_date=date(1986, 2, 13),
        vdab_number=first.vdab_number,
        person=first,
        postcode="2381",
        municipality=f"Oudgemeente{mark}",
        job_target=f"olddoel{mark}",
        interests=(f"oudkoken{mark}",),
    )
    ended_enrolment(mentee, project, mark)
    EnrolmentFactory(mentee=mentee, project=project, rejected=True)
    draft = EnrolmentFactory(mentee=mentee, project=project, withdrawn_reason=f"wegreden{mark}")
    draft.delete()
    second = Person.objects.create(vdab_number=f"NEW{mark}")
    mentee.first_name, mentee.last_name = f"Selam{mark}", f"Tesfay{mark}"
    mentee.birth_date, mentee.postcode, mentee.municipality = BORN, "2387", f"Gemeente{mark}"
    mentee.vdab_number, mentee.person = second.vdab_number, second
    mentee.job_target, mentee.interests = f"doelwit{mark}", (f"koken{mark}", f"zingen{mark}")
    mentee.privacy_notice_language = "ti"
    mentee._change_reason = f"waarom{mark}"
    mentee.save()
    Enrolment.objects.filter(mentee=mentee).update(person=second)
    return mentee


def ended_enrolment(mentee: Mentee, project, mark: str) -> Enrolment:
    """An enrolment that was approved by derogation and ended, with all that hangs on it."""
    enrolment = EnrolmentFactory(
        mentee=mentee,
        project=project,
        ended=True,
        derogation_reason=f"afwijking{mark}",
        closing_note=f"slotgesprek{mark}",
    )
    for name, source, target in [
        ("submit", "draft", "submitted"),
        ("approve", "submitted", "approved"),
        ("start", "approved", "active"),
        ("end", "active", "ended"),
    ]:
        enrolment.changes.create(
            name=name, source=source, target=target, on=date(2020, 2, 1), comment=f"{name}{mark}"
        )
    mentor = MentorFactory(promoter=project.promoter, first_name="Karel", last_name=f"Maes{mark}")
    mentor.postcode, mentor.birth_year, mentor.interests = "2999", 1961, (f"fietsen{mark}",)
    mentor.save()
    match = MatchFactory(
        enrolment=enrolment,
        mentor=mentor,
        ended_on=date(2020, 8, 1),
        end_reason="completed",
        closing_note=f"duoslot{mark}",
    )
    SurveyAnswerFactory(survey__match=match)
    match.changes.create(
        name="extend", on=date(2020, 6, 1), until=date(2020, 8, 1), by=match.coach.user
    )
    words = ["interests", 1, [f"koken{mark}"]]
    ProposedPairFactory(
        proposal__project=project,
        enrolment=enrolment,
        mentor=mentor,
        coach=match.coach,
        match=match,
        reasons=[words],
    )
    LeftOverFactory(proposal__project=project, enrolment=enrolment)
    for kind in ["contact", "checkin_mentor", "checkin_mentee"]:
        ContactFactory(match=match, kind=kind, minutes=45, channel="phone")
    outcome = OutcomeFactory(
        enrolment=enrolment,
        employer=f"Oudbedrijf{mark}",
        sector="I",
        note=f"uitstroomnota{mark}",
        verification_note=f"vdabnota{mark}",
    )
    MeasurementFactory(enrolment=enrolment)
    outcome.employer = f"Werkgever{mark}"
    outcome.save()
    VetoFactory(
        mentee=mentee,
        mentor__promoter=project.promoter,
        mentor__last_name=f"Ander{mark}",
        reason=f"vetoreden{mark}",
    )
    return enrolment


def mentor_of(mentee: Mentee) -> Mentor:
    return Match.objects.get(enrolment__mentee=mentee).mentor


def database() -> dict[str, str]:
    """Every table as one text: all that is kept, history and sessions included."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = json.dumps(cursor.fetchall(), default=str, ensure_ascii=False)
    return found


def tables_with(value: str) -> list[str]:
    """The tables in which a value still stands; in double quotes it must be a whole cell."""
    return sorted(table for table, text in database().items() if value in text)
