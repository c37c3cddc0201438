"""Pages in a real browser: opened as somebody who has signed in, and looked at by axe."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Locator, Page, expect, sync_playwright

from signed_in import SignedIn

AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe-4.14.1.min.js"
PATIENCE = 60_000  # milliseconds: servers, other tests and the browser share two cores
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Install Chromium: these tests look at pages in it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


def opened(browser: Browser, served: SignedIn, who: str, path: str, width: int) -> Page:
    """Open a page as somebody who has signed in; ``{own}`` and ``{other}`` are its visits."""
    signed = served.ask(who, "GET", "/visits/").request.headers["Authorization"]
    # axe is a script of its own, which the page's policy forbids.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    context.set_extra_http_headers({"Authorization": signed})
    page = context.new_page()
    page.goto(served.address + path.format(own=served.own, other=served.other))
    return page


def choose(box: Locator, *files: tuple[str, bytes] | Path) -> None:
    """Choose files as a person does, who can choose no sooner than the box is to be seen.

    The browser's driver would also fill a box that is still hidden, before its page listens.
    """
    expect(box).to_be_visible()
    named = [each for each in files if isinstance(each, tuple)]
    made = [FilePayload(name=name, mimeType="", buffer=content) for name, content in named]
    box.set_input_files(made or [each for each in files if isinstance(each, Path)])


def found_by_axe(page: Page, without: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """Return what axe finds, each with the elements; ``without`` are rules that do not count."""
    page.add_script_tag(path=AXE)
    rules: Mapping[str, object] = {rule: {"enabled": False} for rule in without}
    found = page.evaluate("rules => axe.run({ rules })", rules)
    assert found["passes"], "axe looked at nothing"
    return [(one["id"], [n["html"] for n in one["nodes"]]) for one in found["violations"]]
