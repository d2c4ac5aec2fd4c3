"""What a batch promises; each test's name is a claim."""

import os
import re
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path

import batches
from batches import FACTORS, HEAD, MIXFLOW, SCENARIO


class Plans(batches.Batch):
    def test_every_mistake_of_a_plan_is_told_at_once_with_its_line(self):
        here = Path(__file__).parent
        for name in ("form", "rules", "points"):
            with self.subTest(name):
                text = (here / f"{name}.cfg").read_text().replace("SCENARIO", str(SCENARIO))
                (self.at / f"{name}.cfg").write_text(text)
                done = self.mixflow("batch", "plan", f"{name}.cfg", "-o", "d", status=2)
                said = done.stderr.replace(str(SCENARIO), "SCENARIO")
                golden = here / f"{name}.expected"
                if "MIXFLOW_BLESS" in os.environ:
                    golden.write_text(said)
                self.assertEqual(said, golden.read_text())
                self.assertFalse((self.at / "d").exists())

    def test_a_plan_is_checked_as_a_plan_with_all_its_points(self):
        self.plan()
        self.assertEqual(self.mixflow("check", "plan.cfg").stdout, "0 mistakes, 0 warnings\n")
        for verb in ("run", "explore"):
            said = self.mixflow(verb, "plan.cfg", status=2).stderr
            self.assertEqual(said, "mixflow: plan.cfg: is a plan of a batch, no scenario: mixflow batch plan.cfg\n")
        self.assertIn("is a plan", self.mixflow("check", "plan.cfg", "--set", "seed=1", status=2).stderr)
        self.plan(FACTORS.replace('"fence"; of = ["fence"]', '"fence"; of = ["fense"]'))
        self.assertIn('"fense"', self.mixflow("check", "plan.cfg", status=2).stdout)
        self.plan(FACTORS + 'design = { kind = "screening"; };')
        self.assertIn("one of: grid, one_at_a_time, factorial,", self.mixflow("check", "plan.cfg", status=2).stdout)
        self.plan(FACTORS + 'precision = { measure = "deats"; error = 1.0; };')
        self.assertIn('"deats"; did you mean "deaths"?', self.mixflow("check", "plan.cfg", status=2).stdout)
        self.assertEqual(sorted(path.name for path in self.at.iterdir()), ["plan.cfg"])

    def test_words_of_plans_are_explained(self):
        self.assertIn("trajectories", self.mixflow("explain", "morris").stdout)
        self.assertIn("design.points", self.mixflow("explain", "design").stdout)
        self.assertIn("one of: grid,", self.mixflow("explain", "design.kind").stdout)

    def test_precision_of_what_is_no_measure_is_refused_before_any_run(self):
        self.plan()
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        said = self.mixflow("batch", "run", "d", "--precision", "deats=5", status=2).stderr
        self.assertIn('"deats"; did you mean "deaths"?', said)
        self.assertEqual(list((self.at / "d/runs").glob("*.h5")), [])

    def test_a_dry_run_tells_runs_disk_and_time_and_makes_nothing(self):
        self.plan()
        before = sorted(self.at.iterdir())
        shown = self.mixflow("batch", "plan", "plan.cfg", "--dry-run").stdout
        for part in (r"points +12\n", r"runs +12 different", r"MB of memory", r"MB on disk",
                     r"all +\S+ \S+; about", r"\ndying|point scenario package dying rate fence"):
            self.assertRegex(shown, part)
        self.assertEqual(sorted(self.at.iterdir()), before)

    def test_values_come_from_lists_ranges_distributions_and_files(self):
        self.plan("""factors = (
          { id = "a"; setting = "links.COAST_ISLE.death"; range = [0.01, 0.09]; },
          { id = "b"; setting = "decision.cost"; range = [0.5, 8.0]; log = true; },
          { id = "c"; setting = "decision.wage";
            distribution = { kind = "normal"; mean = 0.8; sd = 0.1; low = 0.5; high = 1.0; }; },
          { id = "d"; of = ["patrols"]; } );
          design = { kind = "latin_hypercube"; points = 40; };""")
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        rows = self.rows("d", "points.csv")
        self.assertEqual(len(rows), 40)
        strata = sorted(int((float(row["a"]) - 0.01) / 0.002) for row in rows)
        self.assertEqual(strata, list(range(40)))  # each fortieth of the range once
        self.assertEqual(sum(float(row["b"]) < 2.0 for row in rows), 20)  # half below the geometric mean
        self.assertTrue(all(0.5 <= float(row["c"]) <= 1.0 for row in rows))
        self.assertEqual(sum(row["d"] == "1" for row in rows), 20)
        (self.at / "list.csv").write_text("rate,fence,dying\n1.5,on,0.02\n2.5,off,0.03\n")
        self.plan(FACTORS + 'design = { kind = "list"; file = "list.csv"; };')
        self.mixflow("batch", "plan", "plan.cfg", "-o", "e")
        rows = self.rows("e", "points.csv")
        self.assertEqual([(row["dying"], row["rate"], row["fence"]) for row in rows],
                         [("0.02", "1.5", "1"), ("0.03", "2.5", "0")])

    def test_states_are_packages_and_settings_that_hold_at_all_points(self):
        self.plan("""packages = ("", "fence,switches.dread=logistic,switches.feedback=false");
          factors = ( { id = "fence"; of = ["fence"]; } );""")
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        options = [row["options"] for row in self.rows("d", "points.csv")]
        self.assertEqual(["logistic" in text for text in options], [False, False, True, True])
        for text in options[2:]:
            self.assertIn("--set switches.dread=logistic --set switches.feedback=false", text)
            self.assertIn("--package fence --people", text)
        self.plan("""packages = ("", "fence,switches.dred=logistic");
          factors = ( { id = "fence"; of = ["fence"]; } );""")
        said = self.mixflow("batch", "plan", "plan.cfg", "-o", "e", status=2).stderr
        self.assertIn('packages: switches.dred: there is no setting "dred"; did you mean "dread"?', said)

    def test_replicates_have_the_same_seeds_at_all_points(self):
        self.plan("replicates = 3; seed = 77L;" + FACTORS)
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        for row in self.rows("d", "points.csv"):
            self.assertEqual(int(row["seed"]), 77 + int(row["replicate"]))

    def test_a_changed_plan_is_refused_with_what_differs(self):
        self.plan()
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        self.assertIn("nothing differs", self.mixflow("batch", "plan", "plan.cfg", "-o", "d").stderr)
        self.plan(FACTORS.replace("0.05", "0.06"))
        done = self.mixflow("batch", "plan", "plan.cfg", "-o", "d", status=2)
        self.assertIn("dying: of point 1 it was 0.05, not 0.06", done.stderr)
        self.plan(FACTORS.replace("[0.01, 0.05]", "[0.01]"))
        done = self.mixflow("batch", "plan", "plan.cfg", "-o", "d", status=2)
        self.assertIn("12 runs were planned, not 6", done.stderr)

    def test_a_changed_folder_and_another_version_are_refused(self):
        self.plan()
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        for name, doing in (("scenarios/small.cfg", "was changed"), ("plan.cfg", "was changed"),
                            ("points.csv", "was changed")):
            kept = (self.at / "d" / name).read_text()
            (self.at / "d" / name).write_text(kept + "\n# more\n")
            done = self.mixflow("batch", "run", "d", status=2)
            self.assertIn(f"{name}: {doing}", done.stderr)
            (self.at / "d" / name).write_text(kept)
        head = (self.at / "d/batch.txt").read_text()
        (self.at / "d/batch.txt").write_text(re.sub("mixflow .*", "mixflow 0.0.9", head))
        done = self.mixflow("batch", "run", "d", status=2)
        self.assertRegex(done.stderr, r"planned by version: 0\.0\.9, not \d")


class Runs(batches.Batch):
    def test_all_at_once_gives_what_the_steps_give(self):
        self.plan("replicates = 2;" + FACTORS)
        self.mixflow("batch", "plan.cfg", "-o", "all", "--quiet")
        self.mixflow("batch", "plan", "plan.cfg", "-o", "steps")
        self.mixflow("batch", "run", "steps", "--jobs", 2)
        self.mixflow("batch", "merge", "steps", "-o", "steps.h5")
        self.assertEqual(self.digests("all"), self.digests("steps"))
        digests = [self.mixflow("info", "--digest", path).stdout for path in ("all/batch.h5", "steps.h5")]
        self.assertEqual(digests[0], digests[1])
        self.assertEqual(self.mixflow("check", "steps.h5").stdout.split()[0], "0")

    def test_a_run_by_hand_with_its_words_is_the_run_of_the_batch(self):
        self.plan()
        self.mixflow("batch", "plan.cfg", "-o", "d", "--quiet")
        self.mixflow("batch", "status", "d")
        row = self.rows("d", "points.csv")[7]
        digest = self.rows("d")[7]["digest"]
        self.mixflow("run", "d/scenarios/small.cfg", *row["options"].split(), "-o", "hand.h5", "--quiet")
        self.assertEqual(self.mixflow("info", "--digest", "hand.h5").stdout.strip(), digest)

    def test_slices_cover_each_run_once(self):
        self.plan()
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        seen = set()
        for k in range(1, 6):  # 5/5 is 0/5
            self.mixflow("batch", "run", "d", "--slice", f"{k}/5", "--quiet")
            now = {path.name for path in (self.at / "d/runs").glob("*.h5")}
            self.assertIn(len(now - seen), (2, 3))
            seen = now
        self.assertEqual(len(self.digests("d")), 12)
        done = self.mixflow("batch", "run", "d", "--slice", "6/5", status=2)
        self.assertIn("expected K/N", done.stderr)

    def test_points_of_the_same_content_are_run_once(self):
        self.plan("""factors = ( { id = "one"; of = ["fence"]; }, { id = "law"; packages = ("", "open"); } );
          packages = ("", "open");""")
        done = self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        self.assertIn("8 points, 1 replicate, 4 different runs", done.stderr)
        self.mixflow("batch", "run", "d", "--quiet")
        self.assertEqual(len(self.digests("d")), 8)
        self.mixflow("batch", "merge", "d")

    def test_a_failed_run_is_told_with_the_command_that_repeats_it(self):
        self.plan()
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        name = self.rows("d", "points.csv")[3]["id"] + ".h5"
        (self.at / "d/runs" / name).mkdir()  # no file can stand there
        done = self.mixflow("batch", "run", "d", "--quiet", status=4)
        command = re.search(r"^  mixflow (run .*)$", done.stderr, re.M).group(1)
        self.assertIn(name, command)
        self.assertEqual([row["point"] for row in self.rows("d") if row["status"] == "failed"], ["3"])
        said = self.mixflow("batch", "merge", "d", status=2).stderr
        self.assertIn("1 run is missing or failed (point 3", said)
        self.assertIn("mixflow batch retry goes on", said)
        self.mixflow("batch", "run", "d", "--quiet", status=4)  # not tried again
        (self.at / "d/runs" / name).rmdir()
        self.mixflow("batch", "status", "d", status=4)
        self.mixflow("batch", "retry", "d", "--quiet")
        self.assertEqual(len(self.digests("d")), 12)
        self.assertEqual(list((self.at / "d/failed").iterdir()), [])

    def test_a_damaged_file_is_run_again(self):
        self.plan()
        self.mixflow("batch", "plan.cfg", "-o", "d", "--quiet")
        before = self.digests("d")
        paths = sorted((self.at / "d/runs").glob("*.h5"))
        paths[0].write_bytes(paths[0].read_bytes()[:-3000])
        damaged = bytearray(paths[1].read_bytes())
        for i in range(len(damaged) // 2, len(damaged) // 2 + 4000):
            damaged[i] ^= 0x55
        paths[1].write_bytes(damaged)
        shutil.copy(paths[3], paths[2])  # complete, but of another scenario
        self.mixflow("batch", "merge", "d", "-o", "x.h5", status=2)
        self.mixflow("batch", "run", "d", "--quiet")
        self.assertEqual(self.digests("d"), before)

    def test_time_and_signals_end_it_in_a_state_that_goes_on(self):
        self.plan("replicates = 20;" + FACTORS)
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        done = self.mixflow("batch", "run", "d", "--max-time", "0.5", "--quiet", status=75)
        self.assertIn("the same command goes on", done.stderr)
        with subprocess.Popen([MIXFLOW, "batch", "run", "d", "--quiet"], cwd=self.at,
                              stderr=subprocess.PIPE) as runner:
            time.sleep(1.0)
            runner.send_signal(signal.SIGTERM)
            runner.communicate()
        self.assertEqual(runner.returncode, 75)
        self.assertEqual(list((self.at / "d/failed").iterdir()), [])
        self.mixflow("batch", "status", "d", status=75)

    def workers_of(self, pid):
        done = subprocess.run(["ps", "--no-headers", "-o", "pid", "--ppid", str(pid)],
                              capture_output=True, text=True, check=False)
        return [int(word) for word in done.stdout.split()]

    def test_a_dead_worker_costs_the_run_it_was_at_and_a_dead_runner_leaves_none(self):
        self.plan("replicates = 20;" + FACTORS)
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        runs = self.at / "d/runs"
        with subprocess.Popen([MIXFLOW, "batch", "run", "d", "--quiet", "--jobs", "2"], cwd=self.at) as runner:
            first = []
            while len(first) < 2:
                first = self.workers_of(runner.pid)
            while len(list(runs.glob("*.h5"))) < 20:
                time.sleep(0.02)
            self.assertEqual(self.workers_of(runner.pid), first)  # the same two have done them all
            os.kill(first[0], signal.SIGKILL)
            os.kill(first[1], signal.SIGTERM)  # asked to go by a stranger
            seen = len(list(runs.glob("*.h5")))
            while len(list(runs.glob("*.h5"))) < seen + 20:
                time.sleep(0.02)
            others = self.workers_of(runner.pid)
            self.assertEqual((len(others), set(others) & set(first)), (2, set()))
            runner.kill()
            runner.wait()
        end = time.monotonic() + 30
        while any(Path(f"/proc/{pid}").exists() for pid in others):
            self.assertLess(time.monotonic(), end, "workers outlive their runner")
            time.sleep(0.05)
        self.mixflow("batch", "run", "d", "--quiet")
        self.assertEqual(len(self.digests("d")), 240)
        self.assertEqual(list((self.at / "d/failed").iterdir()), [])

    def test_a_worker_leaves_what_a_run_leaves_and_fails_as_a_run_fails(self):
        import h5py

        command = f"mixflow run {SCENARIO} --people 20 --set calendar.end=2016-02-15 --force -o"
        self.mixflow(*f"{command} one.h5 --quiet".split()[1:])
        done = self.mixflow("batch", "worker", input=f"{command} w1.h5\n{command} w2.h5\n{command} no/w3.h5\n"
                            f"{command} w4.h5\n", status=3)
        self.assertEqual(done.stdout, "\x04\x04")
        self.assertIn("no/w3.h5", done.stderr)
        self.assertFalse((self.at / "w4.h5").exists())  # a failure is its end
        said = [self.mixflow("info", "--digest", f"{name}.h5").stdout for name in ("one", "w1", "w2")]
        self.assertEqual(len(set(said)), 1)
        with h5py.File(self.at / "w2.h5") as result:
            self.assertEqual(result["provenance"].attrs["command"], f"{command} w2.h5")
        self.mixflow("batch", "worker", input=f"mixflow run {SCENARIO} --peple 20 -o x.h5\n", status=2)
        done = self.mixflow("batch", "worker", input=command.replace("20", "20 --set links.SEA=1") + " x.h5\n",
                            status=2)
        self.assertIn("there is no", done.stderr)

    def test_a_run_beyond_its_limit_has_failed(self):
        self.plan('design = { kind = "list"; file = "one.csv"; };' + FACTORS,
                  head=HEAD.replace("people = 20.0", "people = 400000.0"))
        (self.at / "one.csv").write_text("rate,fence,dying\n1.5,0,0.02\n")
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        done = self.mixflow("batch", "run", "d", "--run-limit", "0.4", "--quiet", status=4)
        self.assertIn("the limit of a run", done.stderr)

    def test_precision_adds_replicates_until_differences_are_sure(self):
        self.plan("""factors = ( { id = "rate"; setting = "decision.rate"; values = [1.0, 3.0]; } );
          replicates = 2; precision = { measure = "departures"; error = 400.0; most = 64; };""",
                  head=HEAD.replace("people = 20.0", "people = 100.0"))
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        done = self.mixflow("batch", "run", "d")
        errors = [float(e) for e in re.findall(r"standard error (\S+) of", done.stderr)]
        self.assertLessEqual(errors[-1], 400.0, done.stderr)
        replicates = len(self.rows("d")) // 2
        self.assertGreater(replicates, 2)
        self.mixflow("batch", "merge", "d")
        done = self.mixflow("batch", "run", "d", "--precision", "departures=0.001", status=4)
        self.assertIn("64 replicates are the most the plan allows", done.stderr)


class Merged(batches.Batch):
    def test_xarray_and_h5py_read_it_as_an_array_over_points_and_replicates(self):
        import h5py
        import numpy as np
        import xarray as xr

        self.plan('replicates = 2; keep = ("*");' + FACTORS, head=HEAD.replace('keep = ("outcomes");', ""))
        self.mixflow("batch", "plan.cfg", "-o", "d", "--quiet")
        rows = self.rows("d")
        with h5py.File(self.at / "d/batch.h5") as merged:
            self.assertEqual(merged["outcomes/total"].dims[0].keys(), ["design"])
            for row in rows:
                p, r = int(row["point"]), int(row["replicate"])
                self.assertEqual(merged["manifest/run_digest"][p, r].decode(), row["digest"])
                with h5py.File(self.at / f"d/runs/{row['id']}.h5") as run:
                    for name in ("outcomes/total", "stocks/stock", "indicators/by_year", "money/money"):
                        np.testing.assert_array_equal(merged[name][p, r], run[name][0])
            self.assertNotIn("events", merged)
        for engine in ("h5netcdf", "netcdf4"):
            data = xr.open_dataset(self.at / "d/batch.h5", group="outcomes", engine=engine)
            self.assertEqual(data.total.dims, ("design", "replicate", "outcome"))
            by = data.total.sel(outcome="departures").mean("replicate").groupby("fence").mean()
            self.assertEqual(by.sizes["fence"], 2)
            self.assertEqual(sorted(set(data.dying.values)), [0.01, 0.05])
            self.assertTrue(bool((data.present == 1).all()))

    def test_what_is_missing_is_an_error_or_marked_never_a_value(self):
        import h5py
        import numpy as np

        self.plan()
        self.mixflow("batch", "plan", "plan.cfg", "-o", "d")
        self.mixflow("batch", "run", "d", "--slice", "0/2", "--quiet")
        self.assertIn("6 runs are missing", self.mixflow("batch", "merge", "d", status=2).stderr)
        self.assertFalse((self.at / "d/batch.h5").exists())
        self.mixflow("batch", "merge", "d", "--partial")
        with h5py.File(self.at / "d/batch.h5") as merged:
            present = merged["present"][:, 0] == 1
            self.assertEqual(present.tolist(), [True, False] * 6)
            total = merged["outcomes/total"][:, 0]
            self.assertTrue(np.isnan(total[~present]).all())
            self.assertFalse(np.isnan(total[present]).any())

    def test_runs_with_other_axes_are_refused(self):
        self.plan("""factors = ( { id = "end"; setting = "calendar.end";
                                   values = ["2016-02-15", "2017-02-15"]; } );""",
                  head=HEAD.replace('set = ("calendar.end=2016-02-15");', ""))
        done = self.mixflow("batch", "plan.cfg", "-o", "d", "--quiet", status=3)
        self.assertRegex(done.stderr, "table /\\w+ is not as long as, or names others than")


if __name__ == "__main__":
    unittest.main()
