"""What a list looks like: ``expectations/<framework>/<list>.yaml``, the only place that says so."""

from functools import cache
from typing import Any

from pydantic import Field

from visit_exchange.errors import UserError
from visit_exchange.kinds.column_spec import Column, Treatment, ValueType, with_headings
from visit_exchange.kinds.loading import expectation_file
from visit_exchange.kinds.severity import Severity
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model

__all__ = [
    "Check",
    "Column",
    "ListSpec",
    "Recognition",
    "Treatment",
    "ValueType",
    "asked_for",
    "load_list",
]


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
    a sheet, title or file name. ``own`` are columns that other registers hardly have (``tells``
    when it is empty), ``says`` a pattern searched for in the headings that speaks as one of these.
    ``dated`` are columns that tell only where they hold days that have come.
    """

    needs: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    says: str | None = None
    dated: tuple[str, ...] = ()


class ListSpec(Strict):
    """A list of the request: columns, checks, recognition and words.

    ``like`` names a list whose columns and checks come first, the checks under this list's
    ``prefix``; a check of the same number here stands in its place. ``unique`` are the columns
    that together name a row. ``ages`` gives whole years at the notification date a name by which
    checks speak of them, and says which date of birth they are worked out from.
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
    ages: dict[str, str] = Field(default_factory=dict)
    columns: tuple[Column, ...]
    checks: tuple[Check, ...]

    def column(self, column_id: str) -> Column:
        """Return the column with this id; KeyError when there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)

    def is_used(self, column_id: str) -> bool:
        """Say whether a column is passed on or checked: nothing is asked of any other."""
        dropped = self.column(column_id).treatment is Treatment.DROP
        return not dropped or any(
            column_id == check.mark or f"'{column_id}'" in str(check.arguments)
            for check in self.checks
        )

    def code_check(self, column_id: str) -> Check | None:
        """Return the check that holds a column to its code set, None when there is none."""
        return next(
            (c for c in self.checks if c.mark == column_id and "$CODES" in str(c.arguments)), None
        )


@cache
def load_list(framework: str, list_id: str) -> ListSpec:
    """Return the list's specification; UserError naming file and key when the YAML is wrong."""
    spec = load_yaml_model(expectation_file(framework, f"{list_id}.yaml"), ListSpec)
    columns = tuple(with_headings(column) for column in spec.columns)
    checks = spec.checks
    if spec.like:
        # A list of the same framework, or of an older edition: <framework>/<list>.
        older, _, name = spec.like.rpartition("/")
        base = load_list(older or framework, name)
        columns = _placed(base.columns, columns)
        checks = _merged([_renamed(c, base.prefix, spec.prefix) for c in base.checks], checks)
    return _agreed(spec.model_copy(update={"columns": columns, "checks": checks}))


def _renamed(check: Check, old: str, new: str) -> Check:
    return check.model_copy(update={"id": new + check.id.removeprefix(old)})


def _placed(base: tuple[Column, ...], own: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return all columns, each of this list's own after the one that it names, or at the end."""
    columns = list(base)
    for column in own:
        ids = [each.id for each in columns]
        place = ids.index(column.after) + 1 if column.after in ids else len(columns)
        columns.insert(place, column)
    return tuple(columns)


def _merged(base: list[Check], own: tuple[Check, ...]) -> tuple[Check, ...]:
    instead = {check.id: check for check in own}
    kept = [instead.pop(check.id, check) for check in base]
    return (*kept, *(check for check in own if check.id in instead))


def _agreed(spec: ListSpec) -> ListSpec:
    """Return ``spec`` if its parts name each other rightly, or raise UserError with every slip."""
    columns = {column.id for column in spec.columns}
    ids = [check.id for check in spec.checks]
    told = spec.recognition
    own = {*told.needs, *told.tells, *told.own, *told.dated, *spec.unique, *spec.ages.values()}
    slips = [f"no column is called {name}" for name in sorted(own - columns)]
    slips += [f"{c.id} marks {c.mark}, no column" for c in spec.checks if c.mark not in columns]
    slips += [f"two checks are called {i}" for i in sorted({i for i in ids if ids.count(i) > 1})]
    slips += [f"{i} must begin with {spec.prefix}-" for i in ids if i[:3] != f"{spec.prefix}-"]
    if len(columns) < len(spec.columns):
        slips.append("two columns have the same id")
    if slips:
        raise UserError(f"{spec.id}.yaml has mistakes. Correct these:\n  " + "\n  ".join(slips))
    return spec


def asked_for(spec: ListSpec) -> frozenset[str]:
    """Return the kinds of identifier that a list is asked to hold: none in a list of pseudonyms."""
    return frozenset(column.identifies for column in spec.columns if column.identifies)
