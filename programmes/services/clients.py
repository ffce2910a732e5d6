"""A client of VDAB of whom nothing is stored yet."""

from collections.abc import Mapping
from typing import Any

from m2w.corrections import change, require_past
from programmes.models import Mentee
from programmes.package.people import MenteeTable


def new_client(values: Mapping[str, Any]) -> Mentee:
    """The file of a client from what was typed, checked as a package is; nothing is stored.

    Raises ValidationError at the fields.
    """
    client = Mentee()
    change(client, MenteeTable(), values, client.version)
    require_past(client, "birth_date", "vdab_guidance_since", "privacy_notice_on")
    return client
