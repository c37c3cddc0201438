"""The numbers that may be handed on: a workbook of its own, without rows, small numbers hidden
and others rounded."""

from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.contents import PackContents
from visit_exchange.packs.numbers.glance import glance, lists_of
from visit_exchange.packs.sheets.charts import add_counts
from visit_exchange.packs.sheets.glance_sheet import add_glance
from visit_exchange.packs.sheets.question_sheets import add_definitions
from visit_exchange.writing.sheet_writing import PackBook


def has_shared_numbers(contents: PackContents) -> bool:
    """Say whether anything is counted from the lists of this pack."""
    held = {each.spec.id for each in contents.lists}
    return any(each.list in held for each in load_profile(contents.framework.id).indicators)


def shared_workbook(contents: PackContents) -> bytes:
    """Return the workbook (.xlsx): the area at a glance, its counts, how each is counted.

    The same contents give the same bytes.
    """
    book = PackBook(contents.published)
    seen = glance(contents, contents.small_numbers)
    add_glance(book, contents, seen, contents.small_numbers)
    add_counts(book, seen.counted, lists_of(contents.lists), contents.small_numbers)
    add_definitions(book, contents, seen)
    return book.content()
