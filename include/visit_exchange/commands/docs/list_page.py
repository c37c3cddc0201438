"""The page that documents a framework's lists, derived from the same YAML."""

from collections.abc import Iterator

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.cross_checks import load_cross_checks
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.request.template_words import codes_of


def lists_page(framework: str) -> str:
    """Return ``docs/lists/<framework>.md``: every list with its columns and checks."""
    kind = load_framework(framework)
    lines = [f"# Lists of the {kind.title}", "", f"Source: {kind.source}", ""]
    for item in kind.lists:
        lines += _list_lines(load_list(framework, item.id))
    lines += ["## Questions across lists", "", *_cross_lines(framework), ""]
    return "\n".join(lines)


def _list_lines(spec: ListSpec) -> Iterator[str]:
    yield from (f"## {spec.title}", "", spec.about.strip(), "")
    yield from (f"Sheet “{spec.sheet}”: {spec.grain}. {spec.source}.", "")
    yield from ("| Column | Type | Required | What to enter | Codes | Privacy |", "|---" * 6 + "|")
    for column in spec.columns:
        required = "yes" if column.required else "if held" if column.asked else "not asked for"
        yield _row(
            column.title,
            column.type.value.replace("_", " "),
            required,
            column.guidance,
            codes_of(column),
            column.treatment.value,
        )
    yield from ("", "| Check | How bad | Column | What is said |", "|---" * 4 + "|")
    for check in spec.checks:
        title = spec.column(check.mark).title
        yield _row(check.id, check.severity.label, title, check.message)
    yield ""


def _cross_lines(framework: str) -> Iterator[str]:
    yield from ("| Check | How bad | Of | Against | What is said |", "|---" * 5 + "|")
    checks = load_cross_checks(framework)
    for check in checks.checks:
        places = (_place(framework, check.left), _place(framework, check.right))
        yield _row(check.id, check.severity.label, *places, check.message)
    if size := checks.versions:
        against = "its last accepted version"
        yield _row(size.id, size.severity.label, "Every list", against, size.message)


def _place(framework: str, place: str) -> str:
    list_id, column = place.split(".")
    spec = load_list(framework, list_id)
    return f"{spec.sheet}: {spec.column(column).title}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
