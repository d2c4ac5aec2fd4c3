"""The commands that README.md shows can be run: each ```sh block, in a copy of the tree."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import lint

# What a block must not do again here: these two have tests of their own.
LEFT_OUT = ("quickstart.sh", "tests/run.sh", "git clone", "cmake --workflow", "cd mixflow")
BUILT = Path(os.environ["MIXFLOW_BUILD"])


def blocks(text):
    for found in re.finditer(r"^```sh\n(.*?)^```$", text, re.M | re.S):
        lines = [line for line in found.group(1).splitlines()
                 if not any(word in line for word in LEFT_OUT)]
        yield text[:found.start()].count("\n") + 2, "\n".join(lines)


def copy(to):
    for path in lint.tracked():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(lint.ROOT / path, to / path)
    (to / "build/release").mkdir(parents=True)
    (to / "results").mkdir()
    shutil.copy2(BUILT / "mixflow", to / "build/release/mixflow")


def run():
    readme = lint.ROOT / "README.md"
    if not readme.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        copy(Path(folder))
        environment = {**os.environ, "PATH": f"{folder}/build/release:{os.environ['PATH']}"}
        for line, text in blocks(readme.read_text()):
            done = subprocess.run(["sh", "-euc", text], cwd=folder, env=environment,
                                  capture_output=True, text=True, check=False, timeout=500)
            if done.returncode != 0:
                yield f"README.md:{line}: exit status {done.returncode}\n{done.stderr[-1000:]}"


if __name__ == "__main__":
    if not (lint.ROOT / "README.md").exists():
        print("no README.md yet")
        sys.exit(77)
    sys.exit(lint.report(run()))
