"""The top level stays as it is, and every source is named in the build."""

import os
import re
import sys
from pathlib import Path

import lint

TOP = {
    "src", "include", "scenarios", "analysis", "tests", "CMakeLists.txt", "README.md",
    "CMakePresets.json", "LICENSE", "CHANGELOG.md", "CITATION.cff",
}
MAY_BE_THERE = {"build", "results"}  # made by the two commands, ignored by git
OF_USERS = {".cfg", ".h5", ".html", ".csv"}  # what verbs leave where they are typed
LAYERS = {"base", "par", "model", "sim", "record", "io", "study", "web", "cli", "package"}


def top_level():
    for name in sorted(os.listdir(lint.ROOT)):
        if name.startswith(".") or name in TOP | MAY_BE_THERE or Path(name).suffix in OF_USERS:
            continue
        yield f"{name}: not one of the entries of the top level"
    for path in sorted((lint.ROOT / "src").iterdir()):
        if path.is_dir() and path.name not in LAYERS:
            yield f"src/{path.name}: not a layer"


def listed():
    """Every src/*.c is built and every tests/*.c is a test."""
    lists = [lint.ROOT / name for name in ("CMakeLists.txt", "tests/CMakeLists.txt", "src/web/wasm.cmake")]
    build = "".join(path.read_text() for path in lists if path.exists())
    for path in lint.files("src", "*.c"):
        if not re.search(rf"(?<![\w/]){re.escape(path.relative_to('src').as_posix())}(?!\w)", build):
            yield f"{path}: not named in CMakeLists.txt"
    for path in lint.files("tests", "test_*.c"):
        if not re.search(rf"\b{re.escape(path.stem)}\b", build):
            yield f"{path}: not named in tests/CMakeLists.txt"


def no_links():
    """No symbolic link leads out of the tree."""
    for path in lint.tracked():
        if (lint.ROOT / path).is_symlink():
            target = (lint.ROOT / path).resolve()
            if not target.is_relative_to(lint.ROOT.resolve()):
                yield f"{path}: a link out of the tree"


if __name__ == "__main__":
    sys.exit(lint.report(top_level(), listed(), no_links()))
