"""Base images named by what they are, not by a tag that somebody can move."""

import pytest
from digests import named_images, pinned

DIGEST = "sha256:" + "0f" * 32


def test_the_variables_of_the_compose_file_name_images() -> None:
    text = "image: ${POSTGRES_IMAGE:-postgres:18.1}\nimage: visit-exchange:0.2.0\n"
    assert named_images(text) == {"POSTGRES_IMAGE": "postgres:18.1"}


@pytest.mark.parametrize(
    ("image", "digests", "named"),
    [
        ("postgres:18.1", [f"postgres@{DIGEST}"], f"postgres:18.1@{DIGEST}"),
        ("valkey/valkey:8.1", [f"valkey/valkey@{DIGEST}"], f"valkey/valkey:8.1@{DIGEST}"),
        ("postgres:18.1", [f"mirror.example/postgres@{DIGEST}"], f"postgres:18.1@{DIGEST}"),
        ("postgres:18.1", [f"other@{DIGEST}"], None),
        ("postgres:18.1", [], None),  # built here
    ],
)
def test_an_image_is_pinned_by_its_own_digest(
    image: str, digests: list[str], named: str | None
) -> None:
    assert pinned(image, digests) == named
