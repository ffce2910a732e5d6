"""What a reader may do for someone's rights, on the page of their file."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise

from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.models import PersonalFile
from m2w.privacy.access import COORDINATOR
from m2w.privacy.files import kind_of
from m2w.privacy.restriction import ground_of

# Behind the name of the kind of file: `mentee_export`.
ACTS = ("correct", "export", "restrict", "lift", "erase")


def rights_of(user: User | AnonymousUser, file: PersonalFile) -> dict[str, Any]:
    """The addresses of what this reader may do with the file, and whether its use is restricted.

    The coordinator does everything; whoever else may change the file corrects it.
    """
    kind = kind_of(file)
    addresses = {act: address_of(file, act) for act in ACTS}
    may_correct = kind.model.objects.editable_by(user).filter(pk=file.pk).exists()
    if not acts_as(user, COORDINATOR):
        return {"correct": addresses["correct"]} if may_correct else {}
    if not may_correct:
        del addresses["correct"]
    unwanted = "restrict" if file.restricted_on else "lift"
    del addresses[unwanted]
    return {
        **addresses,
        "restricted_on": file.restricted_on,
        "ground": ground_of(file),
        "all": True,
    }


def address_of(file: PersonalFile, act: str) -> str:
    return reverse(f"{kind_of(file).name}_{act}", args=[file.pk])


def url_of(file: PersonalFile) -> str:
    return reverse(kind_of(file).name, args=[file.pk])


def crumbs_to(file: PersonalFile) -> list[tuple[str | Promise, str]]:
    """The way to the page of a file."""
    listed = str(file._meta.verbose_name_plural).capitalize()
    return [(listed, reverse(f"{kind_of(file).name}s")), (str(file), url_of(file))]
