"""Written questions: invented ones, asked by nobody."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from m2w.accounts.choices import Role
from reporting.models import AnswerPart, AnswerTable, Contribution, SubQuestion, WrittenQuestion
from tests.factories.accounts import MembershipFactory


class WrittenQuestionFactory(DjangoModelFactory):
    class Meta:
        model = WrittenQuestion

    number = factory.Sequence(lambda n: 9000 + n)
    code = factory.LazyAttribute(lambda question: str(question.number))
    member = "Voorbeeld Vraagsteller"
    minister = "Voorbeeld Minister"
    asked_on = date(2022, 3, 25)
    subject = "Voorbeeldvraag"


class AnswerPartFactory(DjangoModelFactory):
    class Meta:
        model = AnswerPart

    question = factory.SubFactory(WrittenQuestionFactory)
    position = 1


class SubQuestionFactory(DjangoModelFactory):
    class Meta:
        model = SubQuestion

    part = factory.SubFactory(AnswerPartFactory)
    question = factory.SelfAttribute("part.question")
    number = 1
    title = "Voorbeeld"
    text = "Hoeveel mentees zijn er?"


class AnswerTableFactory(DjangoModelFactory):
    class Meta:
        model = AnswerTable

    sub_question = factory.SubFactory(SubQuestionFactory)
    position = 1
    report = "budget"


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    sub_question = factory.SubFactory(SubQuestionFactory)
    asked = "Wat weet VDAB hiervan?"
    asked_by = factory.LazyFunction(lambda: MembershipFactory(role=Role.ANALYST).staff.user)
    asked_on = date(2022, 3, 28)
    due_on = date(2022, 4, 8)
