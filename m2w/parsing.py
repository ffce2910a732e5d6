"""JSON as the API takes it: what cannot be read or stored is refused, never a fault of ours."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

NOT_JSON = _("De inhoud is geen geldige JSON.")


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
