from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContentKind(TextChoices):
    """What a document really is, by its content. The value is its extension."""

    PDF = "pdf", _("PDF")
    PNG = "png", _("PNG-afbeelding")
    JPEG = "jpg", _("JPEG-afbeelding")
    DOCX = "docx", _("Word-document")
    XLSX = "xlsx", _("Excel-werkmap")
    ODT = "odt", _("OpenDocument-tekst")
    ODS = "ods", _("OpenDocument-rekenblad")


CONTENT_TYPES = {
    ContentKind.PDF: "application/pdf",
    ContentKind.PNG: "image/png",
    ContentKind.JPEG: "image/jpeg",
    ContentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ContentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ContentKind.ODT: "application/vnd.oasis.opendocument.text",
    ContentKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
EXTENSIONS = {kind.value: kind for kind in ContentKind} | {"jpeg": ContentKind.JPEG}
