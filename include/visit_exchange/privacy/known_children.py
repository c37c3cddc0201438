"""What is known of a visit's children when a document is searched."""

from dataclasses import dataclass, field

from visit_exchange.privacy.name_prints import KnownNames


@dataclass(frozen=True)
class KnownChildren:
    """The authority's references, in clear, and its children's names, as prints."""

    references: frozenset[str] = field(repr=False)
    names: KnownNames
