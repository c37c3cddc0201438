"""How far each survey of a visit has come: what was counted, and whether it is low."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from visit_exchange.journey.deadlines.waiting import half_window
from visit_exchange.kinds.rules.visit_rules import Audience
from visit_exchange.visits.dossier import Dossier
from visit_exchange.writing.dates_in_words import say_day


@dataclass(frozen=True)
class Reach:
    """How far the survey of one audience has come. ``responses`` is None before any count."""

    audience: str
    title: str
    link: str
    responses: int | None
    counted_on: date | None
    is_low: bool

    @property
    def in_words(self) -> str:
        """The reach as a mail and the board say it."""
        if self.responses is None or self.counted_on is None:
            return "not counted yet"
        return f"{self.responses} by {say_day(self.counted_on)}{', low' if self.is_low else ''}"


def reach(dossier: Dossier, now: datetime) -> tuple[Reach, ...]:
    """Return how far each survey has come by ``now`` (visit time).

    Low ones only once half of the time is gone.
    """
    surveys, links, counted = (
        dossier.framework.surveys,
        dossier.survey_links,
        dossier.survey_responses,
    )
    audiences = [each for each in surveys.audiences if each.id in links or not surveys.optional]
    half_gone = bool(audiences) and now >= half_window(dossier)
    return tuple(
        _reach(each, links.get(each.id, ""), counted.get(each.id, {}), half_gone)
        for each in audiences
    )


def _reach(audience: Audience, link: str, counts: Mapping[date, int], half_gone: bool) -> Reach:
    last = max(counts, default=None)
    responses = counts[last] if last else None
    is_low = half_gone and responses is not None and responses < audience.low
    return Reach(audience.id, audience.title, link, responses, last, is_low)
