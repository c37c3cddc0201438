"""Looking after a key ring: list, check, and rotate the wrapping key. No key is ever shown."""

from dataclasses import dataclass

from visit_exchange.errors import UserError
from visit_exchange.services.key_ring.errors import NoKey
from visit_exchange.services.key_ring.key_in_ring import KeyInRing
from visit_exchange.services.key_ring.local_wrapping import WrappingFile
from visit_exchange.services.key_ring.ring import KeyRing


@dataclass(frozen=True)
class Rotated:
    """What a rotation came to: how many keys were sealed anew, by which wrapping key."""

    sealed_anew: int
    wrapped_by: str
    old_one_is_gone: bool


def list_keys(ring: KeyRing) -> tuple[KeyInRing, ...]:
    """Return every key of the ring; each is opened to check that it can be."""
    return tuple(_looked_at(ring, visit_id) for visit_id in ring.visits())


def rotate(ring: KeyRing) -> Rotated:
    """Seal every key with a new wrapping key, and drop the old one.

    It can be broken off anywhere: the next rotation goes on where it stood. With a wrapping key
    that is not in a file, the operator has put the new one first.
    """
    ring.seal_plain()
    with ring.alone():
        file = ring.sealing if isinstance(ring.sealing, WrappingFile) else None
        if file and len(file.keys()) == 1:
            file.add()
        done = ring.seal_all_anew()
        if file:
            file.drop_old()
        return Rotated(done, ring.sealing.current(), file is not None)


def initialise(ring: KeyRing) -> str:
    """Make the first wrapping key; return its fingerprint.

    UserError when there is one, or when keys are sealed that it would not open.
    """
    if not isinstance(ring.sealing, WrappingFile):
        raise UserError("The wrapping key is not in a file of ours. Make it where it is kept")
    with ring.alone():
        if any(key.state == "sealed" for key in ring.states()):
            raise UserError(
                "There are sealed keys in the key ring, and a new wrapping key opens none of them. "
                "Restore the wrapping key from its backup"
            )
        try:
            ring.sealing.create()
        except FileExistsError:
            raise UserError("There is a wrapping key already. To change it: keys rotate") from None
    return ring.sealing.current()


def ensure_wrapping_key(ring: KeyRing) -> None:
    """Make the first wrapping key where it is a file and there is none; see ``initialise``."""
    if isinstance(ring.sealing, WrappingFile) and not ring.sealing.path.exists():
        initialise(ring)


def _looked_at(ring: KeyRing, visit_id: str) -> KeyInRing:
    found = ring.state(visit_id)
    if found.state != "sealed":
        return found
    try:
        return KeyInRing(visit_id, found.state, found.wrapped_by, ring.fingerprint(visit_id))
    except NoKey as error:
        return KeyInRing(visit_id, found.state, found.wrapped_by, fault=str(error))
