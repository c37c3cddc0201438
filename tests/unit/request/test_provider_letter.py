"""The letter to a provider: purpose, date, what is asked, access to records; the kind's words."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from docx.shared import Length

from visit_exchange.kinds import load_framework
from visit_exchange.request.provider_letter import LetterTo, provider_letter

TO = LetterTo(
    provider="Oak Centre",
    kind="A visit",
    area="Exampleshire",
    written=date(2023, 4, 3),
    first=date(2023, 4, 17),
    last=date(2023, 4, 20),
    agreed=None,
    lano="lano@exampleshire.example",
    lead="lead@inspectorate.example",
    reference="999-ap-20230327",
)


def said(kind: str, to: LetterTo = TO) -> str:
    framework = load_framework(kind)
    assert framework.providers is not None
    assert framework.providers.letter is not None
    content = provider_letter(to, framework.providers.letter, framework.request)
    assert content == provider_letter(to, framework.providers.letter, framework.request)
    return "\n".join(each.text for each in Document(BytesIO(content)).paragraphs)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "ap_thematic_2023",
            ["not used to make judgements about individual local areas", "case supervision notes",
             "secure access to the electronic system", "opt out of meetings at any time"],
        ),
        (
            "area_send_full_2024",
            ["does not directly inspect the quality", "case supervision notes",
             "secure access to the electronic system", "accompanied by a colleague"],
        ),
    ],
)  # fmt: skip
def test_it_says_what_the_guidance_says(kind: str, words: list[str]) -> None:
    text = said(kind)
    assert [each for each in words if each not in text] == []
    assert "Oak Centre" in text
    assert "from Monday 17 April 2023 to Thursday 20 April 2023" in text


@pytest.mark.slow
def test_it_is_an_a4_page_of_the_lead_inspector_with_the_reference_of_the_visit() -> None:
    rules = load_framework("ap_thematic_2023").providers
    assert rules is not None
    assert rules.letter is not None
    letter = Document(BytesIO(provider_letter(TO, rules.letter, None)))
    page = letter.sections[0]
    assert [round(Length(side or 0).cm, 1) for side in (page.page_width, page.page_height)] == [
        21.0,
        29.7,
    ]
    first, *_, closing, name, sender = (each.text for each in letter.paragraphs)
    assert (first, closing, sender) == ("Ofsted", "Yours sincerely", "Lead inspector, Ofsted")
    assert name == "[Name of the lead inspector]"
    assert "Reference: 999-ap-20230327" in said("ap_thematic_2023")
    known = said("ap_thematic_2023", replace(TO, lead_name="Ms Aldershaw"))
    assert "Ms Aldershaw\nLead inspector" in known
    assert "[" not in known


def test_it_says_the_time_once_that_is_agreed() -> None:
    agreed = datetime(2023, 4, 18, 10, tzinfo=ZoneInfo("Europe/London"))
    text = said("ap_thematic_2023", replace(TO, agreed=agreed))
    assert "The visit is at 10am on Tuesday 18 April 2023." in text
    assert "one of the days" not in text
    assert "To change the time, write to lano@exampleshire.example" in text
