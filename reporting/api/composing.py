"""The API of composing an answer: sub-questions, their tables and figures, what is asked of VDAB,
and earlier compositions."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import NO_VALUE, ActEndpoint
from m2w.pages import visible_rows
from m2w.problems import declared
from reporting import answers, desk, services
from reporting.api.questions import QuestionEndpoint, acting
from reporting.models import AnswerTable, SubQuestion, WrittenQuestion
from reporting.searching import similar
from reporting.serializers.composing import (
    AlikeSerializer,
    AskBody,
    ContributionSerializer,
    NewTable,
    ReasonOfFigure,
    TableBody,
    TakeOverBody,
    TypedBody,
    WorkSerializer,
)
from reporting.serializers.questions import QuestionSerializer, SubAnswerBody


class SubEndpoint(QuestionEndpoint):
    def sub(self) -> SubQuestion:
        """Raises Http404 for a number that the question does not have."""
        subs = self.composed().sub_questions.select_related("question")
        found: SubQuestion = get_object_or_404(subs, number=self.kwargs["number"])
        return found


class OneSubQuestion(SubEndpoint):
    @extend_schema(
        operation_id="questions_sub_question_retrieve",
        responses={200: WorkSerializer, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any, number: int) -> Response:
        """A sub-question with the figures and contributions for its text."""
        sub = self.sub()
        answer = answers.compose(sub.question, desk.day_of(sub.question), reader=self.user)
        works = desk.works(sub.question, answer)
        work = next((one for one in works if one.sub.pk == sub.pk), None)
        if work is None:  # Taken away since it was found.
            raise Http404
        return Response(WorkSerializer(work, context={"request": request}).data)

    @acting("sub_question_write", SubAnswerBody(partial=True))
    def patch(self, request: Request, pk: Any, number: int) -> Response:
        """Write how one sub-question is answered."""
        sub, values = self.sub(), self.sent(SubAnswerBody, partial=True)
        services.write_sub_answer(sub, values, by=self.user, read=values.pop("read", ""))
        return self.answer(self.object())


# Tables -----------------------------------------------------------------------------------------


class Tables(SubEndpoint):
    @extend_schema(
        operation_id="questions_table_add",
        request=NewTable,
        responses={201: QuestionSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any, number: int) -> Response:
        """Put a table under a sub-question, after those there are."""
        sub = self.sub()
        asked = NewTable(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        report, options = asked.chosen()
        title = asked.validated_data.get("title", "")
        services.add_table(sub, by=self.user, report=report, title=title, options=options)
        return self.answer(self.object(), 201)


class OneTable(SubEndpoint):
    def table(self) -> AnswerTable:
        """Raises Http404 for one of another sub-question."""
        sub = self.sub()
        found = get_object_or_404(AnswerTable, pk=self.kwargs["table"], sub_question=sub)
        found.sub_question = sub
        return found

    @acting("table_change", TableBody)
    def patch(self, request: Request, pk: Any, number: int, table: int) -> Response:
        """Give a table another title, or put it before the others."""
        found = self.table()
        asked = {"title": found.title} | self.sent(TableBody)
        services.change_table(found, by=self.user, **asked)
        return self.answer(self.object())

    @extend_schema(
        operation_id="questions_table_remove",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any, number: int, table: int) -> Response:
        """Take a table away, unless the text names one of its figures."""
        services.remove_table(self.table(), by=self.user)
        return Response(status=204)


# Figures typed by hand --------------------------------------------------------------------------


class TakeOverFigure(SubEndpoint):
    @acting("take_over_figure", TypedBody)
    def post(self, request: Request, pk: Any, number: int) -> Response:
        """Put a computed figure in the place of a typed one."""
        services.take_over_figure(self.sub(), by=self.user, **self.sent(TypedBody))
        return self.answer(self.object())


class ExplainFigure(SubEndpoint):
    @acting("explain_figure", ReasonOfFigure)
    def post(self, request: Request, pk: Any, number: int) -> Response:
        """Leave a typed figure that differs, with the reason."""
        services.explain_figure(self.sub(), by=self.user, **self.sent(ReasonOfFigure))
        return self.answer(self.object())


# Asked of VDAB ----------------------------------------------------------------------------------


class AskContribution(SubEndpoint):
    @extend_schema(
        operation_id="questions_ask_contribution",
        request=AskBody,
        responses={201: ContributionSerializer, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any, number: int) -> Response:
        """Ask VDAB for what it knows of a sub-question, by a day."""
        asked = services.ask_contribution(self.sub(), by=self.user, **self.sent(AskBody))
        return Response(ContributionSerializer(asked).data, 201)


# Earlier compositions ---------------------------------------------------------------------------


class SimilarQuestions(QuestionEndpoint):
    @extend_schema(
        operation_id="questions_similar",
        responses={200: AlikeSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """For each sub-question the earlier ones that ask much the same."""
        subs = list(self.composed().sub_questions.all())
        others = visible_rows(WrittenQuestion, request).exclude(pk=pk)
        found = similar([sub.text for sub in subs], others)
        rows = [
            {"number": sub.number, "similar": alike} for sub, alike in zip(subs, found, strict=True)
        ]
        return Response(AlikeSerializer(rows, many=True).data)


@extend_schema_view(post=acting("take_over", TakeOverBody))
class TakeOver(QuestionEndpoint, ActEndpoint):
    """Answer sub-questions as earlier ones were: kind, text, rule and tables."""

    def act(self, obj: WrittenQuestion) -> None:
        question = self.composed()
        asked = self.sent(TakeOverBody)["sub_questions"]
        if len({one["number"] for one in asked}) < len(asked):
            raise exceptions.ValidationError({"sub_questions": [NO_VALUE]})
        own = set(question.sub_questions.values_list("number", flat=True))
        others = visible_rows(WrittenQuestion, self.request).exclude(pk=question.pk)
        rows = SubQuestion.objects.filter(question__in=others.values("pk"))
        named = rows.filter(question__in=[one["from_question"] for one in asked])
        found = {
            (sub.question_id, sub.number): sub
            for sub in named.select_related("question", "refers_to").prefetch_related("tables")
        }
        sources = {
            one["number"]: found.get((one["from_question"], one["from_number"])) for one in asked
        }
        if not own >= set(sources) or None in sources.values():
            raise exceptions.ValidationError({"sub_questions": [NO_VALUE]})
        services.take_over_composition(question, sources, by=self.user)  # type: ignore[arg-type]
