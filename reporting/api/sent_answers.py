"""The API of answers: as they would be sent, as they were, and what changed since."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.audit.reading import takes_out
from m2w.endpoints import NO_PARAMETER, NO_VALUE, refuse
from m2w.exports import BYTES, to_keep
from m2w.form_fields import written_by_people
from m2w.openapi_filters import CODE
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.rendering import answer_in, files
from reporting import asking_again, desk, documents, services
from reporting.api.questions import QuestionEndpoint
from reporting.comparing import Changed, row_name
from reporting.difference_page import column_name, records_told, value_text
from reporting.forms.reading import AnswerForm
from reporting.models import FrozenAnswer, WrittenQuestion
from reporting.serializers.reports import AnswerDocument
from reporting.serializers.sent_answers import (
    DifferenceSerializer,
    LaterTextSerializer,
    NewLaterText,
    RehearsalSerializer,
    SentAnswerSerializer,
)
from reporting.transitions import ANALYST

CHOICES = [
    OpenApiParameter("as_of", OpenApiTypes.DATE, description="Without it that of the question."),
    OpenApiParameter("call", CODE, description="Code of a call."),
    OpenApiParameter(
        "format", OpenApiTypes.STR, enum=list(documents.FORMATS), description="Without it json."
    ),
]


ANSWERS = {(200, "application/json"): AnswerDocument} | {
    (200, kind): OpenApiTypes.BINARY
    for name, (_render, kind) in documents.FORMATS.items()
    if name != "json"
}


class AnswerPreview(QuestionEndpoint):
    renderer_classes = files(*(kind for _render, kind in documents.FORMATS.values()))

    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="questions_answer",
        parameters=CHOICES,
        responses=ANSWERS | declared(400, 401, 403, 404),
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        """The answer computed now from the projects that the caller sees, with tables that are
        protected together; json unless another form is asked for. What was sent is at `sent`."""
        question = self.object()
        form = AnswerForm(request.query_params, question=question, reader=self.user)
        refuse(set(request.query_params) - {*form.fields, "format"}, NO_PARAMETER)
        wanted = request.query_params.get("format", "json")
        unknown = set() if wanted in documents.FORMATS else {"format"}
        refuse({*form.errors, *written_by_people(form), *unknown}, NO_VALUE)
        [kind] = files(documents.FORMATS[wanted][1])
        answer_in(request, kind)
        as_of = form.cleaned_data["as_of"] or desk.day_of(question)
        call = form.cleaned_data["call"]
        answer = asking_again.composed_again(question, as_of, call=call, reader=self.user)
        takes_out(request, "answer.exported", question=question.code, format=wanted)
        return documents.download(answer, wanted)


class SentEndpoint(QuestionEndpoint):
    def sent_answer(self) -> FrozenAnswer:
        """Raises Http404 while the answer was not sent."""
        rows = FrozenAnswer.objects.select_related("question")
        found: FrozenAnswer = get_object_or_404(rows, question=self.object())
        return found


class SentAnswer(SentEndpoint):
    @extend_schema(
        operation_id="questions_sent_retrieve",
        responses={200: SentAnswerSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The answer as it was sent, and what it was sealed with."""
        return Response(SentAnswerSerializer(self.sent_answer()).data)


class SentFile(SentEndpoint):
    renderer_classes = files(BYTES)

    @extend_schema(
        operation_id="questions_sent_file_retrieve",
        responses={(200, BYTES): OpenApiTypes.BINARY, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any, name: str) -> HttpResponse:
        """A file as it was sent."""
        answer = self.sent_answer()
        file = get_object_or_404(answer.files, name=name)
        takes_out(request, "answer.file_taken", question=answer.question.code, name=file.name)
        return to_keep(file.name, bytes(file.content), BYTES)


class LaterTexts(SentEndpoint):
    @extend_schema(
        operation_id="questions_later_text_add",
        request=NewLaterText,
        responses={201: LaterTextSerializer, **declared(400, 401, 403, 404)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Keep a text that the cabinet changed beside the answer as it was sent."""
        answer = self.sent_answer()
        require_role(self.user, ANALYST)
        later = services.add_later_text(answer, by=self.user, **self.sent(NewLaterText))
        return Response(LaterTextSerializer(later).data, 201)


# What changed since -----------------------------------------------------------------------------


class Difference(QuestionEndpoint):
    @extend_schema(
        operation_id="questions_difference",
        responses={200: DifferenceSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What the answer, or those that it refers to, would say now for the same day: each cell
        that is shown then and now and is another, with the causes."""
        concerned = asking_again.answers_concerned(self.object())
        if not concerned:
            raise Http404
        return Response(DifferenceSerializer(map(difference_of, concerned), many=True).data)


def difference_of(answer: FrozenAnswer) -> dict[str, Any]:
    smallest = asking_again.smallest_told(answer)
    return {
        "question": answer.question_id,
        "as_of": answer.as_of,
        "frozen_on": answer.frozen_on,
        "cells": [cell_of(one, smallest) for one in asking_again.changes_since(answer)],
    }


def cell_of(changed: Changed, smallest: int) -> dict[str, Any]:
    then, now = changed.versions
    return {
        "table": changed.table,
        "row": row_name(changed.shown, changed.row),
        "column": column_name(changed),
        "then": value_text(changed, changed.then),
        "now": value_text(changed, changed.now),
        "definition_then": then,
        "definition_now": now,
        "causes": [
            {"cause": reason.cause, "records": records_told(changed, reason, smallest)}
            for reason in changed.reasons
        ],
    }


class Rehearsals(QuestionEndpoint):
    @extend_schema(
        operation_id="questions_rehearsals",
        responses={200: RehearsalSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """Every sent answer as of the last dry run: the cells that are missing or moved most."""
        found = asking_again.last_rehearsals(visible_rows(WrittenQuestion, request))
        return Response(RehearsalSerializer(found, many=True).data)
