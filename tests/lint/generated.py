"""What the program says and a document repeats is still what the program says.

A document holds it between two comments:

    <!-- mixflow explain phases --format markdown -->
    ...
    <!-- end -->

usage: generated.py [--write]    (--write brings the documents up to date)"""

import os
import re
import subprocess
import sys

import lint

PART = re.compile(r"(^<!-- mixflow ([^\n]*) -->\n)(.*?)(^<!-- end -->$)", re.M | re.S)
MIXFLOW = os.environ.get("MIXFLOW", lint.ROOT / "build/release/mixflow")


def said(words):
    done = subprocess.run([MIXFLOW, *words.split()], capture_output=True, text=True, check=True,
                          cwd=lint.ROOT)
    text = done.stdout.strip("\n")
    if "markdown" not in words:
        text = f"```\n{text}\n```"
    return f"\n{text}\n\n"


def stale(write):
    for path in lint.files(".", "*.md"):
        text = lint.read(path)
        fresh = PART.sub(lambda part: part[1] + said(part[2]) + part[4], text)
        if fresh == text:
            continue
        if write:
            (lint.ROOT / path).write_text(fresh, encoding="utf-8")
            continue
        yield f"{path}: not what the program says; python3 tests/lint/generated.py --write"


if __name__ == "__main__":
    sys.exit(lint.report(stale("--write" in sys.argv)))
