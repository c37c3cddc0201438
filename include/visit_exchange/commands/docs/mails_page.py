"""The page that lists every mail: who is told what, when, in which words."""

from collections.abc import Iterator

from visit_exchange.mails.catalogue import CATALOGUE, Occasion

ABOUT = """# Mails

Who is told what, when, and in which words. The page is derived from
`include/visit_exchange/mails/`: change the words there, then run `visit-exchange docs write`. Every
mail goes out once for its occasion, however often its step is tried. In the words, `{{ … }}`
stands for a value.
"""


def mails_page() -> str:
    """Return the page (Markdown)."""
    return "\n".join([ABOUT, *(line for one in CATALOGUE for line in _section(one))])


def _section(occasion: Occasion) -> Iterator[str]:
    title = occasion.id.replace("_", " ").capitalize()
    words = occasion.template.read_text(encoding="utf-8").rstrip()
    yield f"## {title}\n\n- **When**: {occasion.when}\n- **To**: {occasion.to}.\n"
    yield f"```\n{words}\n```\n"
