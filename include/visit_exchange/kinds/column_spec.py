"""One column of a list: its headings, type, words and privacy treatment."""

from enum import StrEnum

from pydantic import model_validator

from visit_exchange.errors import UserError
from visit_exchange.kinds.heading_words import HeadingGroup, load_heading_words
from visit_exchange.kinds.yaml_file import Strict


class ValueType(StrEnum):
    """How the cells of a column are read into canonical values."""

    REFERENCE = "reference"  # an id: text, never a float; leading zeros kept
    TEXT = "text"
    WHOLE_NUMBER = "whole_number"  # of years: parts of one are cut off
    COUNT = "count"  # how often something happened: no parts
    PERCENTAGE = "percentage"  # 0 to 100
    MINUTES = "minutes"
    DATE = "date"
    CODE = "code"  # one canonical code of `codes`
    CODES = "codes"  # several, written "SEMH; ASD"


class Treatment(StrEnum):
    """What happens to a column's values before anyone outside the authority sees them."""

    KEEP = "keep"
    PSEUDONYMISE = "pseudonymise"
    LINK = "link"  # tells which child it is, across lists, and then goes nowhere
    GENERALISE = "generalise"
    REDACT = "redact"
    DROP = "drop"
    FORBID = "forbid"


class Shown(StrEnum):
    """How exactly a pack shows the values of a column."""

    EXACT = "exact"
    BAND = "band"
    MONTH = "month"
    YEAR = "year"


class Column(Strict):
    """One column: its headings, values, words and privacy treatment.

    ``synonyms`` names a group of headings.yaml that is added to ``headings``. ``asked`` is False
    for a column that the request does not name but that systems give and inspectors can use: it
    is read when it is there, and is never missed when it is not. ``bands`` are the lowest
    numbers of the bands in which a pack counts a column of whole numbers, rising. With
    ``rounds_up`` a part of one counts as a whole: what is "90 or less" ends a band. ``shown_as``
    makes a pack show less than was sent: a number's band, a date's month or year.

    ``near`` is a pattern of headings that may be it: offered when it is not found, never read.

    ``identifies`` is the kind of identifier (a key of headings.yaml) that a column of an identified
    list is asked to hold. ``pack_title`` is what a pack calls it when the treatment makes something
    else of it. ``names_of`` is the column of codes whose cells may hold this one's names instead
    ("Oakfield Academy" as a commissioner). ``after`` is the column that it follows, in a list that
    is like another.
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
    near: str | None = None
    identifies: str | None = None
    treatment: Treatment
    pack_title: str | None = None
    after: str | None = None
    names_of: str | None = None
    bands: tuple[int, ...] = ()
    rounds_up: bool = False
    shown_as: Shown = Shown.EXACT
    guidance: str
    source: str
    width: int = 18

    @model_validator(mode="after")
    def _can_be_shown_so(self) -> "Column":
        if self.shown_as is Shown.BAND and not self.bands:
            raise ValueError(f"{self.id} is shown_as band and must have bands")
        is_day = self.type is ValueType.DATE and not self.is_age
        if self.shown_as in (Shown.MONTH, Shown.YEAR) and not is_day:
            raise ValueError(f"{self.id} is shown_as {self.shown_as.value} and must be a date")
        return self

    @property
    def onward_title(self) -> str:
        """What a pack calls the column."""
        return self.pack_title or self.title

    @property
    def is_age(self) -> bool:
        """Whether a date of birth is passed on as an age."""
        return self.type is ValueType.DATE and self.treatment is Treatment.GENERALISE


def with_headings(column: Column) -> Column:
    """Return the column with its title and its group's headings and patterns filled in."""
    groups = load_heading_words().fields
    if column.synonyms and column.synonyms not in groups:
        raise UserError(f"headings.yaml has no group {column.synonyms}")
    if column.identifies and column.identifies not in load_heading_words().identifying:
        raise UserError(f"headings.yaml has no kind of identifier {column.identifies}")
    group = groups[column.synonyms] if column.synonyms else HeadingGroup(headings=())
    return column.model_copy(
        update={
            "headings": (column.title, *column.headings, *group.headings),
            "regex": column.regex or group.regex,
            "exclude": column.exclude or group.exclude,
            "near": column.near or group.near,
        }
    )
