"""The first sheet of a pack: what is in it, as at when, what is missing, late or not held."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from visit_exchange.kinds.asked_for import Item
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.naming import document_names, numbered, shared_name
from visit_exchange.packs.numbers.profile import profile_of
from visit_exchange.packs.numbers.uniqueness import in_words, unique_in
from visit_exchange.packs.shared_numbers import has_shared_numbers
from visit_exchange.packs.values import child_column
from visit_exchange.writing.dates_in_words import say_day, say_when
from visit_exchange.writing.lateness import lateness

Line = tuple[Any, ...]


def summary_lines(contents: PackContents) -> Iterator[Line]:
    """Yield the lines below the title; a line of one cell is a heading."""
    final = ", final: returns have closed" if contents.is_final else ""
    yield ("Visit", contents.visit.id)
    yield ("Kind of visit", contents.framework.title)
    yield ("Version", f"{contents.version}{final}")
    yield ("Children", "Each child has one code, the same in every list of this visit")
    yield from _lists(contents)
    yield from _documents(contents)
    yield from _still_to_come(contents)
    yield from _partners(contents)
    yield from _questions(contents)
    yield from _protection(contents)
    for each in contents.lists:
        yield from _profile(each)


def _lists(contents: PackContents) -> Iterator[Line]:
    yield ("Lists",)
    for each in contents.lists:
        numbers = profile_of(each)
        is_of_children = child_column(each.spec, each.frame)
        who = f", {numbers.children} children" if is_of_children else ""
        as_at = f"as at {say_day(each.as_at)}" if each.as_at else "the authority gave no as-at date"
        yield (each.spec.title, f"{numbers.rows} rows{who}, {as_at}")
        if each.not_held:
            titles = ", ".join(each.spec.column(name).title for name in each.not_held)
            yield ("Not held in this list", titles)


def _documents(contents: PackContents) -> Iterator[Line]:
    if contents.documents:
        yield ("Documents",)
    for name, document in document_names(contents.framework, contents.documents).items():
        items = [numbered(contents.framework.item(item)) for item in document.items]
        yield (name, "Answers " + "; ".join(items))


def _still_to_come(contents: PackContents) -> Iterator[Line]:
    yield ("Missing, late and not held",)
    yield from ((numbered(i), _still_missing(contents, i)) for i in contents.missing)
    for late in contents.late:
        yield (numbered(contents.framework.item(late.item)), lateness(late.by))
    yield from ((numbered(item), "The authority does not hold this") for item in contents.not_held)
    yield from (
        (numbered(item), "The authority says that this does not apply")
        for item in contents.does_not_apply
    )
    yield from _taken_back(contents)
    if not (contents.missing or contents.late or contents.not_held):
        yield ("Nothing", "Everything that was asked for is here and came in time")


def _taken_back(contents: PackContents) -> Iterator[Line]:
    """Tell of what an earlier version held and its sender took back: it must not be used."""
    for each in contents.taken_back:
        items = "; ".join(numbered(contents.framework.item(item)) for item in each.items)
        on = each.at.astimezone(ZoneInfo(contents.framework.timezone))
        told = (
            f"Upload {each.upload}, which an earlier version held, was taken back on {say_day(on)}"
        )
        yield (items, f"{told}. Do not use it")


def _partners(contents: PackContents) -> Iterator[Line]:
    if contents.partners:
        yield ("From partners",)
    for partner in contents.partners:
        sent = [contents.framework.item(item) for item in partner.sent]
        told = (("Sent", sent), ("Missing", partner.missing), ("Not held", partner.not_held))
        for words, items in told:
            if items:
                yield (partner.name, f"{words}: {'; '.join(numbered(item) for item in items)}")


def _still_missing(contents: PackContents, item: Item) -> str:
    due = contents.due_later.get(item.id)
    return f"Not due until {say_when(due)}" if due else "Missing"


def _questions(contents: PackContents) -> Iterator[Line]:
    yield ("Questions that the checks raised and the authority was told of",)
    told = [line for each in contents.lists for line in _told(each)]
    yield from told or [("None", "")]


def _told(each: PackList) -> Iterator[Line]:
    """One line for each kind of question. Row numbers are the authority's own, so they stay out."""
    counted = Counter(problem.message for problem in each.problems_told)
    for message, cells in counted.most_common():
        yield (each.spec.title, message, cells)


def _protection(contents: PackContents) -> Iterator[Line]:
    yield ("Data protection",)
    yield (
        "Codes, not names",
        "The lists are pseudonymised, not anonymous: whoever knows a child may still recognise "
        "one. Share them with this visit's team only",
    )
    for found in unique_in(contents):
        title = next(each.spec.title for each in contents.lists if each.spec.id == found.list)
        yield (title, in_words(found))
    yield ("Numbers", _who_may_read(contents))


def _who_may_read(contents: PackContents) -> str:
    """Return for whom the workbook's numbers are, and what may be shared instead."""
    if not has_shared_numbers(contents):
        return "This workbook shows small numbers. Share it with this visit's team only"
    return (
        "This workbook shows small numbers. Share it with this visit's team only. To hand numbers "
        f"on, use “{shared_name(contents.visit)}”: it hides those under {contents.small_numbers} "
        "and rounds the others"
    )


def _profile(each: PackList) -> Iterator[Line]:
    numbers = profile_of(each)
    unit = "children" if child_column(each.spec, each.frame) else "rows"
    for column in numbers.columns:
        yield (f"{each.spec.title} – {column.title}",)
        yield (f"Known for {column.known} {unit}, not held for {column.not_held}", None)
        yield from column.counts
