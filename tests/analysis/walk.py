"""The walk-through of analysis/README.md is walked: each block of sh, python and r, in their order.

The folder has base.h5 and open.h5 only because a block makes them.  Blocks that install are left out:
installing has a test of its own.

usage: walk.py [sh | python | r]...    (which blocks; sh always)"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
RUN = {"sh": ["sh", "-eu"], "python": [sys.executable], "r": ["Rscript", "--vanilla"]}
ENDING = {"sh": "sh", "python": "py", "r": "R"}
LEFT_OUT = ("pip install", "apt-get", "install.packages")
BLOCK = re.compile(r"^```(sh|python|r)\n(.*?)^```$", re.M | re.S)


def blocks(text, kinds):
    for found in BLOCK.finditer(text):
        lines = [line for line in found.group(2).splitlines() if not any(word in line for word in LEFT_OUT)]
        if found.group(1) in kinds and any(line.strip() for line in lines):
            yield found.group(1), text[:found.start()].count("\n") + 2, "\n".join(lines) + "\n"


def surroundings(folder):
    """What the reader has: mixflow, a scenario, this repository's analysis/."""
    programs = folder / "programs"
    programs.mkdir()
    (programs / "mixflow").symlink_to(os.environ["MIXFLOW"])
    (programs / "python3").symlink_to(sys.executable)
    (folder / "analysis").symlink_to(SOURCE / "analysis")
    (folder / "scenario.cfg").write_text((SOURCE / "tests/scenarios/small.cfg").read_text()
                                         .replace("scale = 5.0;", "scale = 40.0;"))
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(SOURCE / "analysis"),
            "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(folder / "matplotlib")}


def walk(kinds):
    text = (SOURCE / "analysis/README.md").read_text(encoding="utf-8")
    done, pictures = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = surroundings(folder)
        for kind, line, code in blocks(text, kinds):
            script = folder / f"block.{ENDING[kind]}"
            script.write_text(code, encoding="utf-8")
            ended = subprocess.run([*RUN[kind], script.name], cwd=folder, env=environment, capture_output=True,
                                   text=True, check=False)
            if ended.returncode != 0:
                sys.exit(f"analysis/README.md:{line}: {kind}: exit status {ended.returncode}\n"
                         f"{ended.stdout[-2000:]}{ended.stderr[-3000:]}")
            done += kind != "sh"
        pictures = sum(path.stat().st_size > 2000 for path in folder.glob("*.png"))
    print(f"{done} blocks, {pictures} pictures")
    if done < 3 or pictures < 2:
        sys.exit("fewer blocks or pictures than a walk-through has")


if __name__ == "__main__":
    walk({"sh", *(sys.argv[1:] or ("python", "r"))})
