"""The page of the documentation about one kind of visit, derived from its YAML."""

from datetime import date
from pathlib import Path

from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.rules.milestone_rule import After, MilestoneRule
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.writing.dates_in_words import say_day, say_when
from visit_exchange.writing.templates import written

TEMPLATE = Path(__file__).parent / "framework_page.md.j2"


def framework_page(framework_id: str) -> str:
    """Return the Markdown page of a kind of visit: milestones, items and tracking, with sources."""
    framework = load_framework(framework_id)
    examples = [_worked(framework, notified) for notified in framework.examples]
    return written(
        TEMPLATE,
        framework=framework,
        examples=examples,
        rule_in_words=rule_in_words,
        source_of=source_of,
        evidence=list(Evidence),
    )


def source_of(rule: MilestoneRule) -> str:
    """Return where the guidance says it, and what of it the guidance does not say."""
    aim = " An aim, never late." if rule.aim else ""
    reading = f" *Our reading:* {rule.reading}" if rule.reading else ""
    return " ".join(f"{rule.source}{'.' if aim else ''}{aim}{reading}".split())


def rule_in_words(rule: MilestoneRule) -> str:
    """Return how a milestone's day is found, as a phrase of each reading."""
    readings = []
    if rule.working_days == 0:
        readings.append("the notification day")
    elif rule.working_days is not None:
        readings.append(f"{_working_days(rule.working_days)} after notification")
    if rule.weekday is not None:
        readings.append(f"{rule.weekday.title()} of week {rule.week}")
    if rule.after is not None:
        readings.append(f"{_distance(rule.after)} after `{rule.after.milestone}`")
    if rule.agreed:
        readings.append("agreed with the authority")
    if rule.last_on_site_day:
        readings.append("the last on-site day")
    return readings[0] if len(readings) == 1 else f"the latest of: {'; '.join(readings)}"


def _distance(after: After) -> str:
    if after.months is None:
        return _working_days(after.working_days or 0)
    return f"{after.months} month{'' if after.months == 1 else 's'}"


def _working_days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"


def _worked(framework: Framework, notified: date) -> list[str]:
    milestones = plan(framework, notified).milestones[1:]
    return [say_day(notified), *(say_when(milestone.local) for milestone in milestones)]
