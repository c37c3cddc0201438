"""The page's templates, and the numbers and words that they may use."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from out_of_reach import PAGES as KEPT_FORMS
from timetable_form import SHARED_PAGES
from visit_exchange.writing.counted import count

PAGES = Path(__file__).parent / "pages"
_templates = Environment(
    loader=FileSystemLoader([PAGES, SHARED_PAGES, KEPT_FORMS]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["count"] = count
_templates.filters["zip"] = zip


def page(name: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page; what a template names must be there."""
    return HTMLResponse(_templates.get_template(name).render(**shown), status_code=status)


def attached(content: bytes, name: str) -> Response:
    """Return a file: a PDF to be read in the browser, any other to be saved."""
    is_pdf = name.lower().endswith(".pdf")
    headers = disposition("inline" if is_pdf else "attachment", name)
    media = "application/pdf" if is_pdf else "application/octet-stream"
    return Response(content, media_type=media, headers=headers)


def disposition(shown: str, name: str) -> dict[str, str]:
    """Return the header that says what a file is called when it is saved."""
    return {"Content-Disposition": f"{shown}; filename*=UTF-8''{quote(name)}"}
