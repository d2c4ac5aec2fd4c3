"""What it costs that ranks share one run, and what that means for 10^9 people.

usage: ranks.py            from the root of the tree, where Open MPI is installed

Builds the preset `mpi`, measures with 1 to 4 ranks, and writes tests/bench/ranks.md: the measured
parts, then a projection with its arithmetic.  Work is processor time and does not depend on what
else the machine does; the time of a message is the shortest of many."""

import math
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIO = "scenarios/central-mediterranean/central-mediterranean.cfg"
BENCH, PROGRAM = "build/mpi/mixflow_bench_ranks", "build/mpi/mixflow"
LAUNCH = '. tests/ranks/mpirun.sh; ranks "$@"'
MANY, FEW, STEPS, WEEKS = 1_000_000, 250_000, 52, 313
BILLION = 1_000_000_000
# A rank that says how much memory it had at most.
ASK = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print("memory", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)"""


def call(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**os.environ, "MPI_TIMEOUT": "900"}, check=False)
    if done.returncode != 0:
        sys.exit(f"{command}\n{done.stdout}{done.stderr}")
    return done.stdout


def over(ranks, *command):
    return call("sh", "-c", LAUNCH, "sh", ranks, *command)


def figures(text):
    return {name: float(value) for name, value in re.findall(r"^(\S+)\t(\S+)$", text, re.M)}


def bench(ranks, people):
    got = figures(over(ranks, BENCH, SCENARIO, people, STEPS))
    return {**got, "work": got["work_us_sum"] / STEPS, "bytes": got["bytes_most"] / STEPS,
            "calls": got["calls_most"] / STEPS}


def run(folder, ranks, people):
    """Memory of each rank, and size of the result, of a run of all weeks without events."""
    out = folder / f"{ranks}-{people}.h5"
    said = over(ranks, sys.executable, "-c", ASK, PROGRAM, "run", SCENARIO, "--people", people,
                "--threads", 1, "--set", "outputs.events=false", "--quiet", "-o", out)
    memory = [int(n) for n in re.findall(r"^memory (\d+)$", said, re.M)]
    return {"memory": memory, "size": out.stat().st_size,
            "digest": call(PROGRAM, "info", "--digest", out).strip()}


def line(low, high, name):
    """Through two measured points: what does not depend on people, and what each adds."""
    each = (high[name] - low[name]) / (MANY - FEW)
    return high[name] - each * MANY, each


def message_us(messages, size):
    """Time of a sum between two ranks, on the line between the measured sizes."""
    points = sorted((int(re.search(r"\d+", name).group()), us) for name, us in messages.items())
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if size <= x1:
            return y0 + max(0, size - x0) * (y1 - y0) / (x1 - x0)
    (x0, y0), (x1, y1) = points[-2:]
    return y1 + (size - x1) * (y1 - y0) / (x1 - x0)


def projection(m, cores):
    doublings = math.ceil(math.log2(cores))
    p = {"cores": cores, "people": BILLION / cores, "doublings": doublings}
    p["work"] = p["people"] * m["person_us"] / 1e6 + m["copied_us"] / 1e6
    p["keys"] = m["key_bytes"] * BILLION
    p["exchange"] = (doublings * (message_us(m["messages"], m["fixed_bytes"]) +
                                  (m["calls"] - 1) * message_us(m["messages"], 64)) +
                     message_us(m["messages"], p["keys"])) / 1e6
    p["memory"] = m["rank_bytes"] + p["people"] * m["person_bytes"]
    p["first"] = p["memory"] + BILLION * 6
    p["total"] = p["memory"] * cores + BILLION * 6
    p["hours"] = WEEKS * (p["work"] + p["exchange"]) / 3600
    p["output"] = m["file_fixed"] + m["file_person"] * BILLION
    return p


def text_of(m, measured, projections):
    rows = "\n".join(
        f"| {r} | {b['work'] / 1000:.2f} | {b['work'] / measured[1]['work']:.2f} | {b['calls']:.1f} | "
        f"{b['bytes'] / 1000:.0f} | {max(runs['memory']) / 1e6:.1f} | {sum(runs['memory']) / 1e6:.1f} |"
        for r, (b, runs) in {r: (measured[r], m["runs"][r]) for r in measured}.items())
    times = " | ".join(f"{us:.1f}" for us in m["messages"].values())
    sizes = " | ".join(re.search(r"\d+", name).group() for name in m["messages"])
    told = "\n".join(f"""
### {p['cores']} cores, one rank each

- People of a rank: 10^9 / {p['cores']} = {p['people'] / 1e6:.2f} million.
- Work of a step: {p['people'] / 1e6:.2f} million x {m['person_us']:.4f} µs + {m['copied_us'] / 1000:.2f} ms =
  **{p['work'] * 1000:.0f} ms**.
- Exchange of a step: {p['doublings']} doublings x ({message_us(m['messages'], m['fixed_bytes']):.0f} µs for
  {m['fixed_bytes'] / 1000:.0f} kB of counts + {m['calls'] - 1:.1f} short calls x {message_us(m['messages'], 64):.1f} µs)
  + {p['keys'] / 1e6:.1f} MB of keys = **{p['exchange'] * 1000:.1f} ms**, {100 * p['exchange'] / p['work']:.1f} % of the work.
- {WEEKS} weeks: {WEEKS} x ({p['work'] * 1000:.0f} + {p['exchange'] * 1000:.1f}) ms = **{p['hours'] * 60:.0f} minutes**.
- Memory of a rank: {m['rank_bytes'] / 1e6:.0f} MB + {p['people'] / 1e6:.2f} million x {m['person_bytes']:.0f} B =
  **{p['memory'] / 1e9:.2f} GB**; of all: {p['cores']} x that + 6 B a person for fates and numbers at the first rank =
  **{p['total'] / 1e9:.0f} GB** (the first rank: {p['first'] / 1e9:.1f} GB).
- Output: {m['file_fixed'] / 1e6:.1f} MB + 10^9 x {m['file_person']:.3f} B = **{p['output'] / 1e9:.2f} GB**, without events.
""" for p in projections)
    return f"""# One run over ranks: what it costs

Written by `tests/bench/ranks.py`; the Central Mediterranean, weekly steps, two processors. Work is processor
time outside of the exchange; times of messages are the shortest of 400.

## Measured: {MANY // 1_000_000} million people, {STEPS} steps

| ranks | work per step, all ranks (ms) | against one rank | calls per step | kB that a rank tells per step | memory of the largest rank (MB) | of all (MB) |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

Memory is of `mixflow run` over all {WEEKS} weeks, with everything it records but events; all four results have one digest.
What a rank tells: {m['fixed_bytes'] / 1000:.0f} kB of counts whatever the number of people, and {m['key_bytes']:.4f} B a person
(all ranks together) of keys of those who stand first in queues.

A sum over two ranks in shared memory, by its size:

| bytes | {sizes} |
| --- | {' | '.join('---' for _ in m['messages'])} |
| µs | {times} |

So, from the two sizes {FEW} and {MANY} and from 1 and 4 ranks: a person-week takes **{m['person_us']:.4f} µs** of a
processor, what every rank computes alike takes **{m['copied_us'] / 1000:.2f} ms** a step, a rank takes **{m['rank_bytes'] / 1e6:.0f} MB**
before its first person, and a person **{m['person_bytes']:.0f} B**.

## Projected: 10^9 people

Not measured but computed from the parts above. It assumes that work scales with people (it does between the two sizes),
that a sum over n ranks takes log2 n times that over two (recursive doubling), and that processors share memory without
slowing one another, or a network as fast as shared memory here (1 to 2 µs and 5 to 10 GB/s are usual on clusters). People who wake
touch memory at random; on a node that lacks the bandwidth the work is longer, and a real run has to tell by how much.
{told}
Events cannot be kept at this size: a file numbers 2^31 of them (a run says so). With `outputs.events = false`
everything else is recorded.
"""


def main():
    call("cmake", "--preset", "mpi")
    call("cmake", "--build", "--preset", "mpi", "--target", "mixflow_cli", "mixflow_bench_ranks")
    m = {"messages": figures(over(2, BENCH, "messages"))}
    measured = {ranks: bench(ranks, MANY) for ranks in (1, 2, 3, 4)}
    alone, small = bench(1, FEW), bench(2, FEW)
    fixed, m["person_us"] = line(alone, measured[1], "work")
    m["person_us"] /= 1
    m["copied_us"] = (measured[4]["work"] - measured[1]["work"]) / 3
    m["fixed_bytes"], m["key_bytes"] = line(small, measured[2], "bytes")
    m["key_bytes"] *= 2
    m["calls"] = measured[4]["calls"]
    with tempfile.TemporaryDirectory() as name:
        runs = {ranks: run(Path(name), ranks, MANY) for ranks in (1, 2, 3, 4)}
        less = run(Path(name), 1, FEW)
    if len({each["digest"] for each in runs.values()}) != 1:
        sys.exit("the digests differ")
    m["runs"] = runs
    m["file_fixed"], m["file_person"] = line(less, runs[1], "size")
    m["person_bytes"] = (sum(runs[1]["memory"]) - sum(less["memory"])) / (MANY - FEW)
    m["rank_bytes"] = sum(runs[1]["memory"]) - m["person_bytes"] * MANY
    text = text_of(m, measured, [projection(m, 128), projection(m, 1000)])
    Path("tests/bench/ranks.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
