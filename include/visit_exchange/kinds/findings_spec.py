"""What earlier reviews found and is asked about again: ``expectations/<kind>/findings.yaml``."""

from functools import cache

from pydantic import model_validator

from visit_exchange.kinds.loading import expectation_file
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model


class Finding(Strict):
    """Something that a review found, in its words, and the question that it makes one ask.

    ``numbers`` are the indicators of the profile, ``documents`` the items of the request in which
    it can show. ``good`` is good practice; else it is a challenge.
    """

    theme: str
    found: str
    ask: str
    numbers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    good: bool = False

    @model_validator(mode="after")
    def _shows_somewhere(self) -> "Finding":
        if not (self.numbers or self.documents):
            raise ValueError(f"“{self.found}” must name numbers or documents in which it can show")
        return self


class Findings(Strict):
    """The findings of the reviews before a kind of visit, and where they are told."""

    source: str = ""
    findings: tuple[Finding, ...] = ()


@cache
def load_findings(framework: str) -> Findings:
    """Return what a kind of visit, or an older edition of it, asks about, if it does."""
    path = expectation_file(framework, "findings.yaml")
    return load_yaml_model(path, Findings) if path.exists() else Findings()
