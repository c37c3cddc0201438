"""Which list of the request a table is: by its columns first, by what it is called second."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from visit_exchange.kinds.list_spec import ListSpec, Recognition
from visit_exchange.returns.recognition.headings import ListHeadings, MatchedHeadings
from visit_exchange.returns.recognition.list_doubt import Called, Doubt, doubt_of
from visit_exchange.returns.recognition.names_called import longest_name
from visit_exchange.returns.recognition.other_registers import likeliest, load_other_registers

# What speaks for a list, in parts of all that could: its telling columns make up 1 together.
AGAINST = 0.5
CALLED_BY_SHEET = 1.25
CALLED_BY_FILE = 0.3
CLEAR = 0.1
FEWEST_COLUMNS = 2


@dataclass(frozen=True)
class Choice:
    """The lists that a table can be, most likely first: one when it is clear, none when none fits.

    ``nearly`` are lists that it would be if it had the columns that they need, or were not
    ``mixed`` with those of others. ``looks_like`` is
    the list that the columns speak for, when what the table is called speaks for another.
    ``doubt`` is what speaks against the one list of ``specs``, or that a table of no list is
    another register. ``is_called`` says that the one list is what the table is called.
    """

    specs: tuple[ListSpec, ...]
    nearly: tuple[ListSpec, ...] = ()
    looks_like: ListSpec | None = None
    mixed: bool = False
    doubt: Doubt | None = None
    is_called: bool = False


def choose_list(
    headings: Mapping[int, str],
    lists: Sequence[ListHeadings],
    *,
    sheet: str,
    file: str,
    dateless: frozenset[int] = frozenset(),
) -> Choice:
    """Return which list a table is; ``sheet`` is its sheet's name and title, ``file`` the name.

    ``dateless`` are columns without a day that has come: they tell no list that asks for one.
    """
    called = Called(sheet, file)
    choice = _by_columns_and_names(headings, lists, sheet=sheet, file=file, dateless=dateless)
    if not choice.specs:
        return replace(choice, doubt=_other_register(headings, called))
    if len(choice.specs) > 1:
        return choice
    known = next(known for known in lists if known.spec is choice.specs[0])
    return replace(
        choice, doubt=doubt_of(headings, known, called), is_called=called.is_list(known.spec)
    )


def _other_register(headings: Mapping[int, str], called: Called) -> Doubt | None:
    """Return the register that a table of no list is: it has two of its columns, or its name."""
    registers = load_other_registers().registers.values()
    named = [register for register in registers if called.is_register(register)]
    register, told = likeliest(headings, named) or likeliest(headings, registers) or (None, ())
    if register and (len(told) > 1 or register in named):
        return Doubt(register, certain=True, columns=tuple(sorted(told)))
    return None


def _by_columns_and_names(
    headings: Mapping[int, str],
    lists: Sequence[ListHeadings],
    *,
    sheet: str,
    file: str,
    dateless: frozenset[int],
) -> Choice:
    matched = {known.spec.id: _dated(known, headings, dateless) for known in lists}
    specs = [known.spec for known in lists]
    able = [spec for spec in specs if _able(spec, matched[spec.id], len(headings))]
    scores = {
        spec.id: _columns_score(spec.recognition, matched[spec.id], matched.values())
        for spec in able
    }
    by_columns = dict(scores)
    _add_names(scores, specs, sheet, CALLED_BY_SHEET)
    _add_names(scores, specs, file, CALLED_BY_FILE)
    # A list may be a single column: then no other column can speak for it.
    least = -CLEAR if len(headings) == 1 else 0
    ranked = sorted((spec for spec in able if scores[spec.id] > least), key=lambda s: -scores[s.id])
    best = [s for s in ranked if scores[s.id] > scores[ranked[0].id] - CLEAR]
    if len(best) == 1:
        return Choice((best[0],), looks_like=_overruled(best[0], able, by_columns))
    if best:
        return Choice(tuple(best))
    nearly = _nearly(specs, matched, sheet)
    return Choice((), nearly, mixed=any(spec in able for spec in nearly))


def _dated(
    known: ListHeadings, headings: Mapping[int, str], dateless: frozenset[int]
) -> MatchedHeadings:
    """Return what the headings mean, without columns that ought to hold days and do not."""
    match = known.match(headings)
    silent = {f for f in known.spec.recognition.dated if match.columns.get(f) in dateless}
    kept = {field: column for field, column in match.columns.items() if field not in silent}
    return replace(match, columns=kept)


def _overruled(
    chosen: ListSpec, able: Sequence[ListSpec], by_columns: Mapping[str, float]
) -> ListSpec | None:
    """Return the list with all the telling columns, when the one that was chosen has none."""
    first = max(able, key=lambda spec: by_columns[spec.id])
    clear = by_columns[first.id] > 1 - CLEAR and by_columns[chosen.id] <= 0
    return first if clear else None


def _able(spec: ListSpec, match: MatchedHeadings, width: int) -> bool:
    needs = set(spec.recognition.needs)
    if width == 1:
        needs |= {column.id for column in spec.columns if column.required}
    enough = len(match.fields) >= min(FEWEST_COLUMNS, width)
    return enough and needs <= match.fields


def _columns_score(
    recognition: Recognition, match: MatchedHeadings, every: Iterable[MatchedHeadings]
) -> float:
    tells = set(recognition.tells)
    # A column speaks against a list only if the list has no field for it: "Outreach" is another
    # field in a list of providers than in a list of children.
    elsewhere = {
        field
        for other in every
        for field, column in other.columns.items()
        if column not in match.claimed
    }
    share = len(tells & match.fields) / len(tells) if tells else 0
    return share - AGAINST * len(elsewhere & set(recognition.against))


def _add_names(
    scores: dict[str, float], specs: Sequence[ListSpec], text: str, weight: float
) -> None:
    """Add ``weight`` for the one list that ``text`` names; the longest words decide."""
    lengths = {spec.id: longest_name(spec.recognition.names, text) for spec in specs}
    longest = max(lengths.values(), default=0)
    called = [spec_id for spec_id, length in lengths.items() if length == longest > 0]
    if len(called) == 1 and called[0] in scores:
        scores[called[0]] += weight


def _nearly(
    specs: Sequence[ListSpec], matched: Mapping[str, MatchedHeadings], sheet: str
) -> tuple[ListSpec, ...]:
    """Return the list that a table is called, or has most columns of, but for those it needs."""
    called = dict.fromkeys((spec.id for spec in specs), 0.0)
    _add_names(called, specs, sheet, CALLED_BY_SHEET)
    likely = [s for s in specs if called[s.id] or len(matched[s.id].fields) > FEWEST_COLUMNS]
    likely.sort(key=lambda s: (called[s.id], len(matched[s.id].fields)), reverse=True)
    return tuple(likely[:1])
