"""What earlier reviews found, where this visit can show it, and the question to ask."""

from collections.abc import Iterator

from visit_exchange.kinds import Framework
from visit_exchange.kinds.findings_spec import Finding, load_findings
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.contents import PackContents
from visit_exchange.writing.sheet_writing import Heading, PackBook

FINDINGS_SHEET = "What reviews found"


def add_findings(book: PackBook, contents: PackContents) -> None:
    """Add every finding that the numbers or documents of this visit can show; no sheet for none."""
    rows = list(_rows(contents))
    headings = [Heading("Theme", 26), Heading("What was found", 50), Heading("Which is", 14)]
    headings += [Heading("Numbers to look at", 50), Heading("Documents to look at", 50)]
    headings += [Heading("Question", 70), Heading("Source", 60)]
    if rows:
        book.table(FINDINGS_SHEET, headings, rows)


def _rows(contents: PackContents) -> Iterator[tuple[str, ...]]:
    told, titles = load_findings(contents.framework.id), _titles(contents)
    received = {item for document in contents.documents for item in document.items}
    for each in told.findings:
        numbers = "; ".join(titles[number] for number in each.numbers if number in titles)
        documents = "; ".join(_documents(each, contents.framework, received))
        if numbers or documents:
            kind = "Good practice" if each.good else "A challenge"
            yield each.theme, each.found, kind, numbers, documents, each.ask, told.source


def _titles(contents: PackContents) -> dict[str, str]:
    """The numbers whose list is in this pack, by id."""
    held = {each.spec.id for each in contents.lists}
    profile = load_profile(contents.framework.id)
    return {each.id: each.title for each in profile.indicators if each.list in held}


def _documents(finding: Finding, framework: Framework, received: set[str]) -> Iterator[str]:
    for item in framework.documents:
        if item.id in finding.documents:
            state = "received" if item.id in received else "not received"
            yield f"{item.number} {item.title} ({state})"
