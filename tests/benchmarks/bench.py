"""`make bench`: our whole check beside bare readers and peers, interleaved, the least of each run.

What else runs on the machine only ever adds: to the seconds that pass, and less to the processor's.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from long_lists import long_list
from measuring import HERE, Taken, Worker, own, own_environment, peer
from memory import peak_of
from same_rules import write_for_peers


@dataclass(frozen=True)
class Part:
    """One row of the table: how often it is run on the 20,000 and on the 60,000 rows."""

    title: str
    worker: str
    part: str
    rounds: tuple[int, int]


READ = "our reading, screened and converted"
CHECK, CALAMINE, PANDAS = "our whole check", "bare python-calamine", "pandas + openpyxl, reading"
PARTS = (
    Part(CALAMINE, "bare", "calamine", (5, 3)),
    Part(READ, "own", "read", (5, 3)),
    Part(CHECK, "own", "check", (5, 3)),
    Part("… with the reply workbook", "own", "check_reply", (1, 1)),
    Part("openpyxl read-only, reading", "bare", "openpyxl", (1, 1)),
    Part(PANDAS, "pandas", "read", (2, 1)),
    Part("pandas + pandera, same rules", "pandera", "check", (1, 1)),
    Part("frictionless, same rules", "frictionless", "check", (1, 1)),
)
FOOTNOTE = """
Faults are faulty cells (with a row). frictionless names only the later of two rows that are the
same, and counts a number that it cannot read twice where the cell must also be filled."""
ON_CANONICAL = ("pandera", "frictionless")
SEND_PARTS = (("check", "reply"), ("pack", "gate"))  # each in a process of its own, as in a stack
SHAPES = (("20,000 × 21", 20_000, False), ("60,000 × 25", 60_000, True))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _bench(Path(folder))


def _bench(folder: Path) -> None:
    files = {rows: _list(folder, rows, wide) for _, rows, wide in SHAPES}
    canonical = {rows: folder / f"canonical-{rows}.xlsx" for rows in files}
    rules = {rows: folder / f"rules-{rows}.json" for rows in files}
    for rows, file in files.items():
        write_for_peers(file, canonical[rows], rules[rows])
    clean = folder / "clean.xlsx"
    clean.write_bytes(long_list(200, faulty=False))
    for at, (title, rows, _) in enumerate(SHAPES):
        workers = _workers(rules[rows])
        workers["own"].run("check", clean)
        taken = _interleaved(workers, at, files[rows], canonical[rows])
        _print_table(title, taken)
        _stop(workers)
    _say(FOOTNOTE)
    _print_rest(folder, files[60_000], clean)
    _print_send(folder)


def _list(folder: Path, rows: int, wide: bool) -> Path:
    file = folder / f"list-{rows}.xlsx"
    file.write_bytes(long_list(rows, wide=wide))
    return file


def _workers(rules: Path) -> dict[str, Worker]:
    peers = {name: peer(name, str(rules)) for name in ON_CANONICAL}
    return {"own": own(), "bare": Worker("bare_readers.py"), "pandas": peer("pandas"), **peers}


def _stop(workers: dict[str, Worker]) -> None:
    for worker in workers.values():
        worker.stop()


def _interleaved(
    workers: dict[str, Worker], at: int, file: Path, canonical: Path
) -> dict[str, list[Taken]]:
    taken: dict[str, list[Taken]] = {part.title: [] for part in PARTS}
    for turn in range(max(part.rounds[at] for part in PARTS)):
        for part in (p for p in PARTS if turn < p.rounds[at]):
            read = canonical if part.worker in ON_CANONICAL else file
            taken[part.title].append(workers[part.worker].run(part.part, read))
    return taken


def _seconds(taken: list[Taken]) -> float:
    return min(one.seconds for one in taken)


def _processor(taken: list[Taken]) -> float:
    return min(one.processor for one in taken)


def _print_table(title: str, taken: dict[str, list[Taken]]) -> None:
    calamine, check = _seconds(taken[CALAMINE]), _seconds(taken[CHECK])
    headings = f"{'seconds':>8} {'× calamine':>11} {'processor':>10} {'× calamine':>11}"
    _say(f"\n{title:<36} {headings} {'faults':>7}")
    for name, runs in taken.items():
        seconds = _seconds(runs)
        columns = f"{seconds:8.2f} {seconds / calamine:11.1f} {_processor(runs):10.2f}"
        columns += f" {_processor(runs) / _processor(taken[CALAMINE]):11.1f}"
        _say(f"{name:<36} {columns} {runs[0].found or '':>7}")
    _judge("whole check ÷ bare calamine", check / calamine, 4)
    used = _processor(taken[CHECK]) / _processor(taken[CALAMINE])
    _judge("… of the processor's seconds", used, 4)
    pandas = _seconds(taken[PANDAS])
    _judge("whole check ÷ pandas with openpyxl", check / pandas, 0.25)
    _judge("our reading ÷ pandas with openpyxl", _seconds(taken[READ]) / pandas, 0.25)


def _print_rest(folder: Path, long: Path, clean: Path) -> None:
    short = _list(folder, 5_000, wide=True)
    fresh = own()
    with peak_of(fresh.pid) as peak:
        fresh.run("check", long)
    files = (clean, short, long)
    turns = [[fresh.run("check", file) for file in files] for _ in range(2)]
    fresh.stop()
    small, few, many = (_seconds(list(runs)) for runs in zip(*turns, strict=True))
    _say("")
    _judge("peak memory at 60,000 rows, MB", peak[0], 500)
    _judge("microseconds a row at 60,000", many / 60_000 * 1e6, few / 5_000 * 1e6)
    _judge("200 clean rows, warm, seconds", small, 1)


def _print_send(folder: Path) -> None:
    """The longest return: two lists of an Area SEND inspection, from the check to the gate."""
    file = folder / "send.xlsx"
    subprocess.run([sys.executable, HERE / "long_send.py", file], check=True, env=own_environment())
    _say("\n12,000 + 40,000 rows of an Area SEND inspection")
    taken: dict[str, Taken] = {}
    for parts in SEND_PARTS:
        worker = Worker("send_parts.py")
        worker.run("ready", file)
        with peak_of(worker.pid) as peak:
            taken |= {part: _told(part, worker.run(part, file)) for part in parts}
        worker.stop()
        _judge(f"{' and '.join(parts)}: peak memory, MB", peak[0], 600)
    to_gate = [taken[part] for part in ("check", "pack", "gate")]
    _judge("check, pack and gate, seconds", sum(each.seconds for each in to_gate), 25)
    _judge("… of the processor's", sum(each.processor for each in to_gate), 25)


def _told(part: str, taken: Taken) -> Taken:
    _say(f"{part:<36} {taken.seconds:8.2f} {taken.processor:8.2f} of the processor's")
    return taken


def _judge(what: str, is_: float, target: float) -> None:
    _say(f"{what:<36} {is_:8.2f}   target {target:.2f}   {'met' if is_ <= target else 'MISSED'}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
