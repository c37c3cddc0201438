"""The page that defines every number, question and rule of a sample, derived from the same YAML."""

from collections.abc import Iterable, Iterator

from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.findings_spec import load_findings
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.kinds.profile_spec import Indicator, ProfileSpec, load_profile
from visit_exchange.kinds.rules.choosing_rules import Criterion
from visit_exchange.packs.numbers.definitions import definition, in_words, spread_definition
from visit_exchange.packs.sample.needs import conditions

HOW = """\
Each number is told as how many count, of how many it is known, and for how many it is not held. A
blank cell, a code for "not known", and a column or list that is not there leave it open, unless the
child's other rows settle it: nobody is guessed into or out of a number. Percentages of fewer than
10 are withheld. Inspectors see every number. In the copy that is made to be shared, numbers of
children from 1 to 4 are hidden (`VISIT_EXCHANGE_SMALL_NUMBERS` moves this), with further ones where
a hidden number could be worked out; numbers of settings and providers are not."""


def profile_page(framework_id: str) -> str:
    """Return ``docs/profiles/<framework>.md``."""
    framework, spec = load_framework(framework_id), load_profile(framework_id)
    held = {item.id for item in framework.lists}
    lines = [f"# The area at a glance: {framework.title}", ""]
    indicators = [each for each in spec.indicators if each.list in held]
    lines += [*_counted(framework, indicators, spec)] if indicators else ["Nothing is counted.", ""]
    lines += _sample(framework)
    lines += _providers(framework)
    lines += _found(framework, spec)
    return "\n".join(lines).rstrip("\n") + "\n"


def _counted(
    framework: Framework, indicators: Iterable[Indicator], spec: ProfileSpec
) -> Iterator[str]:
    yield from (HOW, "", "## Numbers", "")
    yield from ("| Number | How it is counted | Why | What it makes one ask |", "|---" * 4 + "|")
    for each in indicators:
        counted = definition(framework.id, each)
        yield _row(f"{each.theme}: {each.title}", counted, each.why, _asked(each))
    yield from ("", "## Spreads", "", "| Counted | How it is counted | Chart |", "|---" * 3 + "|")
    for spread in spec.spreads:
        if spread.list in {item.id for item in framework.lists}:
            chart = "no" if spread.chart == "none" else "yes"
            yield _row(spread.title, spread_definition(framework.id, spread), chart)
    yield ""


def _asked(indicator: Indicator) -> str:
    lead = "*A lead, not a finding.* " if indicator.lead else ""
    parts = [f"{lead}{indicator.ask}"] if indicator.ask else []
    if indicator.ask_not_held:
        parts.append(f"Where it is not held: {indicator.ask_not_held}")
    return " ".join(parts)


def _sample(framework: Framework) -> Iterator[str]:
    rules = framework.selection
    if rules.sample:
        yield from ("## A sample of children", "")
        yield f"About {rules.about}, proposed and never binding. Source: {rules.source}."
        yield from ("", *_criteria(framework, rules.sample, rules.lists))


def _providers(framework: Framework) -> Iterator[str]:
    rules = framework.providers
    if rules and rules.list in {item.id for item in framework.lists}:
        yield from ("## A sample of providers", "")
        yield f"About {rules.about}, proposed and never binding. Source: {rules.source}."
        yield from ("", *_criteria(framework, rules.criteria, (rules.list,)))


def _found(framework: Framework, spec: ProfileSpec) -> Iterator[str]:
    told = load_findings(framework.id)
    if not told.findings:
        return
    titles = {each.id: each.title for each in spec.indicators}
    yield from ("## What reviews found", "", f"Source: {told.source}.", "")
    yield from ("| Found | Which is | Where it can show | Question |", "|---" * 4 + "|")
    for each in told.findings:
        items = [f"item {one.number}" for one in framework.documents if one.id in each.documents]
        places = [*(titles[one] for one in each.numbers), *items]
        kind = "good practice" if each.good else "a challenge"
        yield _row(f"{each.theme}: {each.found}", kind, "; ".join(places), each.ask)
    yield ""


def _criteria(
    framework: Framework, criteria: Iterable[Criterion], lists: tuple[str, ...]
) -> Iterator[str]:
    yield from ("| At least | Whom | Which means | Weight | Why |", "|---" * 5 + "|")
    for each in criteria:
        spec = load_list(framework.id, (each.lists or lists)[0])
        for says, condition in conditions(each):
            means = in_words(framework.id, spec, condition)
            yield _row(str(each.least), says, means, str(each.weight), each.why)
    yield ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
