"""What a request tells beside its items: powers, personal data, what to leave out, whom to ask."""

from visit_exchange.kinds.yaml_file import Strict


class Link(Strict):
    """An address on the web and what it is called."""

    title: str
    address: str


class RequestWords(Strict):
    """The words of a kind of visit in its request, each a sentence or two as the guidance has it.

    ``scope`` is how much to send, ``snapshot`` how old data may be, ``leave_out`` what is not sent
    under this kind's regime. Before the notification ``ask_before`` is asked, then the lead
    inspector. ``health_template`` is the item for which the CQC provides a template.
    ``stakeholders`` are those whom the LANO makes aware of the visit, ``purpose`` what they hear.
    """

    legal_powers: str
    legislation: tuple[Link, ...] = ()
    personal_data: str
    privacy_notices: tuple[Link, ...]
    scope: str
    snapshot: str = ""
    leave_out: tuple[str, ...] = ()
    ask_before: str = ""
    health_template: str = ""
    purpose: str
    stakeholders: str
    source: str
