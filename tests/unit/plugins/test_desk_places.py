"""So few files are checked at once that the pages stay quick."""

import pytest

from upload_page.desk_places import BusyError, DeskPlaces


def test_a_sender_has_one_place() -> None:
    places = DeskPlaces(most=2)
    with places.place("one"), pytest.raises(BusyError, match="Another file of yours"):
        places.place("one").__enter__()
    with places.place("one"):
        pass


def test_who_finds_no_place_is_told_how_many_have_one() -> None:
    places = DeskPlaces(most=2)
    busy = pytest.raises(BusyError, match="2 other files are being checked")
    with places.place("one"), places.place("two"), busy:
        places.place("three").__enter__()
    with places.place("three"):
        pass


def test_a_place_is_free_again_after_a_failure() -> None:
    places = DeskPlaces(most=1)
    with pytest.raises(ValueError, match="no"), places.place("one"):
        raise ValueError("no")
    with places.place("two"):
        pass
