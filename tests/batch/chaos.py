"""A batch killed at random and resumed is the batch that nobody disturbed.

usage: chaos.py [mixflow with ranks]   (then also with 2 to 4 ranks, one of which is killed)

With MIXFLOW_CHAOS=20 as in tests/long.sh: 500 runs and 20 kills; 200 runs and 8 kills if not given."""

import os
import random
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import batches

SIZE = int(os.environ.get("MIXFLOW_CHAOS", "8"))  # kills; 500 runs are 20 points with 25 replicates
FACTORS = f"""replicates = {5 * SIZE // 4};
factors = (
  {{ id = "dying"; setting = "links.COAST_ISLE.death"; values = [0.01, 0.05]; }},
  {{ id = "rate"; setting = "decision.rate"; range = [0.5, 4.0]; levels = 5; }},
  {{ id = "fence"; of = ["fence"]; }}
);
"""
RUNS, KILLS = 20 * (5 * SIZE // 4), SIZE
RANKS = sys.argv.pop(1) if len(sys.argv) > 1 and "/" in sys.argv[1] else None


def children(pid):
    done = subprocess.run(["ps", "--no-headers", "-o", "pid", "--ppid", str(pid)], capture_output=True,
                          text=True, check=False)
    return [int(word) for word in done.stdout.split()]


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Chaos(batches.Batch):
    def start(self, folder, *before):
        return subprocess.Popen([*before, batches.MIXFLOW if not before else RANKS, "batch", "run",
                                 folder, "--quiet"], cwd=self.at, start_new_session=True,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def count(self, folder):
        return len(list((self.at / folder / "runs").glob("*.h5")))

    def undisturbed(self):
        self.plan(FACTORS)
        self.mixflow("batch", "plan", "plan.cfg", "-o", "calm")
        self.mixflow("batch", "run", "calm", "--quiet")
        found = self.digests("calm")
        self.assertEqual(len(found), RUNS)
        return found

    def test_killed_at_random_and_resumed_every_run_is_there_once_and_the_same(self):
        calm = self.undisturbed()
        chance = random.Random(2385)
        kills = runs_killed = 0
        self.mixflow("batch", "plan", "plan.cfg", "-o", "wild")
        while kills < KILLS:
            runners = [self.start("wild")]
            if kills % 4 == 3:
                runners.append(self.start("wild"))  # two at once, without locks
            target = RUNS * (kills + 1) // (KILLS + 2)
            give_up = time.monotonic() + 120
            while self.count("wild") < target and time.monotonic() < give_up:
                time.sleep(0.01)
            time.sleep(chance.random() * 0.05)
            for pid in children(runners[0].pid)[:chance.randrange(3)]:
                kill(pid)  # a run, under the hands of its runner
                runs_killed += 1
            time.sleep(chance.random() * 0.03)
            for runner in runners:
                self.assertIsNone(runner.poll(), "it was to be killed under way")
                if chance.random() < 0.5:
                    os.killpg(runner.pid, signal.SIGKILL)  # with all its runs, as a cluster does
                else:
                    kill(runner.pid)  # alone: its runs go on without it
                runner.wait()
            kills += 1
        self.assertLess(self.count("wild"), RUNS)
        self.mixflow("batch", "run", "wild", "--quiet")
        self.assertEqual(self.digests("wild"), calm)
        self.mixflow("batch", "merge", "calm", "-o", "calm.h5")
        self.mixflow("batch", "merge", "wild", "-o", "wild.h5")
        digests = [self.mixflow("info", "--digest", path).stdout for path in ("calm.h5", "wild.h5")]
        self.assertEqual(digests[0], digests[1])
        print(f"{kills} runners and {runs_killed} runs killed")

    @unittest.skipUnless(RANKS, "without Open MPI")
    def test_ranks_share_the_work_and_a_dead_one_costs_only_what_it_was_doing(self):
        calm = self.undisturbed()
        launcher = [str(Path(__file__).parent / "ranks.sh")]
        for ranks in (2, 3, 4):
            with self.subTest(ranks=ranks):
                folder = f"ranks{ranks}"
                self.mixflow("batch", "plan", "plan.cfg", "-o", folder)
                job = self.start(folder, *launcher, str(ranks))
                while self.count(folder) < len(calm) // 20 and job.poll() is None: # a job takes seconds to die
                    time.sleep(0.01)
                self.assertIsNone(job.poll())
                mine = [pid for pid in self.ranks_of(job.pid)]
                self.assertEqual(len(mine), ranks)
                kill(mine[-1])
                self.assertNotEqual(job.wait(timeout=120), 0)  # the job ends
                self.assertLess(self.count(folder), len(calm))
                done = subprocess.run([*launcher, str(ranks), RANKS, "batch", "run", folder, "--quiet"],
                                      cwd=self.at, capture_output=True, text=True, timeout=300, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(self.digests(folder), calm)

    def ranks_of(self, pid):
        """Processes below one that are ranks: mixflow batch, not the runs that ranks start."""
        found = []
        for child in children(pid):
            line = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if line[0].decode() == RANKS and b"batch" in line:
                found.append(child)
            else:
                found += self.ranks_of(child)
        return sorted(found)


if __name__ == "__main__":
    unittest.main()
