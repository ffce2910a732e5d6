"""Date arithmetic inside queries, alike on SQLite and PostgreSQL."""

from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, DateField, DecimalField, Func, IntegerField


class AddMonths(Func):
    """The same day so many months later, or the last day of a shorter month.

    The twin of `periods.add_months`: SQLite would run over into the next month.
    """

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        (day, day_params), (months, months_params) = map(
            compiler.compile, self.get_source_expressions()
        )
        sql = (
            f"MIN(DATE({day}, '+' || ({months}) || ' months'),"
            f" DATE({day}, 'start of month', '+' || (({months}) + 1) || ' months', '-1 day'))"
        )
        return sql, [*day_params, *months_params] * 2

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="(%(expressions)s)::date",
            arg_joiner=" + INTERVAL '1 month' * ",
        )


class AddDays(Func):
    """So many days later."""

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        (day, day_params), (days, days_params) = map(
            compiler.compile, self.get_source_expressions()
        )
        return f"DATE({day}, '+' || ({days}) || ' days')", [*day_params, *days_params]

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" + 1 * ")


class DaysBetween(Func):
    """Whole days from the second date to the first. (The ORM's own subtraction calls Python.)"""

    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="CAST(JULIANDAY(%(expressions)s) AS INTEGER)",
            arg_joiner=") - JULIANDAY(",
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" - ")


class SumMoney(Aggregate):
    """The sum of amounts to the cent: SQLite keeps decimals as floats, so it adds whole cents."""

    function = "SUM"
    output_field = DecimalField(max_digits=20, decimal_places=2)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # Beside a filter Django takes no template as an argument.
        in_cents = self.copy()
        in_cents.template = "SUM(CAST(ROUND((%(expressions)s) * 100) AS INTEGER))"
        return in_cents.as_sql(compiler, connection, **context)

    def convert_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        if value is None or connection.vendor != "sqlite":
            return value
        return Decimal(value).scaleb(-2)
