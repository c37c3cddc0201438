"""The reply page in a real browser: accessible, readable on a phone, and silent on the network."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builders.returns import DOB, list_answer, must_fix, not_held, please_check
from in_browser import found_by_axe
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.reply_page import reply_page

LONG_NAME = "Leavers_from_the_case_system_as_exported_on_Friday_evening_FINAL_v3_corrected.xlsx"
ANSWERS = {
    "must_fix": build_answer(
        LONG_NAME,
        number=7,
        lists=[
            list_answer(
                [*(must_fix(row) for row in range(4, 40)), please_check(5), not_held()],
                breaches=(DOB,),
            ),
            list_answer(title="Settings that offer alternative provision"),
        ],
        late_by=timedelta(hours=2, minutes=5),
        notes=("The workbook holds macros. We read the values only.",),
    ),
    "accepted": build_answer("a.xlsx", number=8, lists=[list_answer([please_check(5)])]),
    "withheld": build_answer("a.xlsx", number=9, withheld_because="The workbook has a password."),
}

pytestmark = pytest.mark.browser


def opened(browser: Browser, answer: Answer, width: int = 375, *, bypass_csp: bool = False) -> Page:
    """The page at a phone's width. axe itself is a script, which the page's policy forbids."""
    page = browser.new_context(
        viewport={"width": width, "height": 800}, bypass_csp=bypass_csp
    ).new_page()
    page.set_content(reply_page(answer))
    return page


@pytest.mark.parametrize("width", [375, 1200])
@pytest.mark.parametrize("verdict", ANSWERS)
def test_axe_finds_nothing(browser: Browser, verdict: str, width: int) -> None:
    page = opened(browser, ANSWERS[verdict], width, bypass_csp=True)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert found_by_axe(page) == []


def test_axe_would_find_something(browser: Browser) -> None:
    page = opened(browser, ANSWERS["withheld"], bypass_csp=True)
    page.locator("html").evaluate("html => html.removeAttribute('lang')")
    assert "html-has-lang" in [rule for rule, _ in found_by_axe(page)]


@pytest.mark.parametrize("verdict", ANSWERS)
def test_nothing_is_wider_than_a_phone(browser: Browser, verdict: str) -> None:
    page = opened(browser, ANSWERS[verdict], width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_reaches_every_part(browser: Browser) -> None:
    page = opened(browser, ANSWERS["must_fix"])
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[0] == "Skip to main content"
    assert reached[1] == "Age: enter a whole number from 5 to 18 (36 rows)"
    assert reached[2:] == [
        "How we read your columns: Children who left",
        "How we read your columns: Settings that offer alternative provision",
    ]


def test_a_fix_takes_focus_to_the_list_it_is_in(browser: Browser) -> None:
    page = opened(browser, ANSWERS["must_fix"])
    page.get_by_role("link", name="Age: enter a whole number").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#part-1")).to_be_focused()


def test_the_page_asks_the_network_for_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "reply.html"
    file.write_text(reply_page(ANSWERS["must_fix"]), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [file.as_uri()]
