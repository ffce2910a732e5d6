"""Example data: a second written question, invented and clearly so, being answered."""

from m2w import periods
from m2w.accounts.models import User
from m2w.workdays import workday_back
from reporting import services

ASKED_AGO = 9
TEXT = """Voorbeeldvraag over de duur van begeleidingen (verzonnen)

1. Hoeveel mentees startten er een begeleiding? Graag een overzicht per project.

2. Hoeveel begeleidingen werden beëindigd, en hoeveel leidden tot duurzaam werk?
"""
SUBS = [
    {
        "title": "Gestarte begeleidingen per project",
        "text": "Hoeveel mentees startten er een begeleiding? Graag een overzicht per project.",
    },
    {
        "title": "Beëindigd en duurzaam werk",
        "text": "Hoeveel begeleidingen werden beëindigd, en hoeveel leidden tot duurzaam werk?",
    },
]


def add_questions() -> None:
    """One question in the hands of the first analyst, with a contribution asked of VDAB."""
    analyst = User.objects.get(email="analyst@ministry.example")
    analyst.acting = analyst.places.get().memberships.get()
    today = periods.today()
    head = {
        "number": 9001,
        "asked_on": workday_back(today, ASKED_AGO),
        "member": "Voorbeeld Vraagsteller",
        "minister": "Voorbeeld Minister",
        "subject": "Voorbeeldvraag: duur van begeleidingen",
        "text": TEXT,
    }
    question = services.assign(services.register(head, SUBS, by=analyst), by=analyst)
    sub = question.sub_questions.get(number=1)
    services.add_table(sub, by=analyst, report="projects")
    answer = {"answer": "Tot en met {as_of} {overview}.", "is_ready": True}
    services.write_sub_answer(sub, answer, by=analyst)
    services.ask_contribution(
        question.sub_questions.get(number=2),
        by=analyst,
        asked="Wat verklaart volgens VDAB de uitstroom naar duurzaam werk?",
        due_on=today,
    )
