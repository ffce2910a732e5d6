"""Publishing protected tables as open data, and taking them down."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import Refused, require_text, save
from m2w.workflow import locked
from reporting import answers, facts, frozen, publishing
from reporting.deadlines import embargo_ends
from reporting.models import (
    AnswerTable,
    FrozenAnswer,
    OpenDataSwitch,
    Publication,
    SavedTable,
    WrittenQuestion,
)
from reporting.release import Told, parents_of, protected
from reporting.selection import select
from reporting.series_facts import earlier_days
from reporting.table_choice import of_saved, require_table
from reporting.tables import Parents, Table

LONGEST_TITLE = 200


@transaction.atomic
def switch_open_data(*, by: User, is_on: bool) -> OpenDataSwitch:
    """Switch the public pages of open data on or off. Raises PermissionDenied."""
    require_role(by, Publication.objects.all().editors)
    switch = OpenDataSwitch.objects.create(is_on=is_on, set_on=periods.today(), set_by=by)
    record("open_data.switched", by=by, details={"on": is_on})
    return switch


@transaction.atomic
def publish_answer(
    question: WrittenQuestion, *, by: User, title: str, names: Sequence[str]
) -> Publication:
    """Publish tables of a sent answer, by their names in it.

    Raises PermissionDenied; ValidationError at `title` or `names`; Refused: open_data_off,
    not_sent, under_embargo.
    """
    _held(by)
    question = locked(WrittenQuestion.objects.editable_by(by), question)
    answer = FrozenAnswer.objects.filter(question=question).first()
    if answer is None or question.sent_on is None:
        raise Refused("not_sent", _("Alleen een verzonden antwoord wordt gepubliceerd."))
    until = embargo_ends(question.sent_on)
    if periods.today() <= until:
        message = _("Tot en met %(day)s is dit antwoord alleen voor de vraagsteller.")
        raise Refused("under_embargo", message % {"day": notation.day(until)})
    tables = list(frozen.tables_of(answer.document))
    chosen = [one for one in tables if one.name in names]
    if not chosen or len(chosen) != len(set(names)):
        raise ValidationError({"names": _("Kies minstens één tabel van dit antwoord.")})
    found = list(facts.unpacked(bytes(answer.facts)))
    own = publishing.told_in((one.kept for one in tables), found)
    true = publishing.told_in((one.kept for one in chosen), found).tables
    _require_one_day(true, "names")
    told = publishing.both(own, publishing.told_before(answer.as_of))
    return _published(true, {}, told, by=by, title=title, as_of=answer.as_of, question=question)


@transaction.atomic
def publish_tables(
    saved: Sequence[SavedTable], *, by: User, title: str, as_of: date
) -> Publication:
    """Publish saved tables as of a day.

    Raises PermissionDenied; ValidationError at `title`, `saved` or `as_of`; Refused: open_data_off.
    """
    _held(by)
    mine = list(SavedTable.objects.visible_to(by).filter(pk__in=[one.pk for one in saved]))
    if not mine or len(mine) != len(saved):
        raise ValidationError({"saved": _("Kies minstens één bewaarde tabel.")})
    if as_of > periods.today():
        raise ValidationError({"as_of": _("Kies een peildatum die voorbij is.")})
    selection = select(as_of)
    true: list[Table] = []
    parents = parents_of(selection)
    for one in mine:
        options = _options_of(one, by=by, as_of=as_of)
        asked = AnswerTable(report=one.report, options=options, title=one.name)
        table, within = answers.true_table(asked, selection)
        true.append(table)
        parents = answers.joined(parents, within)
    _require_one_day(true, "saved")
    told = publishing.told_before(as_of)
    return _published(true, parents, told, by=by, title=title, as_of=as_of, question=None)


def _options_of(saved: SavedTable, *, by: User, as_of: date) -> dict[str, str]:
    """What a saved table is of. Raises ValidationError at `saved` for what its page refuses."""
    report, options = of_saved(saved)
    try:
        return require_table(report, options, by=by, as_of=as_of)
    except ValidationError as error:
        raise ValidationError({"saved": error.messages}) from error


def _require_one_day(tables: Iterable[Table], field: str) -> None:
    """A series of days is not published: an earlier day of it would not be protected with what
    was published of that day before. Raises ValidationError at the field."""
    if earlier_days(tables):
        message = _("Een reeks van dagen kunt u niet publiceren. Kies een tabel van één dag.")
        raise ValidationError({field: message})


@transaction.atomic
def take_down(publication: Publication, *, by: User) -> Publication:
    """Take a publication off the public pages; what was told in it stays told.

    Raises PermissionDenied; Refused: taken_down.
    """
    publication = locked(Publication.objects.editable_by(by), publication)
    if publication.taken_down_on:
        raise Refused("taken_down", _("Deze publicatie is al weggehaald."))
    publication.taken_down_on = periods.today()
    save(publication)
    record("publication.taken_down", by=by, about=publication)
    return publication


def _held(by: User) -> None:
    """Whoever publishes holds the switch: what two publish at once is protected together."""
    require_role(by, Publication.objects.all().editors)
    last = OpenDataSwitch.objects.select_for_update().order_by("pk").last()
    if last is None or not last.is_on:
        raise Refused("open_data_off", _("Open data staat uit. Zet het eerst aan."))


def _published(
    true: Sequence[Table],
    parents: Parents,
    told: Told,
    *,
    by: User,
    title: str,
    as_of: date,
    question: WrittenQuestion | None,
) -> Publication:
    with translation.override(answers.DUTCH):
        tables = publishing.as_published(protected(true, parents, told))
    publication = Publication(
        title=require_text(title, "title", LONGEST_TITLE),
        question=question,
        as_of=as_of,
        published_on=periods.today(),
        published_by=by,
        tables=tables,
        checksum=frozen.digest_of(frozen.canonical(tables)),
    )
    save(publication)
    told_of = {"checksum": publication.checksum, "tables": len(tables)}
    record("publication.published", by=by, about=publication, details=told_of)
    return publication
