"""Every occasion has its words, and every template its occasion."""

import pytest
from jinja2 import UndefinedError

from visit_exchange.mails.catalogue import CATALOGUE, ENDING, FOLDER, Occasion, mail


@pytest.mark.slow
def test_each_template_belongs_to_one_occasion() -> None:
    templates = sorted(path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}"))
    assert templates == sorted(occasion.id for occasion in CATALOGUE)


@pytest.mark.parametrize("occasion", CATALOGUE, ids=lambda occasion: occasion.id)
def test_a_template_begins_with_its_subject_and_a_blank_line(occasion: Occasion) -> None:
    subject, blank, *text = occasion.template.read_text().splitlines()
    assert subject
    assert blank == ""
    assert any(text)


@pytest.mark.parametrize("occasion", CATALOGUE, ids=lambda occasion: occasion.id)
@pytest.mark.parametrize("word", ["invalid", "please", "sorry", "error occurred", "mend"])
def test_no_mail_says_what_government_pages_never_say(occasion: Occasion, word: str) -> None:
    assert word not in occasion.template.read_text().lower()


def test_subject_and_text_come_apart() -> None:
    assert mail("selection_refused", visit="999-ap-20230327", why="No such code.") == (
        "Selection not taken: 999-ap-20230327",
        "No such code.\n\nChoose again on the visit’s page.\n",
    )


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="why"):
        mail("selection_refused", visit="999-ap-20230327")
