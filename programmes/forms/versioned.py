"""Forms that two people may have open at once: none writes over what the other saved."""

from collections.abc import Iterator

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from m2w.corrections import Outdated
from m2w.forms import ActForm


class VersionedForm(ActForm):
    """It knows the version that it was made from, and after a refusal the newer one."""

    others = frozenset({"version"})

    @property
    def version(self) -> int:
        """The version that the form was made from. Raises BadRequest without one."""
        try:
            return int(self.data.get("version", ""))
        except ValueError:
            raise BadRequest(_("Het formulier is onvolledig.")) from None

    @property
    def version_to_send(self) -> str:
        """That of what was sent, where something was."""
        return str(self.data.get("version", "")) if self.is_bound else ""

    def theirs(self, outdated: Outdated) -> Iterator[tuple[str, str]]:
        """What someone else made of it meanwhile, in the words of the form."""
        raise NotImplementedError
