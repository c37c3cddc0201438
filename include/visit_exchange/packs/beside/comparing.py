"""A pack's numbers beside published ones: those that the kind of visit names, and no others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visit_exchange.kinds.authorities import load_authorities, region_of
from visit_exchange.kinds.profile_spec import Indicator
from visit_exchange.kinds.published_spec import Beside, DataSet, Figure, published_figure
from visit_exchange.packs.beside.release import ENGLAND, SYMBOLS, Neighbours, Release, Told
from visit_exchange.writing.dates_in_words import say_day

NOT_PUBLISHED = "not published"


@dataclass(frozen=True)
class Value:
    """What is published of one area: as it is shown, and what a symbol means."""

    area: str
    shown: str
    means: str = ""


@dataclass(frozen=True)
class Published:
    """A published figure: the area's own, England's, its region's and its neighbours'."""

    title: str
    own: Value
    england: Value
    region: Value | None
    neighbours: tuple[Value, ...]
    spread: str
    definition: str
    but: str
    source: str


@dataclass(frozen=True)
class NotLoaded:
    """A figure that could be shown: nothing of its publication is loaded."""

    title: str
    source: str


@dataclass(frozen=True)
class Compared:
    """A number of a pack, with what is published and what could be."""

    indicator: Indicator
    published: tuple[Published, ...]
    not_loaded: tuple[NotLoaded, ...]


def compared(
    indicators: Iterable[Indicator],
    releases: Mapping[str, Release],
    neighbours: Neighbours | None,
    la_code: str,
) -> tuple[Compared, ...]:
    """Return the indicators that have a published figure beside them, each with what is loaded."""
    codes = neighbours.of(la_code) if neighbours else ()
    return tuple(_one(each, releases, codes, la_code) for each in indicators if each.beside)


def _one(
    indicator: Indicator, releases: Mapping[str, Release], codes: tuple[str, ...], la_code: str
) -> Compared:
    found: list[Published] = []
    lacking: list[NotLoaded] = []
    for each in (_latest(named, releases) for named in indicator.beside):
        data_set, figure = published_figure(each.figure)
        release = releases.get(each.data_set)
        if release is None:
            lacking.append(
                NotLoaded(
                    _title(data_set, figure), f"{data_set.publication} ({data_set.publisher})"
                )
            )
        else:
            found.append(_published(each, data_set, figure, release, codes, la_code))
    return Compared(indicator, tuple(found), tuple(lacking))


def _latest(named: Beside, releases: Mapping[str, Release]) -> Beside:
    """Return what is loaded and was published last, of a figure and of what told it before."""
    loaded = [each for each in named.either if each.data_set in releases]
    return max(loaded, key=lambda each: releases[each.data_set].published, default=named)


def _published(
    each: Beside,
    data_set: DataSet,
    figure: Figure,
    release: Release,
    codes: tuple[str, ...],
    la_code: str,
) -> Published:
    name, region = each.figure.partition(".")[2], region_of(la_code)
    told = {code: release.of(name, code) for code in codes}
    return Published(
        title=_title(data_set, figure),
        own=_value(_named(la_code), release.of(name, la_code)),
        england=_value(ENGLAND, release.of(name, ENGLAND)),
        region=_value(region, release.of(name, region)) if region else None,
        neighbours=tuple(_value(_named(code), told[code]) for code in codes),
        spread=spread(list(told.values())),
        definition=figure.definition,
        but=each.but,
        source=_source(data_set, release),
    )


def _title(data_set: DataSet, figure: Figure) -> str:
    return f"{data_set.title}: {figure.title[0].lower()}{figure.title[1:]}"


def spread(told: list[Told | None]) -> str:
    """Return the lowest and the highest of the neighbours, and for how many there is a number."""
    numbers = [each for each in told if each and each.percentage is not None]
    if not numbers:
        return NOT_PUBLISHED if told else ""
    ordered = sorted(numbers, key=lambda each: each.percentage or 0)
    known = f"{len(numbers)} of {len(told)}"
    if len(numbers) == 1:
        return f"{ordered[0]} ({known})"
    return f"{ordered[0]} to {ordered[-1]} ({known})"


def _value(area: str, told: Told | None) -> Value:
    if told is None:
        return Value(area, NOT_PUBLISHED)
    return Value(area, str(told), SYMBOLS.get(told.symbol, ""))


def _named(la_code: str) -> str:
    known = load_authorities().get(la_code)
    return known.name if known else la_code


def _source(data_set: DataSet, release: Release) -> str:
    return (
        f"{data_set.publication}, {release.when} ({data_set.publisher}, published "
        f"{say_day(release.published)})"
    )
