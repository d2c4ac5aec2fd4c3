"""What sensitivity and coherence promise, as their users meet it; each test's name is a claim."""

import csv
import io
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

MIXFLOW = os.environ["MIXFLOW"]
SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
SMALL = SOURCE / "tests/scenarios/small.cfg"
SWITCHES = """factors = ( { id = "patrols"; of = ["patrols"]; }, { id = "truth"; of = ["truth"]; },
            { id = "near"; of = ["near_home"]; owner = "foreign"; } );
"""
GOALS = """goals = ( { id = "one"; owner = "interior"; measure = "left_irregularly"; wish = "less"; },
          { id = "two"; owner = "foreign"; measure = "admitted"; wish = "more"; weight = 2.0; } );
"""
NUMBERS = """factors = ( { id = "wage"; setting = "decision.wage"; range = [0.3, 1.5]; },
            { id = "home"; setting = "decision.home"; range = [0.5, 3.0]; } );
"""
PLAN = 'title = "A test"; question = "What?"; scenarios = ("{}"); people = 1500.0; replicates = {};\n'


def mixflow(*words, status=0):
    done = subprocess.run([MIXFLOW, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != status:
        raise AssertionError((words, done.returncode, done.stdout[-2000:], done.stderr[-2000:]))
    return done


class Studies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def plan(cls, name, replicates, rest):
        path = cls.at / f"{name}.cfg"
        path.write_text(PLAN.format(SMALL, replicates) + rest)
        return path

    def study(self, verb, name, replicates, rest, *words):
        plan = self.plan(name, replicates, rest)
        mixflow(verb, plan, "--folder", self.at / name, "--quiet", *words)
        return self.at / name / "batch.h5"

    def rows(self, verb, batch, *words):
        text = mixflow(verb, batch, "--format", "csv", *words).stdout
        return list(csv.DictReader(io.StringIO(text)))

    def test_coherence_runs_a_plan_and_tells_the_same_from_its_batch(self):
        batch = self.study("coherence", "told", 3, 'design = { kind = "factorial"; };\n' + SWITCHES + GOALS)
        before = batch.stat().st_mtime_ns
        one = mixflow("coherence", batch, "--format", "json").stdout
        self.assertEqual(one, mixflow("coherence", batch, "--format", "json").stdout)
        self.assertEqual(batch.stat().st_mtime_ns, before)
        told = json.loads(one)
        self.assertEqual((told["kind"], told["title"]), ("coherence", "A test"))
        owners = {row["instrument"]: row["owner"] for row in told["listings"]["instruments"]["rows"]}
        self.assertEqual(owners, {"patrols": "interior", "truth": "foreign", "near": "foreign"})
        names = {row["instrument"]: row["name"] for row in told["listings"]["instruments"]["rows"]}
        self.assertEqual(names["near"], "near_home")
        matrix = {(row["acts"], row["goal"]) for row in told["listings"]["matrix"]["rows"]}
        self.assertEqual(matrix, {(a, b) for a in ("interior", "foreign") for b in ("interior", "foreign")})
        self.assertEqual(len(told["listings"]["packages"]["rows"]), 8)
        shares = [row["best_share"] for row in told["listings"]["packages"]["rows"]]
        self.assertGreaterEqual(sum(shares), 1.0 - 1e-9)
        for row in told["listings"]["summary"]["rows"]:
            if row["what"] == "cost_of_incoherence":
                self.assertGreaterEqual(row["value"], 0.0)

    def test_shapley_values_add_up_and_match_the_runs(self):
        batch = self.study("sensitivity", "effects", 2, 'design = { kind = "factorial"; };\n' + SWITCHES)
        rows = self.rows("sensitivity", batch, "--indicator", "left_irregularly")
        natural = [row for row in rows if row["scale"] == "natural"]
        parts = sum(float(row["value"]) for row in natural[:-1])
        self.assertAlmostEqual(parts, float(natural[-1]["value"]), places=4)
        one = self.at / "one.h5"
        levels = []
        for on in ("false", "true"):
            words = [word for name in ("patrols", "truth", "near_home")
                     for word in ("--set", f"interventions.{name}.on={on}")]
            mixflow("run", SMALL, "--people", 1500, "--replicates", 2, "--quiet", "--force", "-o", one, *words)
            again = self.at / "again.h5"
            again.write_bytes(one.read_bytes())
            text = mixflow("compare", one, again, "--format", "csv").stdout
            levels += [float(row["base"]) for row in csv.DictReader(io.StringIO(text))
                       if row["measure"] == "left_irregularly"]
        self.assertAlmostEqual(levels[1] - levels[0], parts, places=4)

    def test_each_design_is_told_in_its_own_way(self):
        for kind, more, column, note in (
                ("morris", "points = 4;", "mu_star", "Morris"),
                ("saltelli", "points = 8;", "total", "variance"),
                ("one_at_a_time", "", "difference", "one at a time is weak"),
                ("latin_hypercube", "points = 12;", "correlation", "rank correlations")):
            with self.subTest(kind):
                batch = self.study("sensitivity", kind, 2,
                                   f'design = {{ kind = "{kind}"; {more} }};\n' + NUMBERS)
                rows = self.rows("sensitivity", batch, "--indicator", "left_irregularly")
                self.assertEqual({row["factor"] for row in rows}, {"wage", "home"})
                self.assertTrue(all(row[column] for row in rows), rows)
                printed = mixflow("sensitivity", batch, "--indicator", "left_irregularly").stdout
                self.assertIn(note, printed)
                self.assertIn("which met the same luck at every point", " ".join(printed.split()))

    def test_states_are_regretted(self):
        told = self.at / "states.json"
        batch = self.study("coherence", "states", 2, 'packages = ("", "open");\n'
                           'design = { kind = "factorial"; };\n' + GOALS +
                           'factors = ( { id = "patrols"; of = ["patrols"]; }, { id = "truth"; of = ["truth"]; } );',
                           "-o", told)
        self.assertTrue(batch.is_file())
        rows = json.loads(told.read_text())["listings"]["packages"]["rows"]
        self.assertEqual(len(rows), 4)
        self.assertTrue(all(row["regret"] >= 0.0 and row["regret_in"] in ("as it is", "open") for row in rows))
        self.assertGreaterEqual(sum(row["least_regret_share"] for row in rows), 1.0 - 1e-9)

    def test_a_batch_is_reported_by_its_folder_or_its_file_with_what_its_runs_say(self):
        batch = self.study("coherence", "shown", 2, 'design = { kind = "factorial"; };\n' + SWITCHES + GOALS)
        told = [json.loads(mixflow("report", path, "--bundle").stdout) for path in (batch.parent, batch)]
        self.assertEqual([study["kind"] for study in told[0]["studies"]], ["coherence", "sensitivity"])
        self.assertEqual(told[0]["studies"], told[1]["studies"])
        silo = told[0]["studies"][0]["listings"]["silo"]["rows"]
        wanted = {"baseline"} | {row["package"] for row in silo if row["package"] != "none"}
        self.assertEqual(len(told[0]["runs"]), len(wanted))
        of = {"none": [], "patrols": ["patrols"], "truth": ["truth"], "near": ["near_home"]}
        switched = [sorted(sum((of[part] for part in name.split(" + ")), [])) for name in wanted - {"baseline"}]
        self.assertGreater(len(switched), 0)
        self.assertEqual(sorted(sorted(run["on"]) for run in told[0]["runs"][1:]), sorted(switched))
        self.assertEqual([run["off"] for run in told[0]["runs"]], [[]] * len(wanted))
        stored = self.at / "one.h5"
        mixflow("run", SMALL, "--people", 1500, "--quiet", "-o", stored)
        mixed = json.loads(mixflow("report", stored, batch, "--bundle").stdout)
        self.assertEqual((len(mixed["runs"]), len(mixed["studies"])), (1, 2))
        self.assertIn("one batch a report", mixflow("report", batch, batch, "--bundle", status=2).stderr)
        batch.unlink()
        self.assertIn("has not been merged", mixflow("report", batch.parent, "--bundle", status=3).stderr)

    def test_what_a_run_switches_off_is_told_too(self):
        base, other = self.at / "patrolled.h5", self.at / "without.h5"
        for path, on in ((base, "true"), (other, "false")):
            mixflow("run", SMALL, "--people", 1500, "--quiet", "--set", f"interventions.patrols.on={on}", "-o", path)
        runs = json.loads(mixflow("report", base, other, "--bundle").stdout)["runs"]
        self.assertEqual([(run["on"], run["off"]) for run in runs], [([], []), ([], ["patrols"])])

    def test_a_batch_that_cannot_be_run_again_is_told_by_its_studies_and_says_why(self):
        batch = self.study("coherence", "stays", 2, 'design = { kind = "factorial"; };\n' + SWITCHES + GOALS)
        studies = json.loads(mixflow("report", batch, "--bundle").stdout)["studies"]
        head, points, alone = batch.parent / "batch.txt", batch.parent / "points.csv", self.at / "alone"
        planned = head.read_text()
        alone.mkdir()
        (alone / "batch.h5").write_bytes(batch.read_bytes())

        def told(path, why, said):
            done = mixflow("report", path, "--bundle")
            page = json.loads(done.stdout)
            self.assertEqual((page["studies"], page["runs"], page["left_out"]["why"]), (studies, [], why))
            self.assertIn(said, done.stderr)
            self.assertIn("cannot be simulated once more", done.stderr)
            sheets = mixflow("report", path, "--handouts", "-o", self.at / "no.html", status=2)
            self.assertIn("plan and run the batch anew", sheets.stderr)
            self.assertFalse((self.at / "no.html").exists())
            return page["left_out"]["planner"]

        self.assertEqual(told(alone / "batch.h5", "gone", "is not the folder of a batch"), "")
        points.write_text(points.read_text() + "\n")
        told(batch.parent, "changed", "was changed after the batch was planned")
        head.write_text("".join("revision 0123abc\n" if line.startswith("revision ") else line
                                for line in planned.splitlines(keepends=True)))
        self.assertIn("(0123abc)", told(batch.parent, "another", "it was planned by revision: 0123abc"))

    def test_walks_are_told_without_a_silo(self):
        batch = self.study("coherence", "walks", 2,
                           'design = { kind = "permutations"; points = 4; pairs = true; };\n' + SWITCHES + GOALS)
        told = json.loads(mixflow("coherence", batch, "--format", "json").stdout)
        self.assertEqual(told["listings"]["silo"]["rows"], [])
        self.assertTrue(any("full factorial" in note for note in told["notes"]))

    def test_what_coherence_lacks_is_said_before_anything_is_run(self):
        ids = self.plan("ids", 2, 'keep = ("outcomes", "indicators");\ndesign = { kind = "factorial"; };\n' + SWITCHES)
        done = mixflow("coherence", ids, "--folder", self.at / "ids", status=2)
        self.assertIn("nobody owns patrols, truth: give each factor of the plan an owner", done.stderr)
        self.assertFalse((self.at / "ids").exists())
        many = self.plan("many", 2, NUMBERS)
        done = mixflow("coherence", many, "--folder", self.at / "many", status=2)
        self.assertIn("coherence needs switches: design factorial or permutations, not grid", done.stderr)
        self.assertFalse((self.at / "many").exists())

    def test_what_a_study_has_told_is_checked_and_no_run(self):
        batch = self.study("coherence", "kept", 2, 'design = { kind = "factorial"; };\n' + SWITCHES)
        for verb in ("coherence", "sensitivity"):
            told = self.at / f"told_{verb}.h5"
            self.assertEqual(mixflow(verb, batch, "-o", told, "--quiet").stdout, "")
            self.assertEqual(mixflow("check", told).stdout, "0 mistakes, 0 warnings\n")
            said = mixflow("report", told, "-o", self.at / "none.html", status=2).stderr
            self.assertIn(f"is what mixflow {verb} has told, no run", said)
            self.assertFalse((self.at / "none.html").exists())

    def test_a_folder_stands_for_its_merged_batch(self):
        batch = self.study("sensitivity", "folder", 2, 'design = { kind = "fractional_factorial"; };\n' + SWITCHES)
        self.assertEqual(mixflow("sensitivity", batch.parent).stdout, mixflow("sensitivity", batch).stdout)
        batch.unlink()
        said = mixflow("sensitivity", batch.parent, status=3).stderr
        self.assertIn(f"has not been merged: mixflow batch merge {batch.parent}", said)

    def test_nothing_is_read_out_of_too_few_points_or_too_much_chance(self):
        four, five = (self.study("sensitivity", f"few{n}", 1,
                                 f'design = {{ kind = "latin_hypercube"; points = {n}; }};\n' + NUMBERS) for n in (4, 5))
        reads = [{row["reads"] for row in self.rows("sensitivity", batch, "-i", "departures")} for batch in (four, five)]
        self.assertEqual(reads[0], {"too few points to tell"})
        self.assertNotIn("too few points to tell", reads[1])
        told = mixflow("sensitivity", four).stdout
        self.assertIn("4 points, 1 replicate each", told)
        walks = self.study("sensitivity", "no_pairs", 1,
                           'design = { kind = "permutations"; points = 4; };\n' + SWITCHES)
        self.assertIn("Shapley interactions\n  none\n", mixflow("sensitivity", walks).stdout)
        indices = self.study("sensitivity", "indices", 1, 'design = { kind = "saltelli"; points = 8; };\n' + NUMBERS)
        rows = self.rows("sensitivity", indices)
        notes = json.loads(mixflow("sensitivity", indices, "--format", "json").stdout)["notes"]
        seen = 0
        for measure in {row["measure"] for row in rows}:
            note = [note for note in notes if note.startswith(f"{measure}: first indices sum to ")]
            if note:
                share = sum(float(row["first"]) for row in rows if row["measure"] == measure)
                self.assertEqual("the rest is done by settings together" in note[0], share < 1.0, (note, share))
                seen += 1
        self.assertGreater(seen, 3)

    def test_hdf5_and_json_hold_the_same(self):
        import h5py
        batch = self.study("sensitivity", "stored", 2, 'design = { kind = "factorial"; };\n' + SWITCHES)
        for end in ("h5", "json"):
            mixflow("sensitivity", batch, "-o", self.at / f"stored.{end}", "--listing", "effects")
        told = json.loads((self.at / "stored.json").read_text())["listings"]["effects"]["rows"]
        with h5py.File(self.at / "stored.h5") as file:
            self.assertEqual(file.attrs["mixflow_kind"], "sensitivity")
            self.assertRegex(file.attrs["source"], r"^mixflow .*, sensitivity analysis of a batch of simulations$")
            self.assertEqual([text.decode() for text in file["effects/factor"]], [row["factor"] for row in told])
            for stored, row in zip(file["effects/value"], told):
                self.assertAlmostEqual(stored, row["value"], delta=1e-8 * (1.0 + abs(stored)))
        mixflow("sensitivity", batch, "-o", self.at / "stored.h5", status=3)

    def test_mistakes_are_told_all_at_once_with_status_2(self):
        bad = self.plan("bad", 2, 'design = { kind = "factorial"; };\n' + SWITCHES.replace("truth", "trut")
                        + GOALS.replace('"less"', '"fewer"').replace("weight = 2.0", "weight = 0.0"))
        done = mixflow("coherence", bad, "--folder", self.at / "bad", status=2)
        self.assertIn("fewer", done.stderr)
        self.assertIn("weight", done.stderr)
        self.assertFalse((self.at / "bad").exists())
        wrong = self.plan("wrong", 2, 'design = { kind = "factorial"; };\n' + SWITCHES
                          + GOALS.replace("admitted", "admited").replace("left_irregularly", "nonsense"))
        done = mixflow("coherence", wrong, "--folder", self.at / "wrong", status=2)
        self.assertIn('did you mean "admitted"?', done.stderr)
        self.assertIn('no outcome or indicator is called "nonsense"', done.stderr)
        self.assertFalse((self.at / "wrong").exists())
        batch = self.study("sensitivity", "fine", 2, 'design = { kind = "factorial"; };\n' + SWITCHES)
        done = mixflow("sensitivity", batch, "-i", "deats", "-i", "nonsense", status=2)
        self.assertIn("deats (did you mean deaths?), nonsense", done.stderr)
        mixflow("coherence", batch, "--listing", "matrixx", status=2)
        mixflow("sensitivity", self.at / "none.h5", status=3)
        numbers = self.study("sensitivity", "ranks", 2,
                             'design = { kind = "latin_hypercube"; points = 4; };\n' + NUMBERS)
        done = mixflow("coherence", numbers, status=2)
        self.assertIn("coherence needs switches", done.stderr)
        run = self.at / "run.h5"
        mixflow("run", SMALL, "--people", 1500, "--quiet", "-o", run)
        self.assertIn("no merged batch", mixflow("coherence", run, status=3).stderr)


if __name__ == "__main__":
    unittest.main()
