"""The rows of a table as HTML, made in one go: a template per cell would take most of a page."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from m2w.marks import status
from m2w.tables import Cell, Column, Line, Table

Drawn = list[tuple[Column, Cell]]


def body(table: Table) -> SafeString:
    """Every row but the total."""
    opening = openings(table)
    box = pick if table.picks else nothing
    rows = (
        f'<tr role="row">{box(line)}{cells(line.cells, opening)}</tr>' for line in table.lines()
    )
    return mark_safe("\n".join(rows))  # noqa: S308 - made of what is escaped below


def total(table: Table) -> SafeString:
    before = "<td></td>" if table.picks else ""
    line = cells(table.total_line, openings(table))
    return mark_safe(f'<tr role="row">{before}{line}</tr>')  # noqa: S308 - likewise


def openings(table: Table) -> list[str]:
    """How the cells of each column begin: on a phone they carry the label of their column."""
    return [
        format_html('<td role="cell" data-l="{}" class="{}', column.label, column.css)
        for column in table.columns
    ]


def nothing(line: Line) -> str:
    return ""


def pick(line: Line) -> SafeString:
    """The box that chooses a row."""
    return format_html(
        '<td role="cell" class="m2w-table__pick"><label class="m2w-boxlabel">'
        '<input class="m2w-box" type="checkbox" name="chosen" value="{}">'
        '<span class="m2w-vh">{}</span></label></td>',
        line.key,
        _("Kies %(name)s") % {"name": line.name},
    )


def cells(line: Drawn, opening: list[str]) -> str:
    """The first cell heads its row."""
    (_column, head), *rest = line
    others = (
        f'{start}{" m2w-hide-s" if cell.blank else ""}">{content(cell)}</td>'
        for (_column, cell), start in zip(rest, opening[1:], strict=True)
    )
    return f'<th role="rowheader" scope="row">{content(head)}</th>{"".join(others)}'


def content(cell: Cell) -> SafeString:
    if cell.hidden:
        return format_html(
            '<span class="m2w-dash" aria-hidden="true">–</span><span class="m2w-vh">{}</span>',
            _("niet getoond"),
        )
    if cell.mark:
        shown = status(cell.mark)
    elif cell.url:
        shown = format_html('<a href="{}">{}</a>', cell.url, cell.text)
    else:
        shown = conditional_escape(str(cell.text))
    return format_html("{}<br><small>{}</small>", shown, cell.note) if cell.note else shown
