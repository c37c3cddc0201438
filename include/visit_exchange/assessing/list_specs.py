"""The lists that a kind of visit asks for."""

from visit_exchange.kinds import Framework
from visit_exchange.kinds.list_spec import ListSpec, load_list


def list_specs(framework: Framework) -> tuple[ListSpec, ...]:
    """Return the specification of every list that the framework asks for."""
    return tuple(load_list(framework.id, item.id) for item in framework.lists)
