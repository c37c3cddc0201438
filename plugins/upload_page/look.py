"""The page as it is sent: put together from its parts, with its scripts and its style."""

from functools import cache
from html import escape
from pathlib import Path

from fastapi import HTTPException
from fastapi.responses import HTMLResponse

from visit_exchange.writing.page_style import page_style

PAGES = Path(__file__).parent / "pages"
PARTS = PAGES / "parts"


@cache
def page_html() -> str:
    """Return the page: each line ``<!-- part: name -->`` is where a file of ``parts`` stands."""
    lines = (PAGES / "upload.html").read_text(encoding="utf-8").splitlines()
    return "\n".join(_part(line) for line in lines)


def _part(line: str) -> str:
    if not line.strip().startswith("<!-- part: "):
        return line
    name = line.strip().removeprefix("<!-- part: ").removesuffix(" -->")
    return (PARTS / f"{name}.html").read_text(encoding="utf-8").rstrip("\n")


def problem_page(told: str, status: int) -> HTMLResponse:
    """Return the page that says why an address cannot be opened."""
    text = (PAGES / "problem.html").read_text(encoding="utf-8")
    return HTMLResponse(text.replace("<!-- told -->", escape(told)), status_code=status)


def script_named(name: str) -> str:
    """Return a script of the page; 404 when there is none of this name."""
    scripts = {path.stem: path for path in PAGES.glob("*.js")}
    if name not in scripts:
        raise HTTPException(404, "There is no such script.")
    return scripts[name].read_text(encoding="utf-8")


def style() -> str:
    """Return the GOV.UK look and the page's own few rules."""
    return page_style() + (PAGES / "upload.css").read_text(encoding="utf-8")
