"""The page of published figures, derived from ``expectations/published`` and the profiles."""

from collections.abc import Iterable, Iterator
from itertools import chain

from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.kinds.published_spec import Figure, data_set_ids, load_data_set
from visit_exchange.packs.beside.figures_file import COLUMNS
from visit_exchange.packs.beside.release import SYMBOLS

HOW = """\
# Published figures beside a pack's numbers

On *At a glance* inspectors read some numbers of a pack beside published ones of the area, its
region, England and its statistical neighbours. Each stands with what it counts, how that differs,
its source and the day on which it was published. Nothing is worked out where it is not told: where
nothing is loaded, or nothing is published of an area, the page says so.

```
visit-exchange figures load spc_ap_setting.csv --published 2023-06-08
visit-exchange figures neighbours near.csv --source "Statistical neighbours" --published 2021-03-01
visit-exchange figures list
```

## A data file

A CSV file as Explore Education Statistics has it, whole: a row for each area and value, with the
columns of time and place ({columns})
and those below. Its newest period is read; rows of schools are left out. With a mistake in it
nothing is loaded: each is named by row and column. What was published earlier than what is loaded
is refused; the same day or a later one takes its place. What was loaded before stays in the
register, with who loaded it.

A symbol instead of a number is shown as it is published:

{symbols}

A sum with a symbol in it is that symbol. A row that is not there is of nobody only where the rows
that are there come to the total; else the figure is *not published*.

## Neighbours

A CSV file with the columns `la_code` and `neighbour_la_code` (three digits each), a row for each
neighbour, the nearest first, 20 at most.

## What can be loaded

A new data set is a file in `expectations/published/`, and `beside` of an indicator in a
`profile.yaml` names its figures: no Python. Where a publication's files change, `earlier` names
what told the same before: of both, what was published last is shown.
"""


def published_page() -> str:
    """Return ``docs/published-figures.md``."""
    symbols = "\n".join(f"- `{each}`: {means}" for each, means in SYMBOLS.items())
    columns = ", ".join(f"`{each}`" for each in COLUMNS)
    lines = [HOW.format(columns=columns, symbols=symbols)]
    for each in data_set_ids():
        lines += _data_set(each)
    return "\n".join(lines).rstrip("\n") + "\n"


def _data_set(data_set: str) -> Iterator[str]:
    spec = load_data_set(data_set)
    yield f"### {spec.title}"
    yield ""
    yield (
        f"`{spec.file}` of *{spec.publication}* ({spec.publisher}); under another name with "
        f"`--set {data_set}`. Columns: {', '.join(f'`{one}`' for one in spec.columns)}."
    )
    yield ""
    yield "| Figure | What it is | Its rows | Beside |"
    yield "|---" * 4 + "|"
    for name, figure in spec.figures.items():
        beside = "; ".join(_beside(f"{data_set}.{name}"))
        yield f"| {figure.title} | {figure.definition} | {_rows(figure)} | {beside} |"
    yield ""


def _rows(figure: Figure) -> str:
    if not figure.where:
        return f"`{figure.measure}`"
    of = f", of {_values(figure.of.values())}" if figure.of else ""
    if figure.of_column:
        of = f", of `{figure.of_column}` there"
    told = (", ".join(values) for values in figure.where.values())
    return f"`{figure.measure}` of {_values(told)}{of}"


def _values(values: Iterable[str]) -> str:
    return " / ".join(values)


def _beside(figure: str) -> Iterator[str]:
    for kind in framework_ids():
        for indicator in load_profile(kind).indicators:
            for one in chain.from_iterable(named.either for named in indicator.beside):
                if one.figure == figure:
                    yield f"{load_framework(kind).title}: {indicator.title}. {one.but}"
