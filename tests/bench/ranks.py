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
NODE_BANDWIDTH = 200e9 # B/s, of the memory of a node with 128 cores: assumed
# A rank that says who it is, how much memory it had at most, and how much processor time.
ASK = """import os, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print("rank", os.environ["OMPI_COMM_WORLD_RANK"], use.ru_maxrss * 1024, use.ru_utime + use.ru_stime)"""


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


def run(folder, ranks, people, *more):
    """Memory of each rank, processor time, and size of the result, of a run without events."""
    out = folder / f"{ranks}-{people}.h5"
    said = over(ranks, sys.executable, "-c", ASK, PROGRAM, "run", SCENARIO, "--people", people,
                "--threads", 1, "--set", "outputs.events=false", "--quiet", "--force", *more, "-o", out)
    each = sorted(re.findall(r"^rank (\d+) (\d+) (\S+)$", said, re.M))
    memory = [int(bytes_) for _, bytes_, _ in each]
    return {"memory": memory, "first": memory[0], "others": max(memory[1:], default=0),
            "cpu": float(each[0][2]), "size": out.stat().st_size,
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


def projection(m, cores, one_node):
    p = {"cores": cores, "people": BILLION / cores, "doublings": math.ceil(math.log2(cores))}
    p["work"] = (p["people"] * m["person_us"] + m["fixed_us"]) / 1e6
    p["counts_us"] = message_us(m["messages"], m["fixed_bytes"])
    p["short_us"] = message_us(m["messages"], 64)
    p["keys"] = m["key_bytes"] * BILLION
    p["keys_s"] = (cores * p["keys"] / NODE_BANDWIDTH if one_node
                   else message_us(m["messages"], p["keys"]) / 1e6)
    p["exchange"] = (p["doublings"] * (p["counts_us"] + (m["calls"] - 1) * p["short_us"]) / 1e6 +
                     p["keys_s"])
    p["memory"] = m["rank_bytes"] + p["people"] * m["person_bytes"]
    p["extra"] = m["first_bytes"] + BILLION * m["first_person"]
    p["end"] = BILLION * m["written_us"] / 1e6
    p["minutes"] = (WEEKS * (p["work"] + p["exchange"]) + p["end"]) / 60
    p["output"] = m["file_fixed"] + m["file_person"] * BILLION
    how = (f"{cores} copies of {p['keys'] / 1e6:.1f} MB of keys through one memory at "
           f"{NODE_BANDWIDTH / 1e9:.0f} GB/s, {p['keys_s'] * 1e3:.1f} ms" if one_node else
           f"{p['keys'] / 1e6:.1f} MB of keys, {p['keys_s'] * 1e3:.1f} ms")
    return f"""
### {cores} cores{' of one node' if one_node else ''}, one rank each

- People of a rank: 10^9 / {cores} = {p['people'] / 1e6:.2f} million.
- Work of a step: {p['people'] / 1e6:.2f} million x {m['person_us']:.4f} µs + {m['fixed_us'] / 1e3:.2f} ms =
  **{p['work'] * 1e3:.0f} ms**.
- Exchange of a step: {p['doublings']} doublings x ({p['counts_us']:.0f} µs for {m['fixed_bytes'] / 1e3:.0f} kB of counts +
  {m['calls'] - 1:.1f} short calls x {p['short_us']:.1f} µs), and {how}: together
  **{p['exchange'] * 1e3:.1f} ms**, {100 * p['exchange'] / p['work']:.0f} % of the work.
- {WEEKS} weeks: {WEEKS} x ({p['work'] * 1e3:.0f} + {p['exchange'] * 1e3:.1f}) ms, and at the end 10^9 x {m['written_us']:.3f} µs
  for the first rank to pack and check what there is of each person: **{p['minutes']:.1f} minutes**.
- Memory of a rank: {m['rank_bytes'] / 1e6:.0f} MB + {p['people'] / 1e6:.2f} million x {m['person_bytes']:.0f} B =
  **{p['memory'] / 1e9:.2f} GB**; the first rank {m['first_bytes'] / 1e6:.0f} MB + 10^9 x {m['first_person']:.1f} B =
  {p['extra'] / 1e9:.1f} GB more; all {cores} together **{(cores * p['memory'] + p['extra']) / 1e9:.0f} GB**.
- Output: {m['file_fixed'] / 1e6:.1f} MB + 10^9 x {m['file_person']:.2f} B = **{p['output'] / 1e9:.2f} GB**, without events.
"""


def table(m, measured):
    for ranks, b in measured.items():
        memory = m["runs"][ranks]["memory"]
        yield (f"| {ranks} | {b['work'] / 1e3:.2f} | {b['work'] / measured[1]['work']:.2f} | {b['calls']:.1f} | "
               f"{b['bytes'] / 1e3:.0f} | {memory[0] / 1e6:.0f} | "
               f"{max(memory[1:]) / 1e6:.0f} |" if ranks > 1 else
               f"| 1 | {b['work'] / 1e3:.2f} | 1.00 | 0 | 0 | {memory[0] / 1e6:.0f} | - |")


def text_of(m, measured):
    rows = "\n".join(table(m, measured))
    times = " | ".join(f"{us:.1f}" for us in m["messages"].values())
    sizes = " | ".join(re.search(r"\d+", name).group() for name in m["messages"])
    return f"""# One run over ranks: what it costs

Written by `tests/bench/ranks.py`; the Central Mediterranean, weekly steps, two processors. Work is processor
time outside of the exchange; times of messages are the shortest of 400.

## Measured: {MANY // 1_000_000} million people

| ranks | work per step, all ranks (ms) | against one rank | calls per step | kB that a rank tells per step | memory of the first rank (MB) | of the largest other (MB) |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

Work and exchange are of {STEPS} steps of the engine alone. Memory is of `mixflow run` over all {WEEKS} weeks, with everything it
records but events; all four results have one digest. A rank tells {m['fixed_bytes'] / 1e3:.0f} kB of counts whatever the number of
people, and all ranks together {m['key_bytes']:.4f} B a person of keys of those who stand first in queues.

A sum over two ranks in shared memory, by its size:

| bytes | {sizes} |
| --- | {' | '.join('---' for _ in m['messages'])} |
| µs | {times} |

So, by lines through {FEW} and {MANY} people and through 2 and 4 ranks: a person-week takes **{m['person_us']:.4f} µs** of a processor,
recording included; what does not depend on people takes {m['fixed_us'] / 1e3:.2f} ms a step, and writing {m['written_us']:.3f} µs a person at the
end (two months, with these tables and without, the least of three); a rank takes **{m['rank_bytes'] / 1e6:.0f} MB** before
its first person and **{m['person_bytes']:.0f} B** a person, the first rank {m['first_bytes'] / 1e6:.0f} MB and {m['first_person']:.1f} B a person of all for the tables.

## Projected: 10^9 people

Not measured but computed from the parts above. It assumes that work scales with people (it does between the two sizes),
that a sum over n ranks takes log2 n times that over two (recursive doubling), that processors share a memory without
slowing one another, and a network between nodes as fast as shared memory here (1 to 2 µs and 5 to 10 GB/s are usual on
clusters). People who wake touch memory at random: on a node that lacks the bandwidth the work takes longer, and only a real
run can tell by how much.
{projection(m, 128, True)}{projection(m, 1000, False)}
Events cannot be kept at this size: a file numbers 2^31 of them (a run says so). With `outputs.events = false`
everything else is recorded.
"""


def main():
    call("cmake", "--preset", "mpi")
    call("cmake", "--build", "--preset", "mpi", "--target", "mixflow_cli", "mixflow_bench_ranks")
    m = {"messages": figures(over(2, BENCH, "messages"))}
    measured = {ranks: bench(ranks, MANY) for ranks in (1, 2, 3, 4)}
    m["calls"] = measured[4]["calls"]
    m["fixed_bytes"], of_two = line(bench(2, FEW), measured[2], "bytes")
    m["key_bytes"] = 2 * of_two
    with tempfile.TemporaryDirectory() as name:
        m["runs"] = runs = {ranks: run(Path(name), ranks, MANY) for ranks in (1, 2, 3, 4)}
        less = run(Path(name), 1, FEW)
        short = ["--set", 'calendar.end="2014-03-01"']
        ends = [min(run(Path(name), 1, MANY, *short, *keep)["cpu"] for _ in range(3))
                for keep in ([], ["--keep", "outcomes"])]
    if len({each["digest"] for each in runs.values()}) != 1:
        sys.exit("the digests differ")
    fixed, each = line(less, runs[1], "cpu")
    written = (ends[0] - ends[1]) / MANY  # by the first rank alone, at the end
    m["fixed_us"], m["person_us"] = 1e6 * fixed / WEEKS, 1e6 * (each - written) / WEEKS
    m["written_us"] = 1e6 * written
    m["file_fixed"], m["file_person"] = line(less, runs[1], "size")
    m["person_bytes"] = (runs[2]["others"] - runs[4]["others"]) / (MANY / 2 - MANY / 4)
    m["rank_bytes"] = runs[4]["others"] - MANY / 4 * m["person_bytes"]
    m["first_person"] = line(less, runs[1], "first")[1] - m["person_bytes"]
    m["first_bytes"] = runs[1]["first"] - m["rank_bytes"] - MANY * (m["person_bytes"] + m["first_person"])
    text = text_of(m, measured)
    Path("tests/bench/ranks.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
