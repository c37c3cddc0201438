"""What the template says: the questions about the return, and the guidance for every column."""

from collections.abc import Iterator, Sequence
from datetime import date

from visit_exchange.kinds.code_set import Code, load_codes
from visit_exchange.kinds.heading_words import normalise
from visit_exchange.kinds.list_spec import Column, ListSpec

ABOUT_SHEET = "About this return"
GUIDANCE_SHEET = "Guidance"
CODES_SHEET = "Codes"
OWN_SHEETS = frozenset({ABOUT_SHEET, GUIDANCE_SHEET, CODES_SHEET})
DATE_QUESTION = "Data as at: which date do your lists represent?"
DATE_NOTE = "A date like 20/11/2026. The date of a census is fine, if that is your newest data."
CONTACT_QUESTION = "Contact for questions about this return"
NOT_HELD = (
    "Give only what you already hold. Leave a cell empty, or delete a column, when you do not hold "
    "it: that is not an error."
)
NOTHING = (
    "Write “None” in the first cell under the headings. We ask about a list that has headings and "
    "no rows."
)
PSEUDONYMS = (
    "Leave out names, pupil numbers, NHS numbers, dates of birth, addresses and contact "
    "details. Use the same child reference in every list."
)
IDENTIFIED = (
    "Leave out names, NHS numbers, addresses and contact details. Pupil and learner numbers and "
    "dates of birth are asked for where a list has a column for them: inspectors see a code and an "
    "age instead. Use the same unique ID for a child in every list."
)


def about_rows(
    as_at: date | None, contact: str, *, identified: bool = False
) -> Iterator[tuple[str, str | date]]:
    """Yield each question of the first sheet with its answer so far.

    ``identified`` says that the lists ask for pupil numbers or dates of birth.
    """
    yield DATE_QUESTION, as_at or ""
    yield CONTACT_QUESTION, contact
    yield "What you do not hold", NOT_HELD
    yield "Lists with nothing to enter", NOTHING
    yield "Names of children", IDENTIFIED if identified else PSEUDONYMS


def guidance_rows(specs: Sequence[ListSpec]) -> Iterator[tuple[str, str]]:
    """Yield what stands in bold and the words after it, for every list and each of its columns.

    Each is one cell: column titles side by side would look like a list that was filled in.
    """
    for spec in specs:
        yield spec.title, f"{spec.about} On the sheet “{spec.sheet}”: {spec.grain}. {spec.source}."
        for column in spec.columns:
            if column.asked:
                yield f"{spec.sheet} – {column.title}", _column_words(column)


def _column_words(column: Column) -> str:
    needed = "Needed in every row." if column.required else "If you hold it."
    choices = f" One of: {_choices(column)}." if column.codes else ""
    return f"{needed} {column.guidance}{choices} The guidance: {column.source}."


def _choices(column: Column) -> str:
    """Return what can be chosen with what it means, each as the dropdown or the template has it."""
    codes = load_codes(column.codes or "").codes
    return "; ".join(_choice(code) for code in codes if code.offered or code.label != code.code)


def _choice(code: Code) -> str:
    """Return a code and its label; of ours the label: nobody has to write ``local_authority``."""
    if code.template:
        said = code.code.islower() or normalise(code.label) in normalise(code.template)
        return code.template if said else f"{code.template}: {code.label}"
    ours = code.code.islower() or code.label == code.code
    return code.label if ours else f"{code.code} {code.label}"


def codes_of(column: Column) -> str:
    """Return the column's codes with their labels, "" when it has none."""
    if column.codes is None:
        return ""
    codes = load_codes(column.codes).codes
    return "; ".join(c.label if c.label == c.code else f"{c.code} {c.label}" for c in codes)
