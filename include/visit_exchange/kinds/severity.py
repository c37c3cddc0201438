"""How bad a problem of a return is."""

from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is; stored and shown, worst first."""

    MUST_FIX = "must_fix"
    PLEASE_CHECK = "please_check"
    NOT_HELD = "not_held"

    @property
    def label(self) -> str:
        """The word that an officer reads."""
        return {"must_fix": "Must fix", "please_check": "Check", "not_held": "Not held"}[self.value]
