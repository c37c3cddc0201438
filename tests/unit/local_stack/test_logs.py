"""The logs of the local stack's parts: they rotate while their parts write to them."""

from pathlib import Path

from local_stack.supervising.logs import KEPT, rotate_logs


def test_a_log_that_has_grown_is_put_aside_while_its_part_goes_on_writing(tmp_path: Path) -> None:
    with (tmp_path / "s3.log").open("ab", buffering=0) as log:
        for number in range(6):
            log.write(f"line {number} of the log\n".encode())
            rotate_logs(tmp_path, largest=10)
        log.write(b"new\n")
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {
        "s3.log": "new\n",
        "s3.log.1": "line 5 of the log\n",
        "s3.log.2": "line 4 of the log\n",
        "s3.log.3": "line 3 of the log\n",
    }
    assert len(kept) == 1 + KEPT


def test_a_short_log_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mail.log").write_text("short")
    rotate_logs(tmp_path, largest=10)
    assert [path.name for path in tmp_path.iterdir()] == ["mail.log"]
