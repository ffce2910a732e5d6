"""Whether an answer that was sent still is what it was, from nothing but what was kept of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reporting import disclosure, facts, frozen
from reporting.cells import SumCell, cells_of
from reporting.equations import problem_of
from reporting.facts import Fact
from reporting.keeping import table_of
from reporting.models import FrozenAnswer
from reporting.tables import Count

BROKEN = (KeyError, TypeError, ValueError, AttributeError, OSError, EOFError)


def faults(answer: FrozenAnswer) -> Iterator[str]:
    """What is wrong with a frozen answer, a sentence each; nothing when it stands."""
    files = [(file.name, bytes(file.content)) for file in answer.files.all()]
    if frozen.checksum_of(answer, files) != answer.checksum:
        yield _("het controlegetal klopt niet: er is iets veranderd")
    try:
        tables = list(frozen.tables_of(answer.document))
        found = list(facts.unpacked(bytes(answer.facts)))
        yield from _faults_in(tables, found, answer.smallest_shown)
    except BROKEN as error:
        yield _("het bewaarde antwoord is niet te lezen: %(error)s") % {
            "error": type(error).__name__
        }


def _faults_in(tables: list[frozen.FrozenTable], found: list[Fact], smallest: int) -> Iterator[str]:
    cells = [(one.name, cell) for one in tables for cell in cells_of(one.table)]
    counted = facts.recounts(found, {cell.count for _name, cell in cells})
    for name, cell in cells:
        yield from _fault_of(name, cell, counted, smallest)
    hidden = {cell.count for _name, cell in cells if cell.value is None}
    true = {count: counted[count] for count in hidden}
    problem = problem_of([table_of(one.kept, true) for one in tables])
    for weak in disclosure.exposed(problem, hidden, smallest):
        yield _("een niet getoond aantal is af te leiden: %(count)s") % {"count": _named(weak)}


def _fault_of(
    name: str, cell: SumCell, counted: dict[Count, facts.Value], smallest: int
) -> Iterator[str]:
    where = {"table": name, "cell": _named(cell.count)}
    if cell.value is None:
        return
    if counted[cell.count] != cell.value:
        told = where | {"shown": cell.value, "counted": counted[cell.count]}
        yield _("tabel %(table)s, %(cell)s: %(shown)s getoond, %(counted)s nageteld") % told
    if isinstance(cell.value, int) and cell.is_count and disclosure.is_small(cell.value, smallest):
        yield _("tabel %(table)s, %(cell)s: een klein aantal is getoond") % where


def _named(weak: Count | disclosure.Sum) -> str:
    count = weak.whole if isinstance(weak, disclosure.Sum) else weak
    codes = " ".join(code for _name, code in sorted(count.at))
    return f"{count.measure} {codes}".strip()
