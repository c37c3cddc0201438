"""An indicator in words, derived from its data, so that the words cannot say something else."""

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.column_spec import Treatment, ValueType
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.kinds.profile_spec import CHILD, ROW, Indicator, Spread
from visit_exchange.kinds.rules.conditions import Condition

COUNTED_FROM = "the day the list is as at (else the notification date)"
_MATCH = {
    "any": "at least one row where",
    "all": "every row where",
    "none": "no row where",
}


def definition(framework: str, indicator: Indicator) -> str:
    """Return what is counted, over which rows, and what is counted as not held."""
    spec = load_list(framework, indicator.list)
    who = _who(spec, indicator.of)
    what = _distinct(spec, indicator) or _matching(framework, spec, indicator)
    rows = f" {_looked_at(framework, spec, indicator.rows)}" if indicator.rows else ""
    return f"List “{spec.sheet}”: {who} {what}.{rows}"


def spread_definition(framework: str, spread: Spread) -> str:
    """Return what a spread counts, over which rows."""
    spec = load_list(framework, spread.list)
    days = f", in days back from {COUNTED_FROM}" if _is_dates(spec, spread) else ""
    rows = f" {_looked_at(framework, spec, spread.rows)}" if spread.rows else ""
    return (
        f"List “{spec.sheet}”: {_who(spec, spread.of)} by {_title(spec, spread.column)}"
        f"{days}; each counts once under every value it has.{rows}"
    )


def in_words(framework: str, spec: ListSpec, condition: Condition) -> str:
    """Return a condition as a phrase."""
    if condition.every:
        return " and ".join(_within(framework, spec, part) for part in condition.every)
    if condition.either:
        return " or ".join(_within(framework, spec, part) for part in condition.either)
    if condition.also_in:
        return f"the child is also in list “{load_list(framework, condition.also_in).sheet}”"
    return f"{_title(spec, condition.column)} {_test(spec, condition)}{_blank(condition)}"


def _title(spec: ListSpec, column_id: str) -> str:
    """Return a column's title; a date that arrives as an age is named as that."""
    column = spec.column(column_id)
    is_age = column.type is ValueType.DATE and column.treatment is Treatment.GENERALISE
    return f"age (from {column.title})" if is_age else column.title


def _within(framework: str, spec: ListSpec, part: Condition) -> str:
    words = in_words(framework, spec, part)
    return f"({words})" if part.every or part.either else words


def _matching(framework: str, spec: ListSpec, indicator: Indicator) -> str:
    words = in_words(framework, spec, indicator.where) if indicator.where else ""
    if indicator.of == ROW:
        return f"where {words}"
    if indicator.least > 1:
        return f"with at least {indicator.least} children where {words}"
    return f"with {_MATCH[indicator.match]} {words}"


def _distinct(spec: ListSpec, indicator: Indicator) -> str:
    if indicator.distinct is None:
        return ""
    title = spec.column(indicator.distinct.column).title
    return f"with {indicator.distinct.least} or more different values of {title}"


def _looked_at(framework: str, spec: ListSpec, rows: Condition | None) -> str:
    return f"Only rows where {in_words(framework, spec, rows)}." if rows else ""


def _who(spec: ListSpec, of: str) -> str:
    if of in (CHILD, ROW):
        return {CHILD: "children", ROW: "rows"}[of]
    return f"each {spec.column(of).title}"


def _test(spec: ListSpec, condition: Condition) -> str:
    if condition.held is not None:
        return "is given" if condition.held else "is blank or not known"
    if condition.any_of or condition.none_of:
        codes = condition.any_of or condition.none_of
        labels = " or ".join(_labels(spec, condition.column, codes))
        return f"{'is' if condition.any_of else 'is not'} {labels}"
    if condition.older_than_days is not None:
        return f"is more than {condition.older_than_days} days before {COUNTED_FROM}"
    if condition.over is not None:
        return f"is more than {condition.over:g}"
    if condition.at_most is not None:
        return f"is {condition.at_most:g} or less"
    return f"is {condition.at_least:g} or more"


def _labels(spec: ListSpec, column: str, codes: tuple[str, ...]) -> list[str]:
    codes_of = spec.column(column).codes
    labels = {code.code: code.label for code in load_codes(codes_of).codes} if codes_of else {}
    return [labels.get(code, code) for code in codes]


def _blank(condition: Condition) -> str:
    said = {"yes": " (also when it is blank)", "no": " (a blank counts as no)", "unknown": ""}
    return said[condition.blank]


def _is_dates(spec: ListSpec, spread: Spread) -> bool:
    column = spec.column(spread.column)
    return column.type is ValueType.DATE and column.treatment is not Treatment.GENERALISE
