"""Published figures beside a pack's numbers: ``expectations/published/<id>.yaml``."""

from functools import cache

from pydantic import Field, model_validator

from visit_exchange.errors import UserError
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model

FOLDER = EXPECTATIONS / "published"


class Beside(Strict):
    """A published ``figure`` (``set.figure``) beside a number of a pack, and how they differ.

    ``earlier`` is what told the same before the publication's files changed: of both, what is
    loaded counts, and of what is loaded what was published last.
    """

    figure: str
    but: str
    earlier: "Beside | None" = None

    @property
    def data_set(self) -> str:
        """The id of the data set that the figure is of."""
        return self.figure.partition(".")[0]

    @property
    def either(self) -> tuple["Beside", ...]:
        """It, and what told the same before it."""
        return (self, *(self.earlier.either if self.earlier else ()))


class Figure(Strict):
    """A percentage of a data set: the column ``measure``, summed over the rows ``where`` says.

    It is divided by the one row that ``of`` says, or by the column ``of_column`` of the one row
    that ``where`` says; without them the column is a percentage itself. A file that leaves out the
    rows of nobody shows it by the rest: where all values of the column ``adds_up_over`` come to the
    row ``of``, a row that is not there stands for none. Else the figure is not told.
    """

    title: str
    definition: str
    measure: str
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    of: dict[str, str] = Field(default_factory=dict)
    of_column: str = ""
    adds_up_over: str = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> "Figure":
        if self.of and self.of_column:
            raise ValueError("enter of or of_column, not both")
        if self.of and set(self.of) != set(self.where):
            raise ValueError("where and of must name the same columns")
        if self.adds_up_over and self.adds_up_over not in self.of:
            raise ValueError("adds_up_over must be one of the columns of where and of")
        if not self.of and any(len(values) > 1 for values in self.where.values()):
            raise ValueError("percentages cannot be added up: enter one value, or of")
        return self

    @property
    def filters(self) -> tuple[str, ...]:
        """The columns by which its rows are found."""
        return tuple(self.where)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns of numbers that it is worked out from."""
        return (self.measure, self.of_column) if self.of_column else (self.measure,)

    @property
    def is_as_published(self) -> bool:
        """Whether the file has it as a percentage."""
        return not self.of and not self.of_column


class DataSet(Strict):
    """A data set of a publication: ``file`` is what its publisher calls it."""

    title: str
    publication: str
    publisher: str
    file: str
    figures: dict[str, Figure] = Field(min_length=1)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that its figures need, besides those of time and place."""
        needed = (name for each in self.figures.values() for name in (*each.filters, *each.numbers))
        return tuple(dict.fromkeys(needed))


def data_set_ids() -> tuple[str, ...]:
    """Return the id of every data set that can be loaded."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def load_data_set(data_set: str) -> DataSet:
    """Return a data set; UserError when there is none of that id, or its YAML is wrong."""
    if data_set not in data_set_ids():
        raise UserError(f"Data set must be one of: {', '.join(data_set_ids())}")
    return load_yaml_model(FOLDER / f"{data_set}.yaml", DataSet)


def published_figure(name: str) -> tuple[DataSet, Figure]:
    """Return the figure of the name ``set.figure``, and its data set; UserError when unknown."""
    data_set, _, figure = name.partition(".")
    found = load_data_set(data_set)
    if figure not in found.figures:
        raise UserError(f"{data_set} has no figure {figure}. It has: {', '.join(found.figures)}")
    return found, found.figures[figure]


def data_set_of_file(name: str) -> str | None:
    """Return the data set that a file of this name is, None when none is called so."""
    return next((each for each in data_set_ids() if load_data_set(each).file == name), None)
