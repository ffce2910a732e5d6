"""Keeping the files of many mentors at once, as `register_mentor` keeps one."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from m2w.accounts.acting import require_role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record_all
from m2w.imports.targets import Options, Row
from matching.access import MENTOR_EDITORS
from matching.models import Mentor
from programmes.services.importing import acts_of, with_history


def keep(
    rows: Sequence[Row], organisation: Organisation, options: Options, by: User
) -> dict[str, int]:
    """Keep new files at a promoter, each with its history and line on the record. In the caller's
    transaction.

    Raises PermissionDenied.
    """
    require_role(by, MENTOR_EDITORS)
    if by.acting is None or by.acting.organisation != organisation:
        raise PermissionDenied
    made = [Mentor(promoter=organisation, **row) for row in rows]
    files = with_history(Mentor, made, by=by)
    record_all(acts_of("mentor.created", files), by=by)
    return {"files": len(files)}
