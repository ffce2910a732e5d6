from typing import TYPE_CHECKING

from m2w.privacy import access
from m2w.querysets import GatedQuerySet

if TYPE_CHECKING:
    from m2w.privacy.models import ErasureList


class ErasureListQuerySet(GatedQuerySet["ErasureList"]):
    readers = access.ERASURES
    editors = access.ERASURES
