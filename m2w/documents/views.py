"""Adding, downloading and deleting documents, each through the gate of what they belong to."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from m2w.accounts.acting import SignedInRequest, require_role
from m2w.audit.reading import OPENED, shows
from m2w.documents import owners, services
from m2w.documents.forms import DocumentForm
from m2w.documents.models import Document
from m2w.pages import visible_rows
from m2w.refusals import Refused

# Whatever opens it in a browser after all: no script, no form, no request.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
def download(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The file itself, always to be saved and never to be shown by the browser."""
    document = get_object_or_404(visible_rows(Document, request), pk=pk)
    shows(request, [document.owner], OPENED)
    return HttpResponse(
        services.content_of(document, by=request.user),
        content_type=document.content_type,
        headers={
            "Content-Disposition": to_be_saved_as(document.original_name),
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def to_be_saved_as(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or ""


def add(request: SignedInRequest, kind: str, pk: UUID) -> HttpResponse:
    """A form for one more document of an object, for the roles that change that kind."""
    owned = owners.named(kind)
    if owned is None:
        raise Http404
    require_role(request.user, owned.roles("editors"))
    return add_to(request, owned, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def add_to(request: SignedInRequest, owned: owners.Owner, pk: UUID) -> HttpResponse:
    owner = get_object_or_404(owned.open_to(request.user), pk=pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            services.add(owner, sent["file"], title=sent["title"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Het document is toegevoegd."))
            return redirect(owned.url(owner))
    shows(request, [owner])
    context = around(owned, owner) | {
        "heading": _("Document toevoegen"),
        "form": form,
        "most": settings.M2W_MAX_UPLOAD_MB,
    }
    return render(request, "documents/document_add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Asks whether it is meant, then deletes."""
    document = get_object_or_404(editable_rows(request), pk=pk)
    owned, owner = document.owner_kind, document.owner
    if request.method == "POST":
        try:
            services.delete(document, by=request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Het document is verwijderd."))
        return redirect(owned.url(owner))
    shows(request, [owner])
    context = around(owned, owner) | {"heading": _("Document verwijderen"), "document": document}
    return render(request, "documents/document_delete.html", context)


def editable_rows(request: SignedInRequest) -> Any:
    rows = Document.objects.editable_by(request.user)
    require_role(request.user, rows.editors)
    return rows


def around(owned: owners.Owner, owner: Any) -> dict[str, Any]:
    """Where a page about one document stands."""
    crumbs = [(owned.list_name, reverse(owned.list_view)), (str(owner), owned.url(owner))]
    return {"owner": owner, "owner_url": owned.url(owner), "crumbs": crumbs}
