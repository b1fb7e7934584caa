"""The reader stands alone: neither Django nor any third-party package is loaded with it."""

import subprocess
import sys

PROGRAM = """
import sys
before = set(sys.modules)
import congtin.figures
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(loaded - set(sys.stdlib_module_names)))
"""


def test_only_the_standard_library_is_loaded():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["congtin"]
