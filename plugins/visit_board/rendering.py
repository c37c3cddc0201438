"""The board's templates, and the words and numbers that they may use."""

from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from out_of_reach import PAGES as KEPT_FORMS
from visit_exchange.journey.pages.board.cells import Cell
from visit_exchange.writing.counted import count

PAGES = Path(__file__).parent / "pages"
_templates = Environment(
    loader=FileSystemLoader([PAGES, KEPT_FORMS]),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(count=count, marks=tuple(Cell))


def page(name: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(_templates.get_template(name).render(**shown), status_code=status)
