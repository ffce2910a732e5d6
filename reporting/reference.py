"""Reference data of the ministry's desk: rule texts, the rule for small counts, and question 479
with its sub-questions."""

from pathlib import Path
from typing import Any

from django.db import transaction

from m2w.reference import install
from reporting.models import (
    AnswerPart,
    AnswerTable,
    DisclosureRule,
    RuleText,
    SubQuestion,
    WrittenQuestion,
)
from reporting.searching import index

DATA = Path(__file__).with_name("data")


def install_rule_texts(using: str) -> None:
    rules = [
        {name: value.strip() if isinstance(value, str) else value for name, value in rule.items()}
        for rule in install.read(DATA / "rule-texts.toml")["rule"]
    ]
    install.keep(RuleText.objects.using(using), rules, key=("code", "valid_from"))


def install_disclosure_rules(using: str) -> None:
    rules = install.read(DATA / "disclosure.toml")["rule"]
    install.keep(DisclosureRule.objects.using(using), rules, key=("valid_from",))


def install_questions(using: str) -> None:
    for path in sorted(DATA.glob("question-[0-9]*.toml")):
        data = install.read(path)
        if not WrittenQuestion.objects.using(using).filter(code=data["code"]).exists():
            _install_question(data, using)
    for question in WrittenQuestion.objects.using(using).filter(search_texts=None):
        index(question, using)


def _install_question(data: dict[str, Any], using: str) -> None:
    parts, sub_questions = data.pop("part"), data.pop("sub_question")
    with transaction.atomic(using=using):
        question = WrittenQuestion.objects.using(using).create(**data)
        part_of: dict[int, AnswerPart] = {}
        for position, part in enumerate(parts, start=1):
            numbers = part.pop("numbers")
            row = AnswerPart.objects.using(using).create(
                question=question, position=position, **part
            )
            part_of |= dict.fromkeys(numbers, row)
        for sub in sub_questions:
            report = sub.pop("report")
            asked = SubQuestion.objects.using(using).create(
                question=question, part=part_of[sub["number"]], is_ready=True, **sub
            )
            AnswerTable.objects.using(using).create(sub_question=asked, position=1, report=report)
