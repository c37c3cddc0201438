"""Data files after Explore Education Statistics' layout, with invented numbers."""

from collections.abc import Iterable, Mapping

GEOGRAPHY = {
    "England": ("National", "", "", "", ""),
    "South East": ("Regional", "South East", "", "", ""),
}
HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_name,"
    "new_la_code,la_name,old_la_code"
)
SETTINGS = {  # placements by setting type; they add up to 200
    "Education setting with URN": 150,
    "One on one tuition": 30,
    "Other unregistered provider": 20,
    "Total": 200,
}


def place(area: str, period: str = "202223", identifier: str = "Academic year") -> str:
    """Return the columns of time and place of England, a region or an authority by its code."""
    level, region, *rest = GEOGRAPHY.get(area, ("Local authority", "", "", "", area))
    return ",".join((period, identifier, level, "E92000001", "England", region, *rest))


def settings_file(
    areas: Mapping[str, Mapping[str, object]], *, head: str = HEAD, period: str = "202223"
) -> bytes:
    """Return ``spc_ap_setting.csv``: the placements of each area by setting type."""
    rows = [
        f"{place(area, period)},{setting},{number}"
        for area, settings in areas.items()
        for setting, number in settings.items()
    ]
    return "\n".join((f"{head},setting_type,placements", *rows)).encode()


def data_file(
    columns: str, areas: Mapping[str, Iterable[str]], period: str, identifier: str
) -> bytes:
    """Return a data file: the columns of time and place and these, and the rows of each area."""
    rows = [
        f"{place(area, period, identifier)},{row}" for area, rows in areas.items() for row in rows
    ]
    return "\n".join((f"{HEAD},{columns}", *rows)).encode()
