"""A page with one form over one object: what it asks, and what becomes of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from m2w.accounts.acting import SignedInRequest
from m2w.audit.reading import OPENED, refused, shows
from m2w.details import Text
from m2w.pages import Crumbs, visible_rows
from m2w.refusals import Refused


class ActPage(View):
    """`button` names the act; `done` says that it was done. `words` stand above the form."""

    request: SignedInRequest
    model: Any
    form_class: type[forms.BaseForm]
    heading: Text
    button: Text
    done: Text
    words: Text = ""
    is_final = False

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = self.found()
        return self.show(found, self.form_class(**self.filled_in(found)))

    def post(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        found, form = self.found(), self.form_class(request.POST)
        if not form.is_valid():
            return self.show(found, form)
        try:
            self.act(found, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refusal:
            refused(request, refusal.code)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(self.done))
            return redirect(self.next(found))
        return self.show(found, form)

    def found(self) -> Any:
        """The object, when the reader may change it; another one does not exist here."""
        visible = visible_rows(self.model, self.request).filter(pk=self.kwargs["pk"])
        editable = self.model.objects.editable_by(self.request.user)
        return get_object_or_404(editable, pk__in=visible.values("pk"))

    def filled_in(self, found: Any) -> Mapping[str, Any]:
        """With what the form starts."""
        return {}

    def act(self, found: Any, values: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def crumbs(self, found: Any) -> Crumbs:
        raise NotImplementedError

    def back(self, found: Any) -> str:
        """The page of the object, where this one was opened from."""
        return self.crumbs(found)[-1][1]

    def next(self, found: Any) -> str:
        return self.back(found)

    def show(self, found: Any, form: forms.BaseForm) -> HttpResponse:
        shows(self.request, [found], OPENED)
        context = {
            "heading": self.heading,
            "lead": str(found),
            "crumbs": self.crumbs(found),
            "form": form,
            "words": self.words,
            "button": self.button,
            "is_final": self.is_final,
            "back": self.back(found),
        }
        return render(self.request, "matching/act.html", context)
