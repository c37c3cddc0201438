"""Free text loses what identifies a person, and says how much it lost. All people are invented."""

import pytest

from visit_exchange.privacy.identifiers.columns import Kind
from visit_exchange.privacy.redaction import WITHHELD, Redactor, is_telling

REDACTOR = Redactor(names=["Casey Example", "Zoë O'Testcase"], references=["AP-0017", "12"])


@pytest.mark.parametrize(
    ("text", "safe", "kind"),
    [
        ("Casey Example attends.", "[name removed] attends.", Kind.NAME),
        ("CASEY EXAMPLE attends", "[name removed] attends", Kind.NAME),
        ("Example, Casey", "[name removed]", Kind.NAME),
        ("Casey's plan", "[name removed]'s plan", Kind.NAME),
        ("met Zoë O'Testcase", "met [name removed]", Kind.NAME),
        ("see AP-0017.", "see [reference removed].", Kind.REFERENCE),
        ("see ap-0017", "see [reference removed]", Kind.REFERENCE),
        ("ring 07700 900123", "ring [telephone number removed]", Kind.PHONE),
        ("9434765870", "[NHS number removed]", Kind.NHS_NUMBER),
        ("lives at M1 1AA", "lives at [postcode removed]", Kind.POSTCODE),
        ("DOB 4/3/2010", "[date of birth removed]", Kind.DATE_OF_BIRTH),
    ],
)
def test_what_identifies_a_person_is_replaced(text: str, safe: str, kind: Kind) -> None:
    redacted = REDACTOR.redact(text)
    assert redacted.text == safe
    assert redacted.counts == {kind: 1}


@pytest.mark.parametrize(
    "text",
    [
        "an example of good practice",  # a part of a name, but an ordinary word here
        "aged 12, attends 12 hours",  # a reference too short to be told from a number
        "AP-00178 is another child's",
        "Examples of work",
        "",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert REDACTOR.redact(text).text == text


def test_every_identifier_is_counted_and_none_is_shown() -> None:
    redacted = REDACTOR.redact("Casey and Zoë, a@example.org and b@example.org")
    assert redacted.counts == {Kind.NAME: 2, Kind.EMAIL: 2}
    assert "Casey" not in repr(redacted)


def test_no_names_and_no_references_leave_the_patterns_and_other_people() -> None:
    assert Redactor().redact("ref AB123456C").text == "ref [National Insurance number removed]"
    assert Redactor().redact("Kayleigh, AB123456C").counts == {Kind.NAME: 1, Kind.NINO: 1}


def test_a_kind_that_may_stay_stays() -> None:
    kept = Redactor().leaving(frozenset({Kind.POSTCODE})).redact("M1 1AA, a@example.org")
    assert kept.text == "M1 1AA, [e-mail address removed]"


@pytest.mark.parametrize(
    ("reference", "telling"),
    [("AP17", True), ("10017", True), ("AP-0017", True), ("12", False), ("2023", False),
     ("AB", False), ("SMITH", False), ("", False)],
)  # fmt: skip
def test_a_reference_is_looked_for_in_text_only_when_it_is_telling(
    reference: str, telling: bool
) -> None:
    assert is_telling(reference) is telling


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mum says 李小明 was ill", "李小明"),  # no capitals in these scripts, and no list of names
        ("محمد did not attend", "محمد"),
        ("Seen with जॉन at home", "जॉन"),
        ("иван was excluded", "ивaн"),  # as it is folded: one letter of it is a Latin one
        ("γιάννης moved school", "γιάννης"),
    ],
)
def test_a_text_with_a_word_in_another_script_waits_for_somebody_who_can_read_it(
    text: str, word: str
) -> None:
    redacted = Redactor().redact(text)
    assert (redacted.text, word in redacted.unsure) == (WITHHELD, True)


@pytest.mark.parametrize(
    "text", ["Takes 50 µg a day", "café – naïve “plan” №3", "Δ of 2 in β", "½ day"]
)
def test_signs_and_accents_are_no_other_script(text: str) -> None:
    assert Redactor().redact(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Café and Barista work on Fridays",
        "Motocross, Graffiti art and Jiu-Jitsu",
        "Zumba with the Podcast group",
        "Bushcraft and Parkour at the Skatepark",
    ],
)
def test_what_a_provider_offers_is_nobody(text: str) -> None:
    assert Redactor().redact(text).text == text
