"""Everything that the authority of a rehearsal drops, in the order in which it drops it."""

from rehearsal.expectations import Drop
from rehearsal.files.arrangements import arrangement_drops, checklist_drop
from rehearsal.files.lists import Maker, list_drops
from rehearsal.files.odd_files import breach_rows, child_in_file_name, odd_drops
from rehearsal.people.authority import Authority
from visit_exchange.kinds import Framework


def returns_drops(
    authority: Authority, framework: Framework, checklist: bytes, *, seed: int
) -> tuple[Drop, ...]:
    """Return the files of the first week, earliest first.

    ``checklist`` is the blank one that came with the request. All files are dropped relative to
    the same milestone, so their offsets put them in order.
    """
    make = Maker(authority, seed)
    drops = (
        checklist_drop(make, framework, checklist),
        *odd_drops(make),
        *list_drops(make),
        *arrangement_drops(make, framework),
    )
    return tuple(sorted(drops, key=lambda drop: drop.expected.offset))


def canaries(authority: Authority, *, seed: int) -> tuple[str, ...]:
    """Return what is planted and must be found nowhere beyond uploads and the authority's replies.

    Names, UPNs and NHS numbers of the breach, the child whom its file is named after, and the
    officers in the files' properties.
    """
    people = authority.material.people
    rows = breach_rows(Maker(authority, seed))
    planted = {str(row[key]) for row in rows for key in ("full_name", "upn", "nhs_number")}
    return (*sorted(planted), child_in_file_name(rows), *people.officers)
