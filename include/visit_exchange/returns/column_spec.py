"""One column of a list: its headings, type, words and privacy treatment."""

from enum import StrEnum

from visit_exchange.errors import UserError
from visit_exchange.returns.heading_words import HeadingGroup, Strict, load_heading_words


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
    is read when it is there, and is never missed when it is not. ``bands`` are the lowest
    numbers of the bands in which a pack counts a column of whole numbers, rising.
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
    bands: tuple[int, ...] = ()
    guidance: str
    source: str
    width: int = 18


def with_headings(column: Column) -> Column:
    """Return the column with its title and its group's headings and patterns filled in."""
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
