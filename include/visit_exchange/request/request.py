"""What a local authority is sent on the notification date: the request and its checklist."""

from collections import Counter
from collections.abc import Sequence

from visit_exchange.kinds import Framework, Item
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.visits.dates.following import unsettled_by
from visit_exchange.visits.people.survey_words import by_link
from visit_exchange.visits.places.names import ABOUT_THE_VISIT
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_day, say_when

__all__ = ["about_the_visit", "checklist_workbook", "dates_in_words", "request_mail", "told_dates"]


def request_mail(
    visit: Visit,
    framework: Framework,
    milestones: Sequence[VisitMilestone],
    upload_place: str,
    request_pack: str,
    upload_link: str = "",
    surveys: Sequence[tuple[str, str]] = (),
) -> tuple[str, str]:
    """Return subject and plain text of the request to the local area nominated officer.

    ``upload_place`` and ``request_pack`` are addresses, as the authority is to use them.
    ``upload_link`` opens the upload page and is a secret; without it the text speaks of none.
    ``surveys`` are the title of each audience and the link to its survey.
    """
    said = {milestone.id: say_when(milestone.local) for milestone in milestones}
    returns = said[framework.returns_milestone]
    return mail(
        "request",
        visit=visit,
        framework=framework,
        dates=dates_in_words(framework, milestones),
        upload_place=upload_place,
        request_pack=request_pack,
        upload_link=upload_link,
        notified=say_day(visit.notified),
        returns=returns,
        tracking=said.get(framework.tracking.milestone or ""),
        requested=(requested := _by_deadline(framework, said)),
        to_send=_to_send(requested),
        surveys=by_link(surveys),
        accessibility=framework.surveys.accessibility,
        surveys_close=said.get(framework.survey_milestone or ""),
        about=ABOUT_THE_VISIT,
    )


def about_the_visit(
    visit: Visit, framework: Framework, milestones: Sequence[VisitMilestone]
) -> str | None:
    """Return the text that a LANO can forward to stakeholders; None where a kind has none."""
    if framework.request is None:
        return None
    said = {milestone.id: say_when(milestone.local) for milestone in milestones}
    title, text = mail(
        "about_the_visit",
        framework=framework,
        area=visit.la_name,
        notified=say_day(visit.notified),
        on_site=said.get(framework.on_site.milestone or ""),
        surveys_close=said.get(framework.survey_milestone or ""),
    )
    return f"{title}\n\n{text}"


def _by_deadline(framework: Framework, said: dict[str, str]) -> dict[str, list[Item]]:
    requested: dict[str, list[Item]] = {}
    for item in framework.items:
        requested.setdefault(said[item.due], []).append(item)
    return requested


def _to_send(requested: dict[str, list[Item]]) -> str:
    """Return how many lists and documents are due by each deadline, as one sentence."""
    parts = [f"{_counts(items)} by {when}" for when, items in requested.items()]
    return f"Send {', and '.join(parts)}."


def _counts(items: Sequence[Item]) -> str:
    counts = Counter(item.kind for item in items)
    said = [
        f"{count} {kind}{'' if count == 1 else 's'}"
        for kind, count in sorted(counts.items(), reverse=True)
    ]
    return " and ".join(said)


def dates_in_words(framework: Framework, milestones: Sequence[VisitMilestone]) -> list[str]:
    """Return each date as a line. What depends on how the visit turns out is left for later."""
    return [f"{title}: {when}" for title, when in told_dates(framework, milestones)]


def told_dates(framework: Framework, milestones: Sequence[VisitMilestone]) -> list[tuple[str, str]]:
    """Return what each of the same dates is, and when."""
    unsettled = unsettled_by(framework, {})
    return [
        (one.title, f"{say_when(one.local)}{' (provisional)' if one.id in unsettled else ''}")
        for one in milestones
        if not framework.milestone(one.id).only_after
    ]
