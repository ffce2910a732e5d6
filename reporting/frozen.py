"""What is kept of an answer when it is sent: the document with its tables, and its checksum."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from m2w import tables as pages
from reporting.answers import DUTCH, Answer, AnswerTableView, Part, SubAnswer
from reporting.keeping import Kept, kept, table_of
from reporting.models import FrozenAnswer, LaterText
from reporting.pages import page_table
from reporting.tables import Shown


def document_of(answer: Answer) -> Kept:
    """The answer in plain values: its texts, the rules it quotes, and its protected tables."""
    question = answer.question
    return {
        "question": {
            "code": question.code,
            "number": question.number,
            "member": question.member,
            "minister": question.minister,
            "asked_on": question.asked_on.isoformat(),
            "subject": question.subject,
            "call": question.call_reference,
        },
        "as_of": answer.as_of.isoformat(),
        "parts": [_of_part(part) for part in answer.parts],
    }


def _of_part(part: Part) -> Kept:
    answers = [_of_answer(answer) for answer in part.answers]
    return {"heading": part.heading, "text": part.text, "answers": answers}


def _of_answer(answer: SubAnswer) -> Kept:
    rule = answer.rule
    return {
        "number": answer.number,
        "name": answer.name,
        "title": answer.title,
        "question": answer.sub_question.text,
        "kind": answer.sub_question.kind,
        "text": answer.text,
        "rule": {"text": rule.text_nl, "source": rule.source} if rule else None,
        "tables": [_of_view(view) for view in answer.tables],
    }


def _of_view(view: AnswerTableView) -> Kept:
    digest = None if view.digest is view.table else kept(view.digest)
    return {"name": view.name, "table": kept(view.table), "digest": digest}


# What it was sealed with --------------------------------------------------------------------------


def checksum_of(answer: FrozenAnswer, files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over everything that was frozen, whatever database holds it."""
    content = {
        "question": answer.question.code,
        "as_of": answer.as_of.isoformat(),
        "frozen_on": answer.frozen_on.isoformat(),
        "document": answer.document,
        "facts": digest_of(bytes(answer.facts)),
        "key": digest_of(bytes(answer.key)),
        "smallest_shown": answer.smallest_shown,
        "code_version": answer.code_version,
        "files": {name: digest_of(bytes(content)) for name, content in files},
    }
    return digest_of(canonical(content))


def canonical(content: Any) -> bytes:
    """The one way to write down plain values."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def headings_of(document: Mapping[str, Any]) -> list[str]:
    """The parts of an answer by their headings, and the sub-questions by their names."""
    found = []
    for part in document["parts"]:
        names = [answer["name"] for answer in part["answers"]]
        found += [part["heading"], *(f"{name}." for name in names if len(names) > 1)]
    return found


# What was sent ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FrozenTable:
    """A table of a sent answer, and how the letter showed it."""

    name: str
    kept: Kept
    kept_digest: Kept | None

    @property
    def table(self) -> Shown:
        return table_of(self.kept)

    @property
    def view(self) -> AnswerTableView:
        return AnswerTableView(self.name, self.table, table_of(self.kept_digest or self.kept))

    @property
    def on_page(self) -> pages.Table:
        """As the letter showed it; nothing in it opens a report of today."""
        view = self.view
        with translation.override(DUTCH):
            return page_table(view.digest, view.caption, layout="scroll")


def tables_of(document: Mapping[str, Any]) -> Iterator[FrozenTable]:
    """Every table of a document, in the order of the answer.

    Raises KeyError or TypeError for a document that no answer was kept as.
    """
    answers = [answer for part in document["parts"] for answer in part["answers"]]
    for answer in sorted(answers, key=lambda one: one["number"]):
        yield from map(_table, answer["tables"])


def _table(one: Kept) -> FrozenTable:
    return FrozenTable(one["name"], one["table"], one["digest"])


def parts_on_page(
    document: Mapping[str, Any], later: Mapping[str, Sequence[LaterText]]
) -> list[Kept]:
    """The parts of an answer with tables that a page can draw, and texts changed later beside
    those that were sent."""
    return [
        part
        | {
            "later": later.get(part["heading"], ()),
            "answers": [
                answer
                | {
                    "views": [_table(one) for one in answer["tables"]],
                    "later": later.get(f"{answer['name']}.", ()),
                }
                for answer in part["answers"]
            ],
        }
        for part in document["parts"]
    ]
