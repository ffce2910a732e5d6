"""The pages of a mentee's file."""

from django.utils.translation import gettext_lazy as _

from m2w.pages import ListPage
from m2w.privacy.correction import CorrectionPage
from m2w.privacy.record import FileRecord
from programmes import columns
from programmes.filters import MenteeFilter
from programmes.forms.files import MenteeForm
from programmes.models import Mentee
from programmes.services.people import correct


class Mentees(ListPage):
    model = Mentee
    filterset_class = MenteeFilter
    heading = _("Alle dossiers")
    caption = _("Dossiers op naam")
    nothing_yet = _("Nog geen dossiers.")
    columns = columns.MENTEES
    ways = [(_("Importeren uit een rekenblad"), "mentee_imports")]


class MenteeRecord(FileRecord):
    model = Mentee
    list_name = _("Mentees")
    list_view = "mentees"


class MenteeCorrection(CorrectionPage):
    form_class = MenteeForm
    save = correct
    taken = {"mentee_exists": "vdab_number", "already_enrolled": "vdab_number"}
