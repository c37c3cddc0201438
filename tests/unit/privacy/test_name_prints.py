"""Listed children's names are recognised in documents and cannot be read from what is kept."""

import pytest

from visit_exchange.privacy.name_prints import KnownNames, name_prints

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
NAMES = ("Casey Quill", "O’Marrow, Zoë", "Ann Mary Okonjo-Hale", "Mrs Larkspur", "Fenn")


@pytest.fixture
def known() -> KnownNames:
    return KnownNames(KEY, name_prints(KEY, NAMES))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("As agreed with Casey Quill in May.", "Casey Quill"),
        ("CASEY QUILL", "CASEY QUILL"),
        ("casey\nquill", "casey\nquill"),
        ("Quill, Casey: a plan", "Quill, Casey"),
        ("a plan for Zoe O'Marrow", "Zoe O'Marrow"),
        ("Ann Okonjo Hale", "Ann Okonjo Hale"),
        ("Ann Hale", "Ann Hale"),
        ("Casey James Quill", "Casey James Quill"),
        ("Casey J. Quill", "Casey J. Quill"),
        ('Casey "Caz" Quill', 'Casey "Caz" Quill'),
        ("Casey (Caz) Quill", "Casey (Caz) Quill"),
        ("C. Quill", "C. Quill"),
        ("Casey Q left", "Casey Q"),
        ("Casey Quill's plan", "Casey Quill"),
        ("Casey Quill’s plan", "Casey Quill"),
        ("Casey-Quill", "Casey-Quill"),
        ("Casey_Quill.docx", "Casey_Quill"),
        ("CaseyQuill", "CaseyQuill"),
        ("Ca\u00adsey\u200b Qu\u00adill", "Ca\u00adsey\u200b Qu\u00adill"),
        ("Сasey Quill", "Сasey Quill"),  # its first letter is Cyrillic
        ("Okonjo-\nHale, Ann", "Okonjo-\nHale, Ann"),
        ("Surname: Quill   Forename(s): Casey", "Quill   Forename(s): Casey"),
        ("First name\nCasey\nFamily name\nQuill", "Casey\nFamily name\nQuill"),
        ("Casey Quilll", "Casey Quilll"),  # one letter mistyped
        ("Caesy Quill", "Caesy Quill"),
        ("case quill", ""),
        ("a case of quills", ""),
        ("Ann Okonjo-Hale", "Ann Okonjo-Hale"),
        ("Ann Mary Okonjo-Hale", "Ann Mary Okonjo-Hale"),
        ("We met Casey. Quill pens were there.", ""),
        ("Casey is well", ""),
        ("Fenn is well", ""),
        ("Mrs Larkspur", ""),
    ],
)
def test_a_whole_name_is_found_however_it_is_written(
    known: KnownNames, text: str, named: str
) -> None:
    places = [text[place.start : place.end] for place in known.find(text)]
    assert places == ([named] if named else [])


def test_prints_hold_no_name_and_need_the_visits_key() -> None:
    prints = name_prints(KEY, NAMES)
    assert all(len(each) == 32 and int(each, 16) for each in prints)
    assert not prints & name_prints(OTHER, NAMES)
    assert not list(KnownNames(OTHER, prints).find("Casey Quill"))


def test_no_names_find_nothing() -> None:
    assert list(KnownNames(KEY, frozenset()).find("Casey Quill")) == []
