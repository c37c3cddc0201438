"""What a rehearsal says at its end: which pages to open, by whom, and what is to be seen there."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.upkeep.published_figures import load_figures
from visit_exchange.kinds.published_spec import data_set_of_file
from visit_exchange.services.outside import Outside

# Rows of England of what the Department for Education published, under the Open Government Licence:
# those of EHC plans with what was revised since.
PUBLISHED = Path(__file__).parents[1] / "published"
PUBLISHED_ON = date(2023, 6, 8)
BY = "rehearsal"


@dataclass(frozen=True)
class Page:
    """A page to open: whose it is, where, who signs in, what is to be seen."""

    whose: str
    address: str
    sign_in: str
    what: str


def pages_to_open(outside: Outside, closed: str, left_open: str, inspector: str) -> list[Page]:
    """Return the pages of a rehearsal: its visit is over, and another is in mid-course."""
    origin = outside.settings.public_url.rstrip("/")
    link = new_link(outside, left_open, by=BY)
    board, mine = f"{origin}/visits", f"{origin}/inspectors"
    team = "data-team"
    return [
        Page("The authority’s page", link, "", "what is missing, files, the selected children"),
        Page("The inspectors’ pages", f"{mine}/", inspector, "both visits"),
        Page(
            "",
            f"{mine}/visit/{left_open}",
            inspector,
            "the pack to read; at a glance, beside the visit before and published figures",
        ),
        Page("", f"{mine}/visit/{closed}", inspector, "a whole visit, with its tracking folder"),
        Page("The data team’s board", f"{board}/", team, "both visits, and who needs what"),
        Page(
            "", f"{board}/visit/{left_open}", team, "a timeline, uploads, mails; what can be done"
        ),
        Page("", f"{board}/numbers", team, "numbers over time (rehearsals are not counted)"),
    ]


def say_pages(console: Console, pages: list[Page]) -> None:
    """Print the pages, each with who signs in."""
    console.print("\nOpen these pages:")
    for each in pages:
        if each.whose:
            who = (
                f"sign in as {each.sign_in}" if each.sign_in else "no sign-in: the link is the key"
            )
            console.print(f"{each.whose} ({who})")
        console.print(f"  {each.address}  {each.what}")


def load_published(outside: Outside) -> None:
    """Load what is published of England, where nothing of it is loaded yet."""
    held = outside.register.releases()
    for file in sorted(PUBLISHED.glob("*.csv")):
        if data_set_of_file(file.name) not in held:
            load_figures(outside, file.name, file.read_bytes(), PUBLISHED_ON, by=BY)
