"""Whether a kind of visit is whole: its file, its lists, their codes, what names what."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, framework_ids, load_framework
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.cross_checks import load_cross_checks
from visit_exchange.kinds.findings_spec import load_findings
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.kinds.loading import expectation_file, id_of_file, read_framework
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.kinds.yaml_file import named
from visit_exchange.returns.checks.expectation_suite import columns_of, expectations_for


def mistakes_in(path: Path) -> tuple[str, ...]:
    """Return every mistake in a kind of visit, each with the file, the section and the key."""
    try:
        framework = read_framework(path)
    except UserError as error:
        return (str(error),)
    told = [f"{named(path)}: {slip}" for slip in (*_naming(path, framework), *_wordless(framework))]
    home = _home_of_lists(framework)
    specs: dict[str, ListSpec] = {}
    for item in framework.lists:
        told += _told(partial(_load_into, specs, home, item.id))
    for spec in specs.values():
        told += [f"{spec.id}.yaml: {slip}" for slip in _slips_of_list(spec)]
        told += _told(partial(expectations_for, home, spec.id))
    told += [f"across.yaml: {slip}" for slip in _across(home, specs)]
    told += _told(partial(load_profile, home))
    return (*told, *_told(partial(load_findings, home)), *_findings(home, framework))


def _load_into(specs: dict[str, ListSpec], home: str, list_id: str) -> None:
    specs[list_id] = load_list(home, list_id)


def _home_of_lists(framework: Framework) -> str:
    # A file that is tried out before it is put into its place has the lists of what it extends.
    first = framework.lists[0].id if framework.lists else "across"
    if not expectation_file(framework.id, f"{first}.yaml").exists() and framework.extends:
        return framework.extends
    return framework.id


def _naming(path: Path, framework: Framework) -> Iterator[str]:
    if framework.id != (expected := id_of_file(path)):
        yield f"id: must be {expected}, as the folder or file is called"
    for other in framework_ids():
        if other != framework.id and load_framework(other).short == framework.short:
            yield f"short: {framework.short} is that of {other}: visits would have the same id"


def _wordless(framework: Framework) -> Iterator[str]:
    for section, parts in (("items", framework.documents), ("tracking", framework.tracking.items)):
        for part in parts:
            if not part.words:
                yield f"{section}.{part.id}.words: enter what the document is recognised by"


def _slips_of_list(spec: ListSpec) -> Iterator[str]:
    columns = {column.id for column in spec.columns} | set(spec.ages)
    for column in spec.columns:
        if column.codes:
            yield from _told(partial(load_codes, column.codes))
    for check in spec.checks:
        if unknown := columns_of(check) - columns:
            yield f"checks.{check.id}: no column is called {', '.join(sorted(unknown))}"


def _across(home: str, specs: dict[str, ListSpec]) -> Iterator[str]:
    try:
        checks = load_cross_checks(home).checks
    except UserError as error:
        yield str(error)
        return
    known = {
        f"{spec.id}.{name}"
        for spec in specs.values()
        for name in (*(column.id for column in spec.columns), *spec.ages)
    }
    for check in checks:
        if unknown := set(check.places) - known:
            yield f"checks.{check.id}: there is no {', '.join(sorted(unknown))}"


def _findings(home: str, framework: Framework) -> Iterator[str]:
    try:
        findings, profile = load_findings(home).findings, load_profile(home)
    except UserError:
        return
    known = {each.id for each in profile.indicators} | {each.id for each in framework.documents}
    for each in findings:
        if unknown := {*each.numbers, *each.documents} - known:
            yield f"findings.yaml: “{each.found}”: there is no {', '.join(sorted(unknown))}"


def _told(load: Callable[[], object]) -> Iterable[str]:
    # Great Expectations leaves out what it does not know: expectations_for calls that an error.
    try:
        load()
    except (UserError, RuntimeError) as error:
        return (str(error),)
    return ()
