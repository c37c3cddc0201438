"""Loads published figures and neighbours into the register: read whole, checked, then kept."""

from datetime import date
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import wall_now
from visit_exchange.kinds.published_spec import data_set_ids, data_set_of_file, load_data_set
from visit_exchange.packs.beside.figures_file import read_figures
from visit_exchange.packs.beside.neighbours_file import read_neighbours
from visit_exchange.packs.beside.release import Neighbours, Release
from visit_exchange.writing.dates_in_words import say_day

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def load_figures(
    outside: "Outside",
    file: str,
    content: bytes,
    published: date,
    *,
    data_set: str = "",
    by: str,
) -> Release:
    """Let the newest period of a published file count; UserError that says what is wrong with it.

    ``data_set`` says which it is, where its name does not.
    """
    which = data_set or data_set_of_file(file)
    if which is None:
        raise UserError(
            f"Say with --set which data set {file} is: {', '.join(data_set_ids())}. "
            "A file that keeps its publisher's name needs none."
        )
    spec = load_data_set(which)
    _check_day(published, outside.register.releases().get(which))
    period, identifier, told = read_figures(content, spec)
    release = Release(which, period, identifier, published, file, told)
    outside.register.keep_release(release, by=by, at=wall_now())
    return release


def load_neighbours(
    outside: "Outside", content: bytes, source: str, published: date, *, by: str
) -> Neighbours:
    """Let the neighbours of a file count; UserError that says what is wrong with it."""
    if not source.strip():
        raise UserError("Enter with --source who says so, as inspectors are to read it.")
    _check_day(published, outside.register.neighbours())
    neighbours = Neighbours(source.strip(), published, read_neighbours(content))
    outside.register.keep_neighbours(neighbours, by=by, at=wall_now())
    return neighbours


def _check_day(published: date, before: Release | Neighbours | None) -> None:
    if published > wall_now().date():
        raise UserError("--published must be the day on which it was published, not one to come.")
    if before and published < before.published:
        raise UserError(
            f"What was published on {say_day(before.published)} is loaded. --published must be "
            "that day, or a later one."
        )
