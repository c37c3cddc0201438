"""The links of a visit's surveys, as the form takes them: ``parents=https://surveys.example/p``."""

import re

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework

LINK = re.compile(r"https://\S+")
BETWEEN = re.compile(r"[\s,;]+(?=[\w-]+=)|\s*\n\s*")


def survey_links(framework: Framework, text: str) -> dict[str, str]:
    """Return the links by audience; UserError when an audience or an address cannot be one.

    An address alone is one link for all audiences.
    """
    if LINK.fullmatch(text.strip()) and framework.surveys.audiences:
        return {each.id: text.strip() for each in framework.surveys.audiences}
    return dict(_link(framework, each) for each in BETWEEN.split(text.strip()) if each)


def _link(framework: Framework, text: str) -> tuple[str, str]:
    audience, _, link = text.partition("=")
    audiences = framework.surveys.audiences
    if not audiences:
        raise UserError(f"Survey links must be empty: {framework.title} has no survey")
    if audience not in {each.id for each in audiences} or not LINK.fullmatch(link):
        known = ", ".join(each.id for each in audiences)
        raise UserError(
            f"A survey link must be written like {audiences[0].id}=https://surveys.example/1, "
            f"for one of: {known}"
        )
    return audience, link
