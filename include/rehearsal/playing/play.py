"""Whoever plays the authority: what it sends for a kind of visit, and what must never get out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rehearsal.expectations import Drop
from rehearsal.files.everything import canaries, returns_drops
from rehearsal.files.inspected import invent_area
from rehearsal.files.inspection import Inspection
from rehearsal.files.lists import Maker
from rehearsal.files.tracked import tracking_drops
from rehearsal.people.authority import invent_authority
from rehearsal.people.material import MATERIAL, load_material
from rehearsal.people.script import Afterwards, load_script
from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.yaml_file import read_yaml

# A visit's working day, where its material says nothing else.
DAY_SECONDS = 22


class Play(Protocol):
    """What one authority sends in one visit."""

    def returns(self, checklist: bytes) -> tuple[Drop, ...]:
        """Return the files of the request; ``checklist`` is the blank one that came with it."""

    def tracking(self, codes: Sequence[str], outsider: str) -> tuple[Drop, ...]:
        """Return the files about the children selected, and one about an ``outsider``."""

    def canaries(self) -> tuple[str, ...]:
        """Return what may never reach an inspector."""


@dataclass(frozen=True)
class Placements:
    """Plays the authority of a thematic visit, whose lists are about placements."""

    make: Maker
    framework: Framework

    def returns(self, checklist: bytes) -> tuple[Drop, ...]:
        return returns_drops(self.make.authority, self.framework, checklist, seed=self.make.seed)

    def tracking(self, codes: Sequence[str], outsider: str) -> tuple[Drop, ...]:
        return tracking_drops(self.make, self.framework, codes, outsider)

    def canaries(self) -> tuple[str, ...]:
        return canaries(self.make.authority, seed=self.make.seed)


@dataclass(frozen=True)
class Cast:
    """The authority by DfE code and name, how long its days take, and what is done afterwards."""

    code: str
    name: str
    day_seconds: float
    afterwards: Afterwards


def cast_of(framework_id: str) -> Cast:
    """Return who is in the rehearsal of a kind of visit; UserError when it has no material."""
    if is_script(framework_id):
        script = load_script(framework_id)
        area = script.authority
        return Cast(area.code, area.name, script.day_seconds, script.afterwards)
    area = load_material(framework_id).authority
    return Cast(area.code, area.name, DAY_SECONDS, Afterwards())


def play_for(framework_id: str, *, seed: int, notified: date) -> Play:
    """Return who plays the authority, the same for the same seed and date."""
    framework = load_framework(framework_id)
    if is_script(framework_id):
        script = load_script(framework_id)
        area = invent_area(framework_id, script, seed=seed, notified=notified)
        return Inspection(area, framework)
    authority = invent_authority(load_material(framework_id), seed=seed, notified=notified)
    return Placements(Maker(authority, seed), framework)


def is_script(framework_id: str) -> bool:
    """Return whether a kind of visit is rehearsed from a script, not from placements."""
    path = MATERIAL / f"{framework_id}.yaml"
    if not path.is_file():
        played = ", ".join(sorted(each.stem for each in MATERIAL.glob("*.yaml")))
        raise UserError(f"There is no rehearsal of {framework_id}. Choose from: {played}")
    return "populations" in read_yaml(path)
