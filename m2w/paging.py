"""Pages of a list, each as quick as the first."""

from typing import Any

from django.core.paginator import Page, Paginator


class BothEnds(Paginator):
    """Reads the pages of the second half from the end: the last one is as near as the first."""

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        if first <= self.count - last:
            return self._get_page(self.object_list[first:last], number, self)
        rows: Any = self.object_list
        from_the_end = rows.reverse()[self.count - last : self.count - first]
        return self._get_page(list(from_the_end)[::-1], number, self)
