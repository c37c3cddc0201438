"""Letters that anybody may seal, and only who holds the secret key may open."""

import pytest

from visit_exchange.privacy.sealed_letters import open_with, public_key_of, seal_for
from visit_exchange.privacy.sealing import CannotUnseal

SECRET, OTHER = b"a" * 32, b"b" * 32
PUBLIC = public_key_of(SECRET)


def test_who_holds_the_key_opens_what_was_sealed() -> None:
    sealed = seal_for(PUBLIC, b"https://visits.example/upload/#token")

    assert b"token" not in sealed
    assert open_with(SECRET, sealed) == b"https://visits.example/upload/#token"


def test_the_same_letter_is_sealed_differently_each_time() -> None:
    assert seal_for(PUBLIC, b"letter") != seal_for(PUBLIC, b"letter")


@pytest.mark.parametrize(
    ("secret", "sealed"),
    [
        (OTHER, seal_for(PUBLIC, b"letter")),
        (SECRET, seal_for(PUBLIC, b"letter")[:-1] + b"A"),
        (SECRET, seal_for(PUBLIC, b"letter")[:20]),
        (SECRET, b""),
    ],
    ids=["another's key", "changed", "cut off", "empty"],
)
def test_anything_else_does_not_open(secret: bytes, sealed: bytes) -> None:
    with pytest.raises(CannotUnseal, match="does not open"):
        open_with(secret, sealed)
