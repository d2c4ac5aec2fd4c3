"""Which lines of src/ the tests reached, file by file, from gcov's counts.

usage: coverage.py BUILD    (after `cmake --workflow --preset coverage`)"""

import collections
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def counts(build):
    """How often each line ran, by file."""
    lines = collections.defaultdict(lambda: collections.defaultdict(int))
    for data in sorted(Path(build).resolve().rglob("*.gcda")):
        done = subprocess.run(["gcov", "--json-format", "--stdout", data], capture_output=True,
                              text=True, check=True, cwd=data.parent)
        for report in done.stdout.splitlines():
            for file in json.loads(report)["files"]:
                path = (Path(json.loads(report)["current_working_directory"]) / file["file"]).resolve()
                if not path.is_relative_to(ROOT / "src"):
                    continue
                for line in file["lines"]:
                    lines[path.relative_to(ROOT)][line["line_number"]] += line["count"]
    return lines


def main():
    reached = total = 0
    for path, lines in sorted(counts(sys.argv[1]).items()):
        here = sum(1 for count in lines.values() if count)
        reached, total = reached + here, total + len(lines)
        missed = [number for number, count in sorted(lines.items()) if not count]
        shown = ", ".join(map(str, missed[:12])) + (", ..." if len(missed) > 12 else "")
        print(f"{100 * here / len(lines):6.1f} %  {path}{'  not: ' + shown if missed else ''}")
    if total == 0:
        sys.exit("no counts found")
    print(f"{100 * reached / total:6.1f} %  of {total} lines")


if __name__ == "__main__":
    main()
