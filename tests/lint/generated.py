"""What the program says and a document repeats is still what the program says.

A document holds it between two comments:

    <!-- generated: mixflow explain phases --format markdown -->
    ...
    <!-- end -->

`generated: bench` is the table of tests/bench/figures.tsv, `generated: pairing` that of pairing.tsv.

usage: generated.py [--update]    (--update brings the documents up to date)"""

import os
import re
import subprocess
import sys

import lint

PART = re.compile(r"(^<!-- generated: ([^\n]*) -->\n)(.*?)(^<!-- end -->$)", re.M | re.S)
MIXFLOW = os.environ.get("MIXFLOW", lint.ROOT / "build/release/mixflow")
TABLES = {"bench": lint.ROOT / "tests/bench/figures.tsv",
          "pairing": lint.ROOT / "tests/bench/pairing.tsv"}


def said(words):
    done = subprocess.run([MIXFLOW, *words], capture_output=True, text=True, check=True,
                          cwd=lint.ROOT)
    text = done.stdout.strip("\n")
    return text if "markdown" in words else f"```\n{text}\n```"


def table(path):
    """A file of figures as a table: the first line is its head.  Shares of time and runs per hour
    are for those who look for more speed: the file has them."""
    if not path.exists():
        return "no figures yet"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
            and "share of time:" not in line and "runs per hour" not in line]
    rows = [row + [""] * (len(rows[0]) - len(row)) for row in rows]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def fresh(what):
    program, *words = what.split()
    if what in TABLES:
        return table(TABLES[what])
    if program == "mixflow":
        return said(words)
    raise SystemExit(f"generated: {what}: neither figures nor a command of mixflow")


def stale(update):
    for path in lint.files(".", "*.md"):
        text = lint.read(path)
        now = PART.sub(lambda part: f"{part[1]}\n{fresh(part[2])}\n\n{part[4]}", text)
        if now == text:
            continue
        if update:
            (lint.ROOT / path).write_text(now, encoding="utf-8")
            continue
        yield f"{path}: not what the program says; python3 tests/lint/generated.py --update"


if __name__ == "__main__":
    sys.exit(lint.report(stale("--update" in sys.argv)))
