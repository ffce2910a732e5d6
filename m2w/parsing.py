"""JSON as the API takes it: what cannot be read or stored is refused, never a fault of ours."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

NOT_JSON = _("De inhoud is geen geldige JSON.")
NOT_TEXT = _("De aanvraag bevat tekens die niet te lezen zijn.")
# What the framework puts in the place of bytes that are no text.
REPLACED = "\ufffd"


class StrictJSONParser(JSONParser):
    """Refuses what is too large, nests too deeply, or is no Unicode (half a surrogate pair)."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise RequestDataTooBig
        try:
            data = super().parse(BytesIO(body), media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except (ParseError, RecursionError, ValueError) as error:
            raise ParseError(NOT_JSON) from error
        return data


class StrictMultiPartParser(MultiPartParser):
    """Refuses a text that is not in the encoding of the form, where the framework guesses."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles:
        form = super().parse(stream, media_type, parser_context)
        for name, texts in form.data.lists():
            if any(REPLACED in text for text in [name, *texts]):
                raise ParseError(NOT_TEXT)
        return form
