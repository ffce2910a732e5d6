"""Many who want the same thing at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from m2w.refusals import Refused

DONE = "done"


def race(*acts):
    """Do all acts at once, each on a connection of its own; how often each result came.

    The result of a request is the status of its answer.
    """
    ready = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            ready.wait(timeout=30)
            answer = act()
        except Refused as refusal:
            return refusal.code
        else:
            return getattr(answer, "status_code", DONE)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return Counter(threads.map(run, acts))
