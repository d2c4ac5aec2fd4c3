"""What the lints share: where the tree is, which files are in it, how to say no."""

import itertools
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(os.environ.get("MIXFLOW_SOURCE", Path(__file__).resolve().parents[2]))
LEFT_OUT = {"build", "results", ".git"}


def tracked():
    """The files of the tree, relative to its root; git's list where there is git and this is a clone."""
    listed = b""
    if shutil.which("git"):
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], capture_output=True, check=False).stdout
    names = [Path(os.fsdecode(name)) for name in listed.split(b"\0") if name]
    if not names:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*")
                 if path.relative_to(ROOT).parts[0] not in LEFT_OUT]
    return sorted({name for name in names if (ROOT / name).is_file()})


def files(under, *patterns):
    """Files of the tree under a folder whose names match."""
    return [path for path in tracked()
            if path.is_relative_to(under) and any(path.match(each) for each in patterns)]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def code(text):
    """C text with comments and the contents of strings blanked; lines stay where they are."""
    def blank(match):
        found = match.group(0)
        if found.startswith("/"):
            return re.sub(r"[^\n]", " ", found)
        return found[0] + " " * (len(found) - 2) + found[-1]

    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text,
                  flags=re.S)


def report(*findings):
    """Prints what was found; the exit status."""
    found = list(itertools.chain(*findings))
    for line in found:
        print(line)
    print(f"{len(found)} found" if found else "nothing found")
    return 1 if found else 0
