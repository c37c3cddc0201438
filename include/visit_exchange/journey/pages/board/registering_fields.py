"""What the board asks to register a visit, with choices where there are choices."""

from datetime import date

from visit_exchange.journey.pages.board.acts.act import Field, Kind
from visit_exchange.journey.pages.board.acts.dates import agreed_fields
from visit_exchange.kinds import Framework, framework_ids, load_framework
from visit_exchange.kinds.authorities import open_authorities
from visit_exchange.visits.dates.plan_checks import MOST_DAYS_EVER

SURVEY, ITEM = "survey-", "item-"
LANO_HINT = "Leave it empty until the authority nominates one, after the call."


def first_fields(today: date) -> tuple[Field, ...]:
    """Return what is asked first: kind, authority, notification date."""
    kinds = tuple((name, load_framework(name).title) for name in framework_ids())
    places = tuple((each.code, each.name) for each in open_authorities(today))
    return (
        Field("framework", "Kind of visit", kind=Kind.CHOICE, choices=kinds),
        Field(
            "la_code", "Local authority", kind=Kind.CHOICE, choices=(("", "Select one"), *places)
        ),
        Field(
            "notified",
            "Notification date",
            "A working day in England, as a rule a Monday.",
            Kind.DAY,
        ),
    )


def further_fields(framework: Framework, logins: tuple[str, ...]) -> tuple[Field, ...]:
    """Return what is asked once the kind is known; ``logins`` are those of known inspectors."""
    return (
        Field("lano_email", "LANO’s e-mail", LANO_HINT),
        Field("lead_inspector_email", "Lead inspector’s e-mail"),
        *_inspectors(logins),
        *_days(framework),
        *agreed_fields(framework),
        *_items(framework),
        *_surveys(framework),
    )


def _inspectors(logins: tuple[str, ...]) -> tuple[Field, ...]:
    known = tuple(
        Field(f"login-{login}", login, kind=Kind.TICK, group="Inspectors") for login in logins
    )
    label = "Other inspectors’ logins" if known else "Inspectors’ logins"
    hint = "Who sees the visit and chooses its children. With spaces between."
    return (*known, Field("inspectors", label, hint))


def _days(framework: Framework) -> tuple[Field, ...]:
    rules = framework.on_site
    if rules.milestone is None:
        return ()
    fewest, most = (1, MOST_DAYS_EVER) if rules.typical else (rules.fewest_days, rules.most_days)
    choices = tuple((str(n), str(n)) for n in range(fewest, most + 1))
    usual = str(rules.default_days)
    return (Field("on_site_days", "Days on site", kind=Kind.CHOICE, choices=choices, value=usual),)


def _items(framework: Framework) -> tuple[Field, ...]:
    if not framework.chosen_items:
        return ()
    return tuple(
        Field(f"{ITEM}{each.id}", f"{each.number} {each.title}", kind=Kind.TICK, group="Items")
        for each in framework.items
    )


def _surveys(framework: Framework) -> tuple[Field, ...]:
    hint = "https://… Leave it empty while it is not known."
    return tuple(
        Field(f"{SURVEY}{each.id}", f"Link of the survey for {each.title}", hint)
        for each in framework.surveys.audiences
    )
