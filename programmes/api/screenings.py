"""The API of screenings."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import Strict
from m2w.problems import declared
from programmes.eligibility import screen
from programmes.eligibility_texts import sentence
from programmes.serializers.screenings import Screened, ScreeningCheck


class ScreeningCheckView(Strict):
    """Who is eligible for a lot on a date, without storing anything."""

    only_reads = True

    @extend_schema(
        operation_id="screenings_check",
        request=ScreeningCheck,
        responses={200: Screened, **declared(400, 401, 403)},
    )
    def post(self, request: Request) -> Response:
        asked = ScreeningCheck(data=request.data)
        asked.is_valid(raise_exception=True)
        lot = asked.validated_data["lot"]
        found = screen(asked.situation, lot.rules, asked.validated_data["on"])
        criteria: list[dict[str, Any]] = [
            {
                "code": criterion.code,
                "result": criterion.result,
                "reason": criterion.reason,
                "text": str(sentence(criterion.reason)),
            }
            for criterion in found.criteria
        ]
        return Response(
            {
                "result": found.result,
                "criteria": criteria,
                "subgroups": found.subgroups,
                "missing": found.missing,
            }
        )
