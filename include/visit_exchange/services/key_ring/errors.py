"""The one error of the key ring."""

from visit_exchange.errors import UserError


class NoKey(UserError):
    """The visit has no key: nothing of it may be treated or published."""
