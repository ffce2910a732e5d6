"""How files come in: no more of one than it takes to see that it is too large."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler

from m2w.documents.contents import MEGABYTE


class CutOffHandler(FileUploadHandler):
    """Stands before Django's own handlers and lets nothing through beyond the limit."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.M2W_MAX_UPLOAD_MB * MEGABYTE else None

    def file_complete(self, file_size: int) -> Any:
        """The file comes from the handlers behind this one."""
        return
