"""Every step that a DAG or a plugin names is there, and takes what it is given.

Read from the sources, so that no branch is missed: a task calls its step only when it runs, and a
callback only when something has failed.
"""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from visit_steps import find_step

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "plugins").rglob("*.py")), *sorted((ROOT / "dags").glob("*.py"))]


@dataclass(frozen=True)
class Call:
    """``step``: its name, or None where an operator calls the step that a DAG gives it."""

    place: str
    operator: str
    step: str | None
    arguments: int


def calls_of_steps(source: str, name: str) -> Iterator[Call]:
    """Yield each call of ``call_step``; AssertionError for one whose arguments cannot be seen."""
    tree = ast.parse(source)
    operators = {
        id(node): part.name
        for part in ast.walk(tree)
        if isinstance(part, ast.ClassDef)
        for node in ast.walk(part)
    }
    called = 0
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        words = [node.func, *node.args]
        at = next((n for n, word in enumerate(words) if _is_call_step(word)), None)
        if at is None:
            continue
        called += 1
        place = f"{name}:{node.lineno}"
        assert at == 0 or ast.unparse(node.func) == "asyncio.to_thread", place
        step, *arguments = words[at + 1 :]
        starred = [each for each in (step, *arguments) if isinstance(each, ast.Starred)]
        assert not starred, f"{place}: name each argument, so that this test can count them"
        assert not node.keywords, f"{place}: call_step takes no named arguments"
        named = str(step.value) if isinstance(step, ast.Constant) else None
        assert named or ast.unparse(step) == "self.step", f"{place}: write the step's name out"
        yield Call(place, operators.get(id(node), ""), named, len(arguments))
    mentioned = sum(_is_call_step(n) for n in ast.walk(tree) if isinstance(n, ast.expr))
    assert mentioned == called, f"{name}: call_step is handed on, where no test can follow it"


def steps_of_tasks(source: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield place, operator and step of each ``Operator(step="…")`` or ``Operator.partial(…)``."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        given = [word.value for word in node.keywords if word.arg == "step"]
        for step in given:
            place = f"{name}:{node.lineno}"
            assert isinstance(step, ast.Constant), f"{place}: write the step's name out"
            yield place, ast.unparse(node.func).removesuffix(".partial"), str(step.value)


def bases_of(source: str) -> Iterator[tuple[str, str]]:
    """Yield each class with the one that it is made of: it calls what that one calls."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and node.bases:
            yield node.name, ast.unparse(node.bases[0])


def _is_call_step(word: ast.expr) -> bool:
    return isinstance(word, ast.Name) and word.id == "call_step"


def everything_called() -> list[tuple[str, str, int]]:
    """Return place, step and number of arguments of every step that anything calls."""
    sources = [(path.read_text(encoding="utf-8"), path.name) for path in FILES]
    calls = [call for source in sources for call in calls_of_steps(*source)]
    gives = {call.operator: call.arguments for call in calls if call.step is None}
    for source, _ in sources:
        for operator, base in bases_of(source):
            gives.setdefault(operator, gives.get(base, -1))
    named = [(call.place, call.step, call.arguments) for call in calls if call.step is not None]
    tasks = [task for source in sources for task in steps_of_tasks(*source)]
    return named + [(place, step, gives[operator]) for place, operator, step in tasks]


@pytest.mark.parametrize(
    ("place", "step", "arguments"), everything_called(), ids=lambda value: str(value)
)
def test_a_step_is_there_and_takes_what_it_is_given(place: str, step: str, arguments: int) -> None:
    signature = inspect.signature(find_step(step))
    signature.bind("the outside", *range(arguments))
    first, *others = signature.parameters.values()
    assert first.name == "outside", place
    # What an operator gives on is the id of a visit or an upload, or nothing.
    if arguments == 1 and step != "alerts.step_failed":
        assert others[0].annotation in (str, "str"), place


def test_steps_are_found_in_every_dag_that_has_tasks_of_ours() -> None:
    """A form of naming a step that this test does not see would pass it unchecked."""
    places = {place.partition(":")[0] for place, _, _ in everything_called()}
    dags = {path.name for path in (ROOT / "dags").glob("*.py")}
    # Its task is a function of its own; theirs are operators that name their steps themselves.
    named_inside = {"register_visit.py", "receive_returns.py", "receive_long_list.py"}
    assert places >= dags - named_inside
    assert "answering_operators.py" in places
    assert {"visit_operators.py", "visit_runs.py", "visit_retries.py"} <= places
    written = sum(path.read_text().count("step=") for path in (ROOT / "dags").glob("*.py"))
    assert sum(place.partition(":")[0] in dags for place, _, _ in everything_called()) == written


@pytest.mark.parametrize(
    "source",
    [
        'asked = ("x",)\ncall_step("deadlines.waiting.why_stopped", *asked)',
        'waited = partial(call_step, "deadlines.waiting.why_stopped")',
        'call_step(f"waiting.{name}")',
        'call_step("deadlines.waiting.why_stopped", run_id=1)',
        "say = call_step",
    ],
)
def test_a_call_that_cannot_be_counted_is_refused(source: str) -> None:
    with pytest.raises(AssertionError):
        list(calls_of_steps(source, "a_plugin.py"))


@pytest.mark.parametrize(
    ("step", "arguments", "error"),
    [
        ("ending.closing.close_the_door", 1, AttributeError),
        ("nowhere.close_visit", 1, ImportError),
        ("ending.closing.close_visit", 3, TypeError),
        ("ending.closing.close_visit", 0, TypeError),
    ],
)
def test_a_step_that_is_not_there_or_takes_something_else_is_found(
    step: str, arguments: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        test_a_step_is_there_and_takes_what_it_is_given("somewhere", step, arguments)
