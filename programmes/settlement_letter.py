"""The letter about a settlement to the promoter, as a DOCX: words from a template that can be
edited in Word. Written in Dutch, whoever asks for it.
"""

import io
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.text import capfirst

from m2w import notation, periods
from programmes.settlement_pages import balance_words
from programmes.statements import Category, Statement

TEMPLATE = Path(__file__).with_name("data") / "settlement.docx"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_of(statement: Statement) -> bytes:
    """The bytes of the DOCX."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(TEMPLATE)
    with translation.override("nl-be"):
        document.render(context(statement), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def context(statement: Statement) -> dict[str, Any]:
    """The words of the letter."""
    settlement, project = statement.settlement, statement.settlement.project
    capped = settlement.amount < statement.accepted
    return {
        "promoter": project.promoter.name,
        "kbo_number": project.promoter.kbo_number or "–",
        "project": project.name,
        "reference": project.lot.call.reference,
        "lot": str(project.lot),
        "financing_number": project.lot.financing_number or "–",
        "year": settlement.year,
        "settled_on": notation.day(settlement.settled_on),
        "today": notation.day(periods.today()),
        "categories": [as_category(one) for one in statement.categories],
        "declared": notation.euro(statement.declared),
        "accepted": notation.euro(statement.accepted),
        "refused": notation.euro(statement.declared - statement.accepted),
        "refusals": [line for one in statement.categories for line in refusals_of(one)],
        "granted": notation.euro(statement.granted) if capped else "",
        "settled": notation.euro(settlement.amount),
        "corrections": [
            {
                "on": notation.day(one.corrected_on),
                "amount": notation.euro(one.amount),
                "reason": one.reason,
            }
            for one in statement.corrections
        ],
        "of_year": notation.euro(statement.of_year),
        "settled_in_all": notation.euro(statement.settled),
        "paid": notation.euro(statement.paid),
        "balance": notation.euro(abs(statement.balance)),
        "balance_words": balance_words(statement),
    }


def as_category(category: Category) -> dict[str, str]:
    return {
        "label": capfirst(str(category.label)),
        "declared": notation.euro(category.declared),
        "accepted": notation.euro(category.accepted),
        "refused": notation.euro(category.refused),
    }


def refusals_of(category: Category) -> list[dict[str, str]]:
    return [
        {
            "what": f"{capfirst(str(category.label))}, kost {one.number}",
            "amount": notation.euro(one.amount),
            "reason": one.reason or "–",
        }
        for one in category.refusals
    ]
