"""One large run over ranks: the result does not tell how many there were, comes whole or not at
all, and mistakes are told once.

usage: ranks.py MIXFLOW MIXFLOW_FOR_RANKS THE_SAME_WITH_FEW_KEYS [--long]"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import h5py
import numpy as np

SOURCE = Path(os.environ.get("MIXFLOW_SOURCE", "."))
SMALL = SOURCE / "tests/scenarios/small.cfg"
CORRIDOR = SOURCE / "scenarios/central-mediterranean/central-mediterranean.cfg"
BALKANS = SOURCE / "scenarios/western-balkans/western-balkans.cfg"
KEPT = ["--sample", "0.2", "--set", "outputs.events=true", "--paranoid"]
# So many people that each cohort is held by several ranks, over half a year.
MANY = ["--people", 160000, "--set", "calendar.end=2016-07-01"]
LAUNCH = f'. "{SOURCE}/tests/ranks/mpirun.sh"; ranks "$@"'

# All kinds of policies that move or admit people, with beds, a rule and several parts.
ORDERS = """
  { id = "evacuees"; kind = "evacuation"; on = true; statuses = ("detained", "transit");
    places = ("TR_COAST"); flights = 900.0; beds = 400.0; occupies = "external";
    resettles = "mission"; pledges = 150.0; },
  { id = "guests"; kind = "humanitarian_visa"; on = true; statuses = ("home", "displaced");
    visas = 900.0; },
  { id = "amnesty"; kind = "regularisation"; on = true; statuses = ("irregular", "tolerated");
    permits = 300.0; needs = [];
    when = ( { watch = "waiting"; queue = "asylum"; above = 80.0; },
             { watch = "waiting"; queue = "asylum"; below = 25.0; then = "stop"; } ); },
  { id = "shared"; kind = "relocation"; on = true; statuses = ("claimant"); places = ("DS_ISLE");
    persons = 200.0; },
  { id = "invited"; kind = "resettlement"; on = true; statuses = ("registered");
    places = ("TR_HUB"); quota = 500.0; },
  { id = "taught"; kind = "training_partnership"; on = true; places = ("OR_HIGH", "OR_EAST");
    statuses = ("home"); home = 3000.0; gain = 1.0; away = 200.0; trainees = ("labour");
    told = 0.1; },
"""

# What the law answers; some of those who are asked for do not come.
TRANSITIONS = """
    { from = ("detained", "transit"); event = "evacuated"; to = "external"; move = "place";
      place = "TR_HUB"; chance = 0.7; },
    { from = ("claimant"); event = "relocated"; to = "claimant"; move = "place";
      place = "DS_CITY"; },
    { from = ("irregular", "tolerated"); event = "regularised"; to = "settled"; chance = 0.5; },
    { from = ("home", "displaced", "registered"); event = "admitted"; to = "resettled";
      move = "place"; place = "DS_CITY"; chance = 0.8; },
"""


def run(command, status=0, **environment):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**os.environ, **environment}, check=False)
    if done.returncode != status:
        print(*command, done.stdout[-3000:], done.stderr[-3000:], sep="\n")
        sys.exit(f"exit status {done.returncode}, not {status}")
    return done


def over(ranks, *command, status=0, **environment):
    """Runs a command over ranks; mpirun gives up after MPI_TIMEOUT seconds."""
    return run(["sh", "-c", LAUNCH, "sh", ranks, *command], status, MPI_TIMEOUT="300", **environment)


def with_orders(folder):
    text = SMALL.read_text()
    for where, more in (("interventions = (", ORDERS), ("transitions = (", TRANSITIONS)):
        text = text.replace(where, where + more, 1)
    text = re.sub(r'@include "', f'@include "{SMALL.parent}/', text)
    path = folder / "orders.cfg"
    path.write_text(text)
    return path


class Programs:
    def __init__(self, alone, among, few):
        self.alone, self.among, self.few = Path(alone), Path(among), Path(few)

    def digest(self, path):
        return run([self.alone, "info", "--digest", path]).stdout.strip()

    def run_alone(self, path, *arguments):
        run([self.alone, "run", *arguments, "--quiet", "--threads", 1, "-o", path])
        return self.digest(path)

    def same(self, folder, name, grid, *arguments):
        """The digest of one rank with one thread is that of all others."""
        expected = self.run_alone(folder / f"{name}.h5", *arguments)
        for program, ranks, threads in grid:
            path = folder / f"{name}-{ranks}-{threads}.h5"
            over(ranks, program, "run", *arguments, "--quiet", "--force", "--threads", threads,
                 "-o", path)
            found = self.digest(path)
            if found != expected:
                sys.exit(f"{name}: {ranks} ranks x {threads} threads give {found}, not {expected}")
            print(f"{name}: {ranks} ranks x {threads} threads: {found}", flush=True)


def orders_are_obeyed(folder):
    """What is to be compared does happen: orders move people, and the rule switches."""
    with h5py.File(folder / "orders.h5") as result:
        kinds = [text.decode() for text in result["kind"][:]]
        seen = dict(zip(kinds, np.bincount(result["events/event_kind"][:], minlength=len(kinds))))
        names = [text.decode() for text in result["intervention"][:]]
        force = result["costs/strength"][0][:, names.index("amnesty")]
    for kind in ("evacuated", "admitted", "regularised", "relocated", "trained", "granted"):
        if seen[kind] < 5:
            sys.exit(f"{seen[kind]} people were {kind}")
    if len(set(force)) < 2:
        sys.exit("the rule of amnesty did not switch")


def comparisons_say_the_same(programs, folder):
    """Runs over ranks, compared person by person, say what runs alone say."""
    said = []
    for base, other in (("small", "orders"), ("small-2-1", "orders-4-2")):
        done = run([programs.alone, "compare", folder / f"{base}.h5", folder / f"{other}.h5"])
        said.append(re.sub(r"(small|orders)(-\d-\d)?\.h5", r"\1.h5", done.stdout))
    if said[0] != said[1] or len(said[0]) < 500:
        sys.exit("comparisons differ:\n" + "\n".join(said))


def mistakes_are_told_once(programs, folder):
    bad = folder / "bad.cfg"
    bad.write_text(SMALL.read_text().replace("violence = 0.1;", "violence = -0.1; vilence = 2.0;", 1)
                   .replace('@include "', f'@include "{SMALL.parent}/'))
    said = over(3, programs.among, "run", bad, "-o", folder / "bad.h5", status=2).stderr
    for word in ("vilence", "-0.1"):
        if len(re.findall(rf"bad\.cfg:\d+: .*{word}", said)) != 1:
            sys.exit(f"told not once:\n{said}")
    said = over(2, programs.among, "run", SMALL, "--thread", "2x", status=2).stderr
    if said.count("mixflow: ") != 1:
        sys.exit(f"told not once:\n{said}")
    said = over(2, programs.alone, "run", SMALL, "-o", folder / "bad.h5", status=2).stderr
    if "built without MPI" not in said:
        sys.exit(f"strangers to one another are not told:\n{said}")
    taken = folder / "taken.h5"
    taken.write_text("mine")
    over(2, programs.among, "run", SMALL, "-o", taken, status=3)
    over(2, programs.among, "run", SMALL, "-o", folder / "no/such/folder/x.h5", status=3)
    if taken.read_text() != "mine" or (folder / "bad.h5").exists():
        sys.exit("a refused run has written")


def ranks_of(launcher, program):
    """Process numbers of the ranks that a launcher has started."""
    children = {}
    for entry in Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text()
        except (OSError, ValueError):
            continue
        number, name, parent = re.match(r"(\d+) \((.*)\) \S (\d+)", stat).groups()
        children.setdefault(int(parent), []).append((int(number), name))
    found, ask = [], [launcher]
    while ask:
        for number, name in children.get(ask.pop(), []):
            ask.append(number)
            if name == Path(program).name[:15]:
                found.append(number)
    return sorted(found)


def a_killed_rank_leaves_nothing(programs, folder, whom, replicates):
    """Whichever rank dies in the middle: no result, and the same command then brings it."""
    place = folder / f"killed-{whom}"
    place.mkdir()
    command = ["run", SMALL, "--quiet", "--replicates", 40, "--threads", 1, "-o", place / "run.h5"]
    job = subprocess.Popen(["sh", "-c", LAUNCH, "sh", "3", str(programs.among),
                            *map(str, command)], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, env={**os.environ, "MPI_TIMEOUT": "300"})
    while job.poll() is None and not list(place.iterdir()):
        time.sleep(0.05)
    time.sleep(0.5)
    ranks = ranks_of(job.pid, programs.among)
    if len(ranks) != 3:
        sys.exit(f"{len(ranks)} ranks are found, not 3: too late to kill one")
    os.kill(ranks[whom], signal.SIGKILL)
    if job.wait() == 0 or (place / "run.h5").exists():
        sys.exit("a job with a dead rank has brought a result")
    while any(Path(f"/proc/{number}").exists() for number in ranks):
        time.sleep(0.05)  # mpirun goes before the last of them
    command[command.index(40)] = replicates
    over(3, programs.among, *command)
    left = [entry.name for entry in place.iterdir()]
    if left != ["run.h5"] or programs.digest(place / "run.h5") != programs.digest(folder / "small.h5"):
        sys.exit(f"after a killed rank the same command leaves {left}")
    print(f"rank {whom} killed: nothing is left, and the same command brings the result", flush=True)


def main():
    alone, among, few, *more = sys.argv[1:]
    thorough = more == ["--long"]
    replicates = 2 if thorough else 1
    programs = Programs(alone, among, few)
    grid = [(programs.among, ranks, threads) for ranks in (1, 2, 3, 4) for threads in (1, 2)]
    with tempfile.TemporaryDirectory(dir=os.environ.get("MIXFLOW_BUILD")) as name:
        folder = Path(name)
        mistakes_are_told_once(programs, folder)
        programs.same(folder, "small", grid if thorough else grid[2:6:3], SMALL, "--replicates",
                      replicates)
        programs.same(folder, "many", grid if thorough else grid[4:7:2], with_orders(folder), *KEPT, *MANY)
        programs.same(folder, "orders", [*grid, (programs.few, 3, 1)], with_orders(folder), *KEPT,
                      "--replicates", replicates)
        orders_are_obeyed(folder)
        comparisons_say_the_same(programs, folder)
        programs.same(folder, "corridor", grid if thorough else [grid[4]], CORRIDOR, "--package",
                      "coherent", "--people", 200000 if thorough else 20000)
        if thorough:
            programs.same(folder, "balkans", grid, BALKANS, "--people", 20000)
        for whom in range(3) if thorough else (0, 2):
            a_killed_rank_leaves_nothing(programs, folder, whom, replicates)


if __name__ == "__main__":
    main()
