"""People in free text of whom no list told. All are invented."""

import pytest

from names_measured import measure, redactors, sentences
from visit_exchange.privacy.people.people_in_text import people_in


def found(text: str) -> list[tuple[str, bool]]:
    return [(text[p.start : p.end], p.sure) for p in people_in([text]).get(text, ())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Seen by Dr Achterberg.", "Achterberg"),
        ("Mum (Tracey) will ring.", "Tracey"),
        ("Social worker: Leanne Bott", "Leanne Bott"),
        ("Leanne (TA) helps.", "Leanne"),
        ("Stepdad Wayne and uncle Darren", "Wayne"),
        ("P. Whittaker wrote", "P. Whittaker"),
        ("mum natasha texts", "natasha"),
        ("complaint by mrs okafor", "okafor"),
        ("letter from dr petrou on file", "petrou"),
        ("Kai and Mary-Jane share a taxi", "Kai"),
        ("grandma jean is main carer", "jean"),
        ("Kayleigh's plan", "Kayleigh"),
        ("Whittaker, Kayleigh", "Whittaker, Kayleigh"),
        ("Father Abdulrahman al-Khatib works nights", "Abdulrahman al-Khatib"),
    ],
)
def test_where_the_words_leave_no_doubt_a_name_is_sure(text: str, name: str) -> None:
    assert (name, True) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Joy attends on Mondays",  # a name and a word, before a verb of somebody
        "Agreed with Hope on the hours",
        "Tracey House wrote",  # a house or a person
        "kayleigh did not come in",  # without a capital or a cue
        "spoke to janine whitlock about transport",
        "spoke to whitlock about transport",
        "transferred by l. harcourt",
        "gill marsden to attend review",
        "poppy hates maths",
        "kelly-ann refused to come",
        "Stead to chase the panel",  # a word and a surname, asked as only people are
        "Quill was excluded",
        "J Sealy to confirm",
        "TJ was found in town",
    ],
)
def test_where_they_leave_doubt_it_is_unsure(text: str) -> None:
    assert [sure for _, sure in found(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Will start in May at Hope Street.",
        "Turner syndrome and Crohn's disease",
        "On roll at Thomas Telford School, dual registered at St Mary's",
        "Moved from Leeds to Kent in the Summer term",
        "Speaks Somali; takes Keppra; uses Makaton",
        "CAMHS and SALT involved, EHCP finalised",
        "Loves Harry Potter",
        "He is happy",
        "School to confirm; panel to discuss, home to arrange",
        "spoke to home about transport, e.g. taxi",
        "mum will ring, dad may not, class told",
        "Wants to be a DJ",
        "Phonak aid",
        "AB123456C, K7QM-2XWD, 12mg",
        "",
    ],
)
def test_what_is_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.slow
@pytest.mark.parametrize("known_from", redactors())
def test_names_are_found_and_sound_text_goes_on(known_from: str) -> None:
    not_looked_at = [each for each in sentences() if not each.looked_at]
    for some in (sentences(), not_looked_at):
        found = measure(redactors()[known_from], some)
        assert found.recall >= 0.95
        assert found.withheld <= 0.10 * found.nobody
        assert found.wrongly <= 0.02 * found.nobody
    assert len(sentences()) >= 300
