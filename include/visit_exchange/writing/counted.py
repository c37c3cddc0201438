"""Numbers with what they count."""


def count(number: int, thing: str) -> str:
    """Return ``1 row``, ``5,000 rows``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
