"""Published figures and neighbours in the register: what is loaded counts until the next."""

from datetime import datetime

from sqlalchemy import func, select

from visit_exchange.packs.beside.release import Neighbours, Release, Told
from visit_exchange.services.register.audit import AuditPart, utc
from visit_exchange.services.register.tables import PublishedReleaseRow

NEIGHBOURS = "neighbours"  # the data set that says who is whose neighbour


class PublishedPart(AuditPart):
    """What the register knows of published figures."""

    def keep_release(self, release: Release, *, by: str, at: datetime) -> None:
        """Let a release count from now on; those before it stay, to say what was shown then."""
        told: dict[str, dict[str, float | str]] = {}
        for each in release.told:
            value = each.symbol if each.percentage is None else each.percentage
            told.setdefault(each.figure, {})[each.area] = value
        row = PublishedReleaseRow(data_set=release.data_set, period=release.period, told=told)
        row.identifier, row.published = release.identifier, release.published
        row.file, row.loaded_by, row.loaded_at = release.file, by, utc(at)
        with self._transaction() as session:
            session.add(row)

    def keep_neighbours(self, neighbours: Neighbours, *, by: str, at: datetime) -> None:
        """Let neighbours count from now on."""
        nearest = {code: list(others) for code, others in neighbours.nearest.items()}
        row = PublishedReleaseRow(data_set=NEIGHBOURS, period="", identifier="", told=nearest)
        row.file, row.published = neighbours.source, neighbours.published
        row.loaded_by, row.loaded_at = by, utc(at)
        with self._transaction() as session:
            session.add(row)

    def releases(self) -> dict[str, Release]:
        """Return what counts of each data set."""
        table = PublishedReleaseRow
        newest = select(func.max(table.number)).group_by(table.data_set)
        query = select(table).where(table.number.in_(newest), table.data_set != NEIGHBOURS)
        with self._transaction() as session:
            rows = session.scalars(query.order_by(table.data_set))
            return {row.data_set: _release(row) for row in rows}

    def neighbours(self) -> Neighbours | None:
        """Return who is whose neighbour; None while that is not loaded."""
        query = select(PublishedReleaseRow).order_by(PublishedReleaseRow.number.desc()).limit(1)
        with self._transaction() as session:
            row = session.scalar(query.where(PublishedReleaseRow.data_set == NEIGHBOURS))
            return _neighbours(row) if row else None


def _release(row: PublishedReleaseRow) -> Release:
    told = tuple(
        Told(figure, area, None, value) if isinstance(value, str) else Told(figure, area, value)
        for figure, areas in row.told.items()
        for area, value in areas.items()
    )
    return Release(
        row.data_set,
        row.period,
        row.identifier,
        row.published,
        row.file,
        told,
        row.loaded_by,
        row.loaded_at,
    )


def _neighbours(row: PublishedReleaseRow) -> Neighbours:
    nearest = {code: tuple(others) for code, others in row.told.items()}
    return Neighbours(row.file, row.published, nearest, row.loaded_by, row.loaded_at)
