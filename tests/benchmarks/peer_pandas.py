"""Peer: pandas with openpyxl, reading alone."""

import pandas as pd
from worker import serve


def read(file: str) -> int:
    assert len(pd.read_excel(file, engine="openpyxl", header=None, dtype=object))
    return 0


if __name__ == "__main__":
    serve({"read": read})
