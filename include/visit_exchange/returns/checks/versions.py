"""A list against the version before it: one much longer or shorter is perhaps the wrong one."""

from typing import TYPE_CHECKING

from visit_exchange.kinds.cross_checks import load_cross_checks
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    import pandas as pd


def ask_about_size(
    spec: ListSpec, now: "pd.DataFrame", before: "pd.DataFrame | None"
) -> tuple[Problem, ...]:
    """Return the question of ``versions`` in across.yaml, when ``now`` calls for it.

    ``before`` is the last accepted version, None when there is none. Both frames' columns are the
    ids of the list's YAML.
    """
    check = load_cross_checks(spec.framework).versions
    if check is None or before is None:
        return ()
    here, there = _things(spec, now), _things(spec, before)
    if max(here, there) < check.least or max(here, there) <= check.factor * min(here, there):
        return ()
    message = check.message.format(now=here, before=there)
    onward = check.onward.format(how="longer" if here > there else "shorter")
    return (Problem(check.id, check.severity, message, list_id=spec.id, onward=onward),)


def _things(spec: ListSpec, frame: "pd.DataFrame") -> int:
    """Count what a list is about (children, providers): the first of the columns that name a row.

    A child with several rows is one child.
    """
    name = spec.unique[0] if spec.unique else None
    return int(frame[name].nunique()) if name in frame else len(frame)
