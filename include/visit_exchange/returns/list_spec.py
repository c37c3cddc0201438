"""What a list looks like: ``expectations/<framework>/<list>.yaml``, the only place that says so."""

from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import Field

from visit_exchange.errors import UserError
from visit_exchange.returns.heading_words import (
    EXPECTATIONS,
    HeadingGroup,
    Strict,
    load_heading_words,
)
from visit_exchange.returns.problems import Severity
from visit_exchange.yaml_file import load_yaml_model


class ValueType(StrEnum):
    """How the cells of a column are read into canonical values."""

    REFERENCE = "reference"  # an id: text, never a float; leading zeros kept
    TEXT = "text"
    WHOLE_NUMBER = "whole_number"
    PERCENTAGE = "percentage"  # 0 to 100
    MINUTES = "minutes"
    DATE = "date"
    CODE = "code"  # one canonical code of `codes`
    CODES = "codes"  # several, written "SEMH; ASD"


class Treatment(StrEnum):
    """What happens to a column's values before anyone outside the authority sees them."""

    KEEP = "keep"
    PSEUDONYMISE = "pseudonymise"
    GENERALISE = "generalise"
    REDACT = "redact"
    DROP = "drop"
    FORBID = "forbid"


class Column(Strict):
    """One column: its headings, values, words and privacy treatment.

    ``synonyms`` names a group of headings.yaml that is added to ``headings``. ``asked`` is False
    for a column that the request does not name but that systems give and inspectors can use: it
    is read when it is there, and is never missed when it is not.
    """

    id: str
    title: str
    type: ValueType
    codes: str | None = None
    required: bool = False
    asked: bool = True
    synonyms: str | None = None
    headings: tuple[str, ...] = ()
    regex: str | None = None
    exclude: str | None = None
    treatment: Treatment
    guidance: str
    source: str
    width: int = 18


class Check(Strict):
    """One rule: a Great Expectations expectation, with our id, severity and words.

    ``expect`` is the expectation's type, ``arguments`` its arguments (row conditions structured
    only; ``{$CODES: name}`` stands for a code set, ``{$PARAMETER: name}`` for a date of the visit).
    ``mark`` is the column whose cells are marked in the reply. ``message`` follows GOV.UK style
    and may hold ``{notified}`` or another parameter.
    """

    id: str
    severity: Severity
    expect: str
    arguments: dict[str, Any]
    mark: str
    message: str
    source: str | None = None


class Recognition(Strict):
    """How this list is told from its neighbours.

    ``needs`` are columns that must all be present, ``tells`` columns that speak for this list,
    ``against`` columns (of the framework's other lists) that speak against it, ``names`` words of
    a sheet, title or file name.
    """

    needs: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class ListSpec(Strict):
    """A list of the request: columns, checks, recognition and words.

    ``like`` names a list whose columns and checks come first, the checks under this list's
    ``prefix``. ``unique`` are the columns that together name a row.
    """

    id: str
    framework: str
    prefix: str
    like: str | None = None
    title: str
    sheet: str = Field(max_length=31)
    grain: str
    source: str
    about: str
    recognition: Recognition
    unique: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]

    def column(self, column_id: str) -> Column:
        """Return the column with this id; KeyError when there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)

    def code_check(self, column_id: str) -> Check | None:
        """Return the check that holds a column to its code set, None when there is none."""
        return next(
            (c for c in self.checks if c.mark == column_id and "$CODES" in str(c.arguments)), None
        )


@cache
def load_list(framework: str, list_id: str) -> ListSpec:
    """Return the list's specification; UserError naming file and key when the YAML is wrong."""
    spec = load_yaml_model(EXPECTATIONS / framework / f"{list_id}.yaml", ListSpec)
    columns = tuple(_with_headings(column) for column in spec.columns)
    checks = spec.checks
    if spec.like:
        base = load_list(framework, spec.like)
        columns = base.columns + columns
        checks = tuple(_renamed(c, base.prefix, spec.prefix) for c in base.checks) + checks
    return _agreed(spec.model_copy(update={"columns": columns, "checks": checks}))


def _with_headings(column: Column) -> Column:
    groups = load_heading_words().fields
    if column.synonyms and column.synonyms not in groups:
        raise UserError(f"headings.yaml has no group {column.synonyms}")
    group = groups[column.synonyms] if column.synonyms else HeadingGroup(headings=())
    return column.model_copy(
        update={
            "headings": (column.title, *column.headings, *group.headings),
            "regex": column.regex or group.regex,
            "exclude": column.exclude or group.exclude,
        }
    )


def _renamed(check: Check, old: str, new: str) -> Check:
    return check.model_copy(update={"id": new + check.id.removeprefix(old)})


def _agreed(spec: ListSpec) -> ListSpec:
    """Return ``spec`` if its parts name each other rightly, or raise UserError with every slip."""
    columns = {column.id for column in spec.columns}
    ids = [check.id for check in spec.checks]
    own = {*spec.recognition.needs, *spec.recognition.tells, *spec.unique}
    slips = [f"no column is called {name}" for name in sorted(own - columns)]
    slips += [f"{c.id} marks {c.mark}, no column" for c in spec.checks if c.mark not in columns]
    slips += [f"two checks are called {i}" for i in sorted({i for i in ids if ids.count(i) > 1})]
    slips += [f"{i} must begin with {spec.prefix}-" for i in ids if i[:3] != f"{spec.prefix}-"]
    if len(columns) < len(spec.columns):
        slips.append("two columns have the same id")
    if slips:
        raise UserError(f"{spec.id}.yaml has mistakes. Mend these:\n  " + "\n  ".join(slips))
    return spec
