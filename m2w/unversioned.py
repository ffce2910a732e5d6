"""Endpoints of what has no version: nobody corrects it, so that there is nothing to be outdated."""

from typing import Any

from rest_framework.response import Response

from m2w.audit.reading import OPENED
from m2w.endpoints import Endpoint


class Unversioned(Endpoint):
    def answer(self, obj: Any, status: int = 200) -> Response:
        self.note([obj], OPENED)
        return Response(self.shown(obj), status)
