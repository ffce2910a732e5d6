"""What an app does by itself once a day. Each declares it in a module `daily`: `DAILY`."""

import logging
from collections.abc import Callable, Sequence

from m2w.discovery import modules

logger = logging.getLogger(__name__)
DAILY: Sequence[Callable[[], object]] = ()


def do_all() -> None:
    """What cannot be done today stops nothing else."""
    for module in modules("daily"):
        for act in module.DAILY:
            try:
                act()
            except Exception:
                logger.exception("What is done each day failed.")
