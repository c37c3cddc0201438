"""The kinds of visit as the commands' help names them."""

from visit_exchange.kinds import framework_ids

KINDS = f"The kind of visit: {' or '.join(framework_ids())}."
AGREED = "A date agreed with the authority, by milestone; again for each."
ITEMS = "The items to ask for, where they are chosen visit by visit: numbers, like 1.1,2.4."
