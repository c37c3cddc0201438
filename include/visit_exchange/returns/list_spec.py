"""What a list looks like: ``expectations/<framework>/<list>.yaml``, the only place that says so."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from visit_exchange.returns.problems import Severity
from visit_exchange.yaml_file import load_yaml_model

EXPECTATIONS = Path(__file__).resolve().parents[3] / "expectations"


class Strict(BaseModel):
    """Frozen, and a key that nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    """One column: its headings, values, words and privacy treatment."""

    id: str
    title: str
    type: ValueType
    codes: str | None = None
    required: bool = False
    headings: tuple[str, ...] = ()
    regex: str | None = None
    exclude: str | None = None
    treatment: Treatment
    guidance: str
    source: str
    width: int = 18


class Check(Strict):
    """One rule: a Great Expectations expectation, with our id, severity and words.

    ``expect`` is the expectation's type, ``arguments`` its arguments (row conditions
    structured only). ``mark`` is
    the column whose cells are marked in the reply. ``message`` follows GOV.UK style.
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
    ``against`` columns that speak against it, ``names`` words of a sheet, title or file name.
    """

    needs: tuple[str, ...]
    tells: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class ListSpec(Strict):
    """A list of the request: columns, checks, recognition and words."""

    id: str
    framework: str
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


class CrossCheck(Strict):
    """A question across lists, named in the framework's ``across.yaml``.

    ``kind`` names the comparison; ``left`` and ``right`` are ``list.column``.
    """

    id: str
    severity: Severity
    kind: Literal["same_child_in_both", "child_missing_from", "name_missing_from"]
    left: str
    right: str
    message: str


class CrossChecks(Strict):
    """The questions across lists of one framework."""

    checks: tuple[CrossCheck, ...]


@cache
def load_list(framework: str, list_id: str) -> ListSpec:
    """Return the list's specification; UserError naming file and key when the YAML is wrong."""
    return load_yaml_model(EXPECTATIONS / framework / f"{list_id}.yaml", ListSpec)


@cache
def load_cross_checks(framework: str) -> CrossChecks:
    """Return the framework's questions across lists (``expectations/<framework>/across.yaml``)."""
    return load_yaml_model(EXPECTATIONS / framework / "across.yaml", CrossChecks)
