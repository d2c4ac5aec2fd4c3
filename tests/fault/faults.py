"""Whatever call fails or wherever a run is killed: the older result is untouched or a complete one
stands in its place, nothing half-written bears its name, and the program says what happened.

usage: faults.py [--all]    (--all: every single call; else some forty of them for each way to fail)"""

import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MIXFLOW = os.environ["MIXFLOW"]
SCENARIO = Path(os.environ["MIXFLOW_SOURCE"]) / "tests/scenarios/small.cfg"
RUN = ["--people", "300", "--threads", "1", "--quiet", "--force", "--set",
       "calendar.end=\"2016-03-01\""]
EVERY_CALL = "--all" in sys.argv
KILLS = 100 if EVERY_CALL else 30
POINTS = 36


class Place:
    """A folder with an older result in it."""

    def __init__(self, folder):
        self.folder = Path(folder) / "results"
        self.folder.mkdir()
        self.out = self.folder / "run.h5"
        self.shim = Path(folder) / "shim.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-w", "-o", self.shim,
                        HERE / "shim.c", "-ldl"], check=True)
        self.run()
        self.older = self.out.read_bytes()

    def command(self, *more):
        return [MIXFLOW, "run", str(SCENARIO), "-o", str(self.out), *RUN, *more]

    def run(self, *more, **faults):
        environment = {**os.environ, "LD_PRELOAD": str(self.shim), "FAULT_IN": str(self.folder),
                       "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0:handle_segv=1",
                       **{f"FAULT_{name.upper()}": str(value) for name, value in faults.items()}}
        return subprocess.run(self.command(*more), env=environment, capture_output=True, text=True,
                              check=False, timeout=300)

    def restore(self):
        for path in self.folder.iterdir():
            path.unlink()
        self.out.write_bytes(self.older)

    def others(self):
        return [path.name for path in self.folder.iterdir() if path != self.out]

    def is_complete(self):
        done = subprocess.run([MIXFLOW, "info", "--verify", str(self.out)], capture_output=True,
                              text=True, check=False)
        return done.returncode == 0


def judge(place, done, killed):
    """What is wrong with how a run ended; None if nothing is."""
    now = place.out.read_bytes() if place.out.exists() else None
    old = now == place.older
    if killed and done.returncode != -signal.SIGKILL:
        return f"exit status {done.returncode}, not killed"
    if not killed and done.returncode not in (0, 3):
        return f"exit status {done.returncode}: {done.stderr}"
    if now is None:
        return "the older result is gone"
    if not old and not place.is_complete():
        return "what stands there is neither the older result nor a complete one"
    if done.returncode == 0 and old:
        return "success is told, but the older result stands there"
    if done.returncode == 3:
        if not done.stderr.strip():
            return "refused without a word"
        if not old and "complete" not in done.stderr:
            return f"a new result stands there, but it is not said: {done.stderr}"
        if old and "untouched" not in done.stderr:
            return f"not said that the older result is untouched: {done.stderr}"
        if place.others():
            return f"left behind: {place.others()}"
    if any(not name.startswith(".run.h5.part.") for name in place.others()):
        return f"left behind: {place.others()}"
    return None


def points(n):
    """The calls that are made to fail: all, or the first, the last and some between."""
    if EVERY_CALL or n <= POINTS:
        return range(1, n + 1)
    between = {round(1 + i * (n - 1) / (POINTS - 21)) for i in range(POINTS - 20)}
    return sorted(between | set(range(1, 7)) | set(range(n - 13, n + 1)))


def fail_calls(place):
    """Every call in turn, in every way."""
    counter = place.folder.parent / "calls"
    done = place.run("--seed", "2", at=0, count=counter)
    assert done.returncode == 0, done.stderr
    n = int(counter.read_text())
    assert n > 50, n
    wrong = tried = 0
    for how in (errno.ENOSPC, errno.EIO, "kill", "torn"):
        for sticky in ([{}, {"all": 1}] if isinstance(how, int) else [{}]):
            for at in points(n):
                place.restore()
                done = place.run("--seed", "2", at=at, how=how, **sticky)
                found = judge(place, done, killed=how in ("kill", "torn"))
                tried += 1
                if found:
                    wrong += 1
                    print(f"call {at} of {n}, {how}{' and all later' if sticky else ''}: {found}")
    print(f"{tried} faults in {n} calls: {wrong} ended badly")
    return wrong


def kill_at_random(place):
    """SIGKILL at moments that nobody chose."""
    chance = random.Random(2385)
    start = time.monotonic()
    place.run("--seed", "2")
    whole = time.monotonic() - start
    wrong = ended = 0
    for _ in range(KILLS):
        place.restore()
        process = subprocess.Popen(place.command("--seed", "2"), stderr=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.0, whole))
        process.kill()
        ended += process.wait() == 0
        now = place.out.read_bytes()
        if now != place.older and not place.is_complete():
            wrong += 1
            print("killed: what stands there is neither the older result nor a complete one")
    place.run("--seed", "3")
    if place.others():
        wrong += 1
        print(f"not swept away: {place.others()}")
    print(f"{KILLS} kills at random ({ended} came too late): {wrong} ended badly")
    return wrong


def too_large(place):
    """Beyond a limit of file size the run refuses and says so."""
    place.restore()
    limit = "ulimit -f 64; exec \"$@\""
    done = subprocess.run(["sh", "-c", limit, "sh", *place.command("--people", "3000")],
                          capture_output=True, text=True, check=False)
    found = judge(place, done, killed=False) or (None if done.returncode == 3 else "not refused")
    if found:
        print(f"a limit of file size: {found}")
    return 1 if found else 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder)
        wrong = fail_calls(place) + kill_at_random(place) + too_large(place)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
