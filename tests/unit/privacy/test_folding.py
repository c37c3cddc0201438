"""However a program writes a text, it is read alike, and its places are those as written."""

import pytest

from visit_exchange.privacy.text.folding import fold, folded, letters, search_texts, unescaped


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ｃａｓｅｙ", "Casey"),  # wide letters
        ("９４３４", "9434"),
        ("Quíll", "Quíll"),  # an accent by itself
        ("of\ufb01ce", "office"),  # a ligature
        ("Ca\u00adsey", "Casey"),  # a soft hyphen
        ("Ca\u200bs\u2060ey\ufeff", "Casey"),  # joiners
        ("Casey\u00a0Quill", "Casey Quill"),
        ("Casey\u2003Quill\u2028", "Casey Quill "),
        ("AP\u20110017", "AP-0017"),
        ("AP\u22120017", "AP-0017"),
        ("O\u2019Neill", "O'Neill"),
        ("O`Neill", "O'Neill"),
        ("“TJ”", '"TJ"'),
        ("Саsеу", "Casey"),  # letters of another alphabet
        ("a\tb\nc", "a b\nc"),  # lines stay lines
    ],
)
def test_text_is_read_alike_however_it_is_written(written: str, read: str) -> None:
    assert folded(written) == read


def test_a_place_is_that_of_the_text_as_written() -> None:
    written = "met C\u00ada\u200bsey\u00a0Quill\u0301 today"
    whole = fold(written)
    start = whole.text.index("Casey")
    place = whole.place(start, start + len("Casey Quill"))
    assert written[slice(*place)] == "C\u00ada\u200bsey\u00a0Quill\u0301"


@pytest.mark.parametrize(
    "written", ["Casey%20Quill", "Casey_Quill", "casey.quill", "Casey+Quill", "Casey%C2%A0Quill"]
)
def test_what_links_and_names_of_files_say_is_read_as_words(written: str) -> None:
    whole = unescaped(written)
    assert whole.text.lower() == "casey quill"
    assert whole.place(0, len(whole.text)) == (0, len(written))


def test_a_document_is_searched_decoded_and_without_spaces_too() -> None:
    assert search_texts("C a s e y%20Q") == ("C a s e y%20Q", "C a s e y Q", "Casey%20Q")
    assert search_texts("Casey") == ("Casey",)


@pytest.mark.parametrize(
    ("word", "compared"),
    [("Siân", "sian"), ("O’Neill", "oneill"), ("Al-Rashid", "alrashid"), ("Łukasz", "lukasz")],
)
def test_names_are_compared_by_their_letters(word: str, compared: str) -> None:
    assert letters(word) == compared
