"""The letters with which leaders are notified: Word documents for the data team to check and send.

AP "Notification"; SEND, paragraphs 82 to 85. Every word is the kind's own; what the register does
not know stands in square brackets, marked, to be filled in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.people_rules import NotificationLetter, Role
from visit_exchange.privacy.documents.metadata import strip_metadata
from visit_exchange.request.letter_page import add_table, blank_page, sign, with_blank
from visit_exchange.request.request import told_dates
from visit_exchange.visits.people.people import holder
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_day


@dataclass(frozen=True)
class LetterFacts:
    """What a letter is written from; ``surveys`` are for whom each link is, and the link.

    ``senior`` is the senior contact of every visit, in words, where this one names nobody.
    """

    visit: Visit
    framework: Framework
    milestones: Sequence[VisitMilestone]
    surveys: Sequence[tuple[str, str]] = ()
    senior: str = ""


def letter_name(facts: LetterFacts, letter: NotificationLetter) -> str:
    """Return what a letter's file is called."""
    return f"{facts.visit.id} notification to {letter.id.replace('_', ' ')}.docx"


def notification_letter(facts: LetterFacts, letter: NotificationLetter) -> bytes:
    """Return a letter (docx); the same facts give the same bytes."""
    document = blank_page()
    _head(document, facts, letter)
    for paragraph in (_purpose(facts.framework), *letter.says):
        document.add_paragraph(paragraph)
    _dates(document, facts)
    _surveys(document, facts)
    _powers(document, facts.framework)
    _whom_to_ask(document, facts)
    sign(document, letter.sender, "[Name and role of who signs]")
    content = BytesIO()
    document.save(content)
    return strip_metadata("docx", content.getvalue())


def _head(document: WordDocument, facts: LetterFacts, letter: NotificationLetter) -> None:
    visit, role = facts.visit, facts.framework.role(letter.to)
    title = role.title if role else letter.to
    named = holder(visit.people, letter.to)
    document.add_paragraph(letter.sender).runs[0].bold = True
    document.add_paragraph(say_day(visit.notified))
    name = named.name if named and named.name else ""
    document.add_paragraph("\n".join(line for line in (name, title, visit.la_name) if line))
    document.add_paragraph(f"Reference: {visit.id}")
    document.add_paragraph(f"Dear {name or title}")
    document.add_heading(f"{letter.title}: {visit.la_name}", level=1)
    document.add_paragraph(facts.framework.title).runs[0].bold = True


def _purpose(framework: Framework) -> str:
    return framework.request.purpose if framework.request else framework.title


def _dates(document: WordDocument, facts: LetterFacts) -> None:
    document.add_heading("Dates", level=2)
    # What follows a visit, like a report, is told when it is near.
    during = [e for e in facts.milestones if not facts.framework.milestone(e.id).owner]
    add_table(document, ("What", "When"), told_dates(facts.framework, during))


def _surveys(document: WordDocument, facts: LetterFacts) -> None:
    surveys = facts.framework.surveys
    if not surveys.audiences or (surveys.optional and not facts.surveys):
        return
    document.add_heading("Surveys", level=2)
    for title, link in facts.surveys:
        document.add_paragraph(f"{title}: {link}", style="List Bullet")
    if not facts.surveys:
        with_blank(document.add_paragraph(), "[Link of the survey]")
    if surveys.accessibility:
        document.add_paragraph(surveys.accessibility)


def _powers(document: WordDocument, framework: Framework) -> None:
    words = framework.request
    if words is None:
        return
    document.add_heading("Powers, and what inspectors do with personal data", level=2)
    document.add_paragraph(words.legal_powers)
    for each in words.legislation:
        document.add_paragraph(f"{each.title}: {each.address}", style="List Bullet")
    document.add_paragraph(words.personal_data)
    for each in words.privacy_notices:
        document.add_paragraph(f"{each.title}: {each.address}", style="List Bullet")


def _whom_to_ask(document: WordDocument, facts: LetterFacts) -> None:
    document.add_heading("Whom to ask", level=2)
    lead = facts.visit.lead_inspector_email
    document.add_paragraph(f"Contact the lead inspector: {lead}")
    notification = facts.framework.notification
    role = facts.framework.role(notification.senior) if notification else None
    if notification is None or role is None:
        return
    line = document.add_paragraph(f"{notification.senior_says} ")
    _add_senior(line, facts, role)


def _add_senior(line: Paragraph, facts: LetterFacts, role: Role) -> None:
    """Say who can be rung up; what of it is not known is left to fill in."""
    person, title = holder(facts.visit.people, role.id), _low(role.title)
    if person is None and facts.senior:
        line.add_run(facts.senior)
    elif person is None:
        with_blank(line, f"[Name, e-mail address and telephone number of the {title}]")
    else:
        known = (person.name, person.email, person.telephone)
        line.add_run(", ".join(part for part in known if part))
        if not person.telephone:
            with_blank(line, f" [Telephone number of the {title}]")


def _low(title: str) -> str:
    return title[:1].lower() + title[1:]
