"""Which items a visit asks for, where they are chosen when it is registered."""

import re

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework


def chosen_items(framework: Framework, text: str) -> tuple[str, ...]:
    """Return the ids of the items named in ``text``, in the order of the request.

    They are named by number or id, with commas or semicolons between. A kind of visit that does
    not let items be chosen asks for all of them: none may be named. UserError says what is wrong.
    """
    named = [part.strip().casefold() for part in re.split(r"[,;\n]+", text) if part.strip()]
    if not framework.chosen_items:
        if named:
            raise UserError(f"{framework.title} asks for every item. Leave the items empty")
        return ()
    if not named:
        raise UserError("Enter the items to ask for, by number, like 1.1, 2.4")
    known = {key: item.id for item in framework.items for key in (item.id, item.number.casefold())}
    if unknown := [name for name in named if name not in known]:
        numbers = ", ".join(item.number for item in framework.items)
        raise UserError(
            f"{framework.title} has no item {', '.join(unknown)}. Choose from: {numbers}"
        )
    chosen = {known[name] for name in named}
    return tuple(item.id for item in framework.items if item.id in chosen)
