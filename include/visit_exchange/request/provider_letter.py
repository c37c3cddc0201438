"""The letter that tells a provider that it is visited (docx): for the LANO to send.

AP "Selecting providers for sampling visits"; SEND 114 to 117. Its words are the kind's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from docx.document import Document as WordDocument

from visit_exchange.kinds.rules.choosing_rules import ProviderLetter
from visit_exchange.kinds.rules.request_words import RequestWords
from visit_exchange.privacy.documents.metadata import strip_metadata
from visit_exchange.request.letter_page import blank_page, sign
from visit_exchange.writing.dates_in_words import say_day, say_when

# The lead inspector provides the LANO with the letters (SEND 114; AP: "the lead HMI").
SENDER = "Ofsted"


@dataclass(frozen=True)
class LetterTo:
    """What a letter says of one visit: to whom, about which area, when, and whom to ask.

    ``agreed`` is the local time that was agreed; without one the visit is on one of the on-site
    days, ``first`` to ``last``. ``lano`` and ``lead`` are e-mail addresses;
    ``lead_name`` may be unknown, and is left to fill in then.
    """

    provider: str
    kind: str
    area: str
    written: date
    first: date | None
    last: date | None
    agreed: datetime | None
    lano: str
    lead: str
    reference: str
    lead_name: str = ""


def provider_letter(to: LetterTo, words: ProviderLetter, request: RequestWords | None) -> bytes:
    """Return the letter; the same letter gives the same bytes."""
    document = blank_page()
    document.add_paragraph(SENDER).runs[0].bold = True
    document.add_paragraph(say_day(to.written))
    document.add_paragraph(to.provider)
    document.add_paragraph(f"Reference: {to.reference}")
    document.add_paragraph(f"Dear {to.provider}")
    document.add_heading(f"Sampling visit: {to.kind}, {to.area}", level=1)
    document.add_paragraph(
        f"Ofsted and the Care Quality Commission have chosen {to.provider} for a visit."
    )
    document.add_paragraph(words.purpose)
    document.add_paragraph(words.judged)
    _part(document, "When", [when_in_words(to)])
    document.add_heading("What inspectors will ask for", level=2)
    for each in words.asked:
        document.add_paragraph(each[0].upper() + each[1:], style="List Bullet")
    _part(document, "Access to records", [words.records])
    if words.people:
        _part(document, "Those whom inspectors speak to", [words.people])
    _part(document, "The law and personal data", _law(request))
    _part(document, "Whom to ask", [contact_in_words(to)])
    sign(document, f"Lead inspector, {SENDER}", "[Name of the lead inspector]", to.lead_name)
    content = BytesIO()
    document.save(content)
    return strip_metadata("docx", content.getvalue())


def no_letter(reference: str) -> bytes:
    """Return what lies in a letter's place once its provider is visited no longer."""
    document = blank_page()
    document.add_paragraph(f"Reference: {reference}")
    document.add_heading("There is no letter here any more", level=1)
    document.add_paragraph(
        "Inspectors have changed which providers they visit. Do not send the letter that was here. "
        "Where you have sent it, tell the provider that it is not visited."
    )
    content = BytesIO()
    document.save(content)
    return strip_metadata("docx", content.getvalue())


def when_in_words(to: LetterTo) -> str:
    """Return when the visit is, as far as it is agreed."""
    if to.agreed:
        return f"The visit is at {say_when(to.agreed.isoformat())}."
    if to.first is None or to.last is None:
        return "The local authority will agree the time with you."
    days = f"from {say_day(to.first)} to {say_day(to.last)}"
    return (
        f"The visit is on one of the days {days}. The local authority will agree the time with you."
    )


def contact_in_words(to: LetterTo) -> str:
    """Return whom to ask; the LANO too where there is one by now."""
    what = "change" if to.agreed else "agree"
    agree = f"To {what} the time, write to {to.lano}. " if to.lano else ""
    return f"{agree}The lead inspector is {to.lead}."


def _law(request: RequestWords | None) -> Sequence[str]:
    if request is None:
        return ()
    notices = (f"{each.title}: {each.address}" for each in request.privacy_notices)
    return (request.legal_powers, request.personal_data, *notices)


def _part(document: WordDocument, title: str, paragraphs: Sequence[str]) -> None:
    if paragraphs:
        document.add_heading(title, level=2)
    for text in paragraphs:
        document.add_paragraph(text)
