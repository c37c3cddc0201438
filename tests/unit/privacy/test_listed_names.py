"""A listed child's name is found in the spellings that people use. All children are invented."""

import pytest

from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.privacy.redaction import WITHHELD, Redactor
from visit_exchange.privacy.text.references_in_text import References

PEOPLE = UploadPeople(
    names=frozenset(
        {
            "Casey Quill",
            "Chaudhary, Priya",
            "Connor O'Neill",
            "Zzia-Mae Oke",
            "Chloë Beaumont-Hayes",
            "Will Mark",
        }
    )
)
REDACTOR = Redactor(people=PEOPLE)


@pytest.mark.parametrize(
    "written",
    [
        "Casey Quill", "CASEY QUILL", "casey quill", "Quill, Casey", "Casey  Quill", "Casey_Quill",
        "casey.quill", "CaseyQuill", "Casey\u00a0Quill", "Ca\u00adsey Quill", "Casey-Quill",
        "Casey J. Quill", "Casey James Quill", 'Casey "CJ" Quill', "Casey (Caz) Quill", "C Quill",
        "C. Quill", "Quill C", "Casey Q", "Casey Q.", "Casy Quill", "Csaey Quill", "Casey Quil",
        "Priya Chaudhary", "Priya Chaudhari", "P Chaudhary", "Connor O’Neill", "Connor ONeill",
        "Chloe Beaumont Hayes", "Chloë Beaumont‑Hayes", "Casey", "casey", "Casey’s", "Chaudhary",
        "Zzia-Mae",
    ],
)  # fmt: skip
def test_a_listed_name_is_taken_out_however_it_is_written(written: str) -> None:
    redacted = REDACTOR.redact(f"The plan of {written} is late")
    left = redacted.text.casefold()
    assert not any(
        part in left for part in ("cas", "quil", "priya", "chaud", "neill", "chlo", "zzia")
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Casey's plan", "[name removed]'s plan"),
        ("Casey’s plan", "[name removed]’s plan"),
        ("She will mark the work", "She will mark the work"),
        ("Will start in March", "Will start in March"),
        ("In case of a fit", "In case of a fit"),
    ],
)
def test_what_is_no_name_stays(text: str, left: str) -> None:
    assert REDACTOR.redact(text).text == left


def test_a_text_that_may_name_somebody_is_withheld_and_the_words_are_told_to_nobody_else() -> None:
    redacted = REDACTOR.redact("Agreed with Hope, ring 07700 900123")
    assert (redacted.text, redacted.unsure) == (WITHHELD, ("Hope",))
    assert "Hope" not in repr(redacted)


def test_a_setting_of_the_upload_is_nobody() -> None:
    text = "Attends Zephyrwick on Mondays"
    assert Redactor().redact(text).text != text
    settings = UploadPeople(settings=frozenset({"Zephyrwick"}))
    assert Redactor(people=settings).redact(text).text == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see AP-0017.", True), ("see ap 0017", True), ("AP/0017/x", True), ("AP_00_17", True),
        ("pupilAP0017", True), ("AP–0017", True), ("AP-00178", False), ("MAP 0017", True),
        ("12345", True), ("no.12345", True), ("12 345", False), ("112345", False),
    ],
)  # fmt: skip
def test_a_reference_is_found_whatever_parts_or_surrounds_it(text: str, found: bool) -> None:
    assert bool(list(References(["AP-0017", "12345"]).find(text))) is found
