"""The short form of scripts/soak_wire.py: faults of all kinds, and a worker that is killed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_item_comes_exactly_once_whatever_goes_wrong():
    words = ["--sources", "4", "--items", "60", "--faults", "0.1", "--kill-every", "6"]
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "soak_wire.py", *words, "--minutes", "4"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "Each exactly once." in done.stdout
