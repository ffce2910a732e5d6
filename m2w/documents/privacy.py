"""What documents hold of people. They go whole when the file of a person is erased."""

from django.utils.translation import gettext_lazy as _

from m2w.documents.models import Document
from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.terms import ANY_FILE
from m2w.privacy.uses import CASE, STAFFING, Subject

ABOUT = Personal(CASE, _("documenten in het dossier"), ANY_FILE, (Subject.MENTEE, Subject.MENTOR))
DECLARATIONS = [
    Declaration(
        Document,
        personal={
            **ABOUT.of("title", "original_name", prose=True),
            **Personal(STAFFING, _("wie wat toevoegde"), ANY_FILE, (Subject.STAFF,)).of(
                "uploaded_by", "uploaded_at", export=False
            ),
        },
        impersonal=("code", "owner_type", "owner_id", "kind", "size", "sha256", "stored_name"),
    )
]
