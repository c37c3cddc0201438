"""The sheets of the proposed sample: children and providers, each explained, and what is left."""

from collections.abc import Iterator, Sequence
from typing import Any

from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.numbers.glance import lists_of
from visit_exchange.packs.numbers.indicators import same_name
from visit_exchange.packs.sample.proposal import Sample, children_at
from visit_exchange.packs.sample.sample_words import (
    gap_in_words,
    instead,
    need_in_words,
    why_proposed,
)
from visit_exchange.packs.values import is_blank, shown, shown_columns
from visit_exchange.writing.sheet_writing import Heading, PackBook

SAMPLE_SHEET = "Proposed sample"
PROVIDERS_SHEET = "Providers to visit"
VISIT = "Visit (put X)"
NOT_BINDING = (
    "Worked out from the lists by the rules below, the same way every time. It is a proposal and "
    "binds nobody. Characteristics such as gender and ethnicity are there so that they are "
    "covered; nobody is left out because of them."
)
_NAME = 34  # characters: a provider's name
_WHY = 60


def add_proposals(
    book: PackBook, contents: PackContents, children: Sample, providers: Sample
) -> None:
    """Add the sheet that explains what is proposed, if any rule proposes anything."""
    if children.needs or providers.needs:
        lines = [
            ("Proposal", NOT_BINDING),
            *_waiting(contents, children),
            *_lines(children),
            *_waiting(contents, providers),
            *_lines(providers),
        ]
        book.page(SAMPLE_SHEET, "A sample to start from", lines, widths=(44, 90, 60))


def why_by_one(sample: Sample) -> dict[str, str]:
    """Return why each is proposed, by code or name."""
    return {each.one: why_proposed(each, sample.noun) for each in sample.proposed}


def add_providers(book: PackBook, contents: PackContents, providers: Sample) -> None:
    """Add the sheet on which providers to visit are ticked."""
    rules = contents.framework.providers
    if rules is None or not providers.everyone:
        return
    each = lists_of(contents.lists)[rules.list]
    about = [column for column in shown_columns(each.spec, each.frame) if column.id != rules.name]
    headings = [Heading(each.spec.column(rules.name).title, _NAME), Heading(VISIT, 10)]
    headings += [Heading("Proposed because", _WHY)]
    headings += [Heading("Children listed", 10)] if rules.attended else []
    headings += [Heading(column.title, column.width) for column in about]
    rows = list(_provider_rows(contents, each, providers))
    book.tick_column(book.table(PROVIDERS_SHEET, headings, rows), len(rows), "this provider")


def _provider_rows(
    contents: PackContents, each: PackList, providers: Sample
) -> Iterator[Sequence[Any]]:
    rules = contents.framework.providers
    name, attended = (rules.name, rules.attended) if rules else ("", {})
    about = [column for column in shown_columns(each.spec, each.frame) if column.id != name]
    why, there = why_by_one(providers), children_at(contents.framework, lists_of(contents.lists))
    for row in range(len(each.frame)):
        title = each.frame[name].iloc[row]
        if not is_blank(title):
            one = same_name(title)
            cells = [shown(column, each.frame[column.id].iloc[row]) for column in about]
            listed = [len(there.get(one, ()))] if attended else []
            yield [title, None, why.get(one), *listed, *cells]


def _waiting(contents: PackContents, sample: Sample) -> Iterator[tuple[Any, ...]]:
    """Yield which lists the proposal waits for: those to come, not those that nobody holds."""
    not_held = {item.id for item in contents.not_held}
    lists = [contents.framework.item(name) for name in sample.waits_for if name not in not_held]
    if lists:
        plural = _plural(sample)
        yield (f"{plural}: the proposal waits for",)
        yield from (("", numbered(item)) for item in lists)


def _plural(sample: Sample) -> str:
    return "Children" if sample.noun == "child" else f"{sample.noun.title()}s"


def _lines(sample: Sample) -> Iterator[tuple[Any, ...]]:
    if not sample.needs:
        return
    plural = _plural(sample)
    yield (f"{plural} proposed: about {sample.about}",)
    for each in sample.proposed:
        others = [instead(other, sample.named.get(other.one)) for other in each.alternates]
        name = sample.named.get(each.one, each.one)
        yield (name, why_proposed(each, sample.noun), "Or: " + "; or: ".join(others))
    yield (f"{plural}: what the proposal leaves uncovered",)
    left = [gap_in_words(gap, sample) for gap in sample.gaps()]
    yield from (("", words) for words in left or ["Nothing"])
    yield (f"{plural}: what a sample should cover",)
    for need in sample.needs:
        yield (need_in_words(need), need.why, f"{len(need.who)} in the lists, weight {need.weight}")
