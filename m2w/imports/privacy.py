"""What an import keeps beside the cells on the shelf: for a week, then all of it goes."""

from django.utils.translation import gettext_lazy as _

from m2w.imports.models import ColumnMemory, Import
from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.terms import Keeping
from m2w.privacy.uses import CASE, SECURITY, Subject

A_WEEK = Keeping(words=_("hoogstens een week"))
STAFF = (Subject.STAFF,)

DECLARATIONS = [
    Declaration(
        Import,
        personal={
            **Personal(CASE, _("bestanden om te importeren"), A_WEEK, STAFF, export=False).of(
                "original_name", "stored_name", label=_("bestand")
            ),
            **Personal(SECURITY, _("wie wat toevoegde"), A_WEEK, STAFF, export=False).of(
                "made_by", label=_("ingelezen door")
            ),
        },
        # Numbers of rows, names of columns and counts: no values of anyone.
        impersonal=(
            *("target", "organisation", "sha256", "stage", "sheet", "heading_row"),
            *("columns", "options", "job", "verdicts", "kept"),
        ),
    ),
    Declaration(
        ColumnMemory, impersonal=("organisation", "target", "headings"), readers=frozenset()
    ),
]
