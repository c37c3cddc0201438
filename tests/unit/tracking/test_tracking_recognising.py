"""Which selected child, and which kind of document. All children are invented."""

import pytest

from builders.packs import CODES, FRAMEWORK, KEY
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.tracking.recognising import (
    NO_CHILD,
    NOT_SELECTED,
    SEVERAL_CHILDREN,
    Children,
    SetAside,
    TrackingDocument,
    is_about_children,
    recognise_tracking,
    writes_a_code,
)

ONE, TWO = CODES[0], CODES[1]
OTHER = CODES[5]
CROSSWALK = {f"AP-{number:04}": child_code(KEY, f"AP-{number:04}") for number in range(1, 9)}
BY_CODE = {code: reference for reference, code in CROSSWALK.items()}
CHILDREN = Children(frozenset({ONE, TWO}), frozenset(CODES), CROSSWALK)


def recognised(name: str, text: str = "") -> TrackingDocument | SetAside:
    return recognise_tracking(name, text, FRAMEWORK, CHILDREN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"tracking/{ONE}/chronology.pdf", ""),
        (f"tracking/{ONE} chronology.pdf", ""),
        (f"tracking/{ONE.lower()}_Chronology_v2.docx", ""),
        (f"tracking/{ONE.replace('-', '')}-chronology.pdf", ""),
        (f"{ONE.replace('-', ' ')} chronology.pdf", ""),
        (f"tracking/{BY_CODE[ONE]} chronology.pdf", ""),  # officers use their own reference
        (f"tracking/{BY_CODE[ONE].lower()}_chronology.pdf", ""),
        ("tracking/scan0001.pdf", f"Chronology of significant events\nChild {ONE}"),
        ("tracking/scan0001.pdf", f"CHRONOLOGY for {BY_CODE[ONE]}"),
        (f"tracking/2023 {ONE} chronology.pdf", ""),  # four characters before it
        (f"tracking/plan {ONE} chronology of significant events.pdf", ""),
        (f"tracking/{ONE}.pdf", "A timeline of events in the life of this child"),
    ],
)
def test_child_and_kind_are_found_in_name_folder_or_first_page(name: str, text: str) -> None:
    assert recognised(name, text) == TrackingDocument(ONE, "chronology")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("chronology of significant events", "chronology"),
        ("Pen_portrait", "pen_portrait"),
        ("early help assessment", "assessments"),
        ("EHC plan 2023", "plans"),
        ("EHCP", "plans"),
        ("PEP spring", "plans"),
        ("AP commissioning agreement", "commissioning_agreement"),
    ],
)
def test_each_kind_is_told_by_its_words(words: str, kind: str) -> None:
    assert recognised(f"tracking/{ONE}/{words}.pdf") == TrackingDocument(ONE, kind)


def test_the_name_decides_before_the_text() -> None:
    text = "This chronology of significant events is summed up in a commissioning agreement"
    assert recognised(f"{ONE} pen portrait.pdf", text) == TrackingDocument(ONE, "pen_portrait")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"tracking/{OTHER} chronology.pdf", ""),
        (f"tracking/{BY_CODE[OTHER]} chronology.pdf", ""),
        ("tracking/scan.pdf", f"Chronology of {OTHER}"),
        (f"tracking/{ONE} chronology.pdf", f"brother of {BY_CODE[OTHER]}"),
        (f"tracking/{ONE} and {OTHER} chronology.pdf", ""),
        (f"tracking/{child_code(KEY, 'AP-0099')} chronology.pdf", ""),
    ],
)
def test_what_concerns_a_child_who_was_not_selected_is_set_aside(name: str, text: str) -> None:
    assert recognised(name, text) == NOT_SELECTED
    assert OTHER not in NOT_SELECTED.why


def test_a_file_about_two_selected_children_is_set_aside() -> None:
    assert recognised(f"tracking/{ONE} {TWO} chronology.pdf") == SEVERAL_CHILDREN


def test_a_file_about_nobody_in_particular_is_set_aside() -> None:
    assert recognised("tracking/chronology.pdf", "A strategic chronology of the area") == NO_CHILD


def test_a_mistyped_code_is_nobodys() -> None:
    wrong = ("0" if ONE[0] != "0" else "1") + ONE[1:]
    assert recognised(f"tracking/{wrong} chronology.pdf") == NO_CHILD


def test_a_file_of_no_known_kind_is_set_aside_with_the_kinds() -> None:
    answer = recognised(f"tracking/{ONE}/photo of the hall.pdf")
    assert isinstance(answer, SetAside)
    assert "chronology of significant events, pen portrait" in answer.why


def test_an_ordinary_word_of_eight_letters_is_no_code() -> None:
    words = "strategy personal practice absences agreed-next"
    assert not is_about_children("", words, CHILDREN)


@pytest.mark.parametrize(
    "name",
    [
        "tracking/K7QM-2XWX/chronology.docx",
        "k7qm2xwx chronology.docx",
        "tracking/PBRE-KGQN/chronology.docx",  # one code in twenty has no digit
        "tracking/pbre-kgqn chronology.docx",
        "2023 PBREKGQN.docx",
    ],
)
def test_a_name_with_a_code_is_known_whoever_it_stands_for(name: str) -> None:
    assert writes_a_code(name)


@pytest.mark.parametrize(
    "name", ["tracking/PBRE-KGQM/chronology.docx", "long-term absences.xlsx", "tracking/notes.docx"]
)
def test_a_mistyped_code_or_a_hyphenated_word_is_not_known_as_a_code(name: str) -> None:
    assert not writes_a_code(name)


def test_a_file_that_names_a_child_is_about_children() -> None:
    assert is_about_children(f"{BY_CODE[OTHER]}.pdf", "", CHILDREN)
    assert is_about_children("a.pdf", f"see {ONE}", CHILDREN)


def test_the_crosswalk_is_not_printed() -> None:
    assert "AP-0001" not in repr(CHILDREN)


@pytest.mark.parametrize(
    ("name", "text", "looks_like"),
    [
        ("scan.pdf", "", ""),
        ("chronology.pdf", "", ""),
        ("EHC plan.pdf", "", "most recent plans"),
        ("scan.pdf", "Pen portrait", "pen portrait"),
        ("scan.pdf", f"Chronology of {TWO}", TWO),
        ("scan.pdf", f"Chronology of {ONE} and {TWO}", ""),
    ],
)
def test_a_file_sent_beside_a_child_is_that_and_what_else_it_looks_like_is_told(
    name: str, text: str, looks_like: str
) -> None:
    folder = f"{ONE.lower()}/chronology"
    found = recognise_tracking(f"{folder}/{name}", text, FRAMEWORK, CHILDREN, "chronology")
    assert found == TrackingDocument(ONE, "chronology", looks_like)


def test_a_file_sent_beside_a_child_that_names_one_who_was_not_selected_goes_no_further() -> None:
    folder = f"{ONE.lower()}/chronology"
    found = recognise_tracking(f"{folder}/a.pdf", OTHER, FRAMEWORK, CHILDREN, "chronology")
    assert found == NOT_SELECTED
