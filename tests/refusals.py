"""What an act is refused with."""

import pytest
from django.core.exceptions import ValidationError

from m2w.refusals import Refused


def refusal(act, *args, **kwargs):
    """The code with which a rule refuses the act."""
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def faulty_fields(act, *args, **kwargs):
    """The fields whose values the act does not take."""
    with pytest.raises(ValidationError) as caught:
        act(*args, **kwargs)
    return list(caught.value.message_dict)
