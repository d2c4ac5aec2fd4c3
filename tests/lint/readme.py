"""The commands that README.md shows can be run: each ```sh block, in a copy of the tree.

A block of another kind after <!-- file: PATH --> is written to that file first.
The README stays under two screens."""

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
LINES_MOST = 120
FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", re.M | re.S)


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
    text = readme.read_text(encoding="utf-8")
    if text.count("\n") > LINES_MOST:
        yield f"README.md: {text.count(chr(10))} lines, more than {LINES_MOST}"
    with tempfile.TemporaryDirectory() as folder:
        copy(Path(folder))
        for path, content in FILE.findall(text):
            (Path(folder) / path).write_text(content, encoding="utf-8")
        environment = {**os.environ, "PATH": f"{folder}/build/release:{os.environ['PATH']}"}
        for line, commands in blocks(text):
            done = subprocess.run(["sh", "-euc", commands], cwd=folder, env=environment,
                                  capture_output=True, text=True, check=False, timeout=500)
            if done.returncode != 0:
                yield f"README.md:{line}: exit status {done.returncode}\n{done.stderr[-1000:]}"


if __name__ == "__main__":
    if not (lint.ROOT / "README.md").exists():
        print("no README.md yet")
        sys.exit(77)
    sys.exit(lint.report(run()))
