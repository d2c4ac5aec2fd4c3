"""What comparing runs promises; each test's name is a claim."""

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
REPLICATES = 3


def mixflow(*words, status=0, **environment):
    done = subprocess.run([MIXFLOW, *map(str, words)], capture_output=True, text=True, check=False,
                          env={**os.environ, **environment})
    if done.returncode != status:
        raise AssertionError((words, done.returncode, done.stdout[-2000:], done.stderr[-2000:]))
    return done


class Compare(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        cls.run_small("base")
        cls.run_small("open", "--package", "open")
        cls.run_small("again")
        cls.run_small("seed", "--seed", 7)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def run_small(cls, name, *words):
        mixflow("run", SMALL, "-o", cls.at / f"{name}.h5", "--replicates", REPLICATES, "--people",
                6000, "--quiet", *words)

    def compare(self, *names, words=(), **how):
        return mixflow("compare", *(self.at / f"{name}.h5" for name in names), *words, **how)

    def rows(self, *names, by):
        text = self.compare(*names, words=("--format", "csv", "--by", by)).stdout
        return list(csv.DictReader(io.StringIO(text)))

    def test_a_run_compared_with_itself_differs_in_nothing(self):
        for row in self.rows("base", "again", by="all"):
            if row["difference"] != "":
                self.assertEqual((float(row["difference"]), row["agree"]), (0.0, row["pairs"]), row)
        changed = [row for row in self.rows("base", "again", by="fates")
                   if row["base_fate"] != row["other_fate"] and int(row["people"]) > 0]
        self.assertEqual(changed, [])

    def test_rows_and_columns_of_fates_sum_to_all_people(self):
        rows = self.rows("base", "open", by="fates")
        info = mixflow("info", self.at / "base.h5").stdout
        self.assertIn("final_fate", info)
        same = self.rows("base", "again", by="fates")
        people = sum(int(row["people"]) for row in same)
        self.assertEqual(sum(int(row["people"]) for row in rows), people)
        self.assertEqual(people % REPLICATES, 0)
        for fate in {row["base_fate"] for row in rows}:
            before = sum(int(row["people"]) for row in rows if row["base_fate"] == fate)
            alone = sum(int(row["people"]) for row in same if row["base_fate"] == fate)
            self.assertEqual(before, alone, fate)
        into = {fate: sum(int(row["people"]) for row in rows if row["other_fate"] == fate)
                for fate in {row["other_fate"] for row in rows}}
        open_alone = self.rows("open", "open", by="fates")
        for fate, people in into.items():
            alone = sum(int(row["people"]) for row in open_alone if row["base_fate"] == fate)
            self.assertEqual(people, alone, fate)
        self.assertEqual(into["nobody"], 0)
        head = mixflow("compare", self.at / "base.h5", self.at / "open.h5").stdout.split("(columns)\n")[1].splitlines()[0]
        there = {fate for row in rows if int(row["people"]) > 0 for fate in (row["base_fate"], row["other_fate"])}
        self.assertEqual(set(head.split()), there | {"all"})

    def test_outcomes_and_indicators_tell_the_same(self):
        rows = {row["measure"]: row for row in self.rows("base", "open", by="all")}
        for outcome, indicator in (("admitted", "left_protected"), ("granted", "left_regularly"),
                                   ("smugglers", "smugglers_revenue")):
            self.assertEqual(rows[outcome]["base"], rows[indicator]["base"], outcome)
            self.assertEqual(rows[outcome]["other"], rows[indicator]["other"], outcome)
        self.assertGreater(float(rows["left_irregularly"]["base"]), 0.0)
        self.assertGreater(float(rows["admitted"]["difference"]), 0.0)

    def test_years_cohorts_and_countries_add_up(self):
        whole = {row["measure"]: float(row["base"]) for row in self.rows("base", "open", by="all")
                 if row["base"] != ""}
        for by in ("year", "cohort", "country"):
            for measure in ("left_irregularly", "left_protected", "limbo_years"):
                parts = [float(row["base"]) for row in self.rows("base", "open", by=by)
                         if row["measure"] == measure]
                self.assertAlmostEqual(sum(parts), whole[measure], 4, (by, measure))

    def test_years_of_cohorts_and_of_countries_add_up_to_years(self):
        years = {(row["cut"], row["measure"]): float(row["base"])
                 for row in self.rows("base", "open", by="year") if row["base"] != ""}
        for by, measures in (("year_cohort", ("departures", "left_irregularly", "limbo_years")),
                             ("year_country", ("left_irregularly", "limbo_years"))):
            sums = {}
            for row in self.rows("base", "open", by=by):
                if row["measure"] in measures:
                    at = row["cut"].split()[0], row["measure"]
                    sums[at] = sums.get(at, 0.0) + float(row["base"])
            self.assertEqual(len(sums), 2 * len(measures))
            for at, total in sums.items():
                self.assertAlmostEqual(total, years[at], 4, (by, at))

    def test_small_cells_are_not_told(self):
        rows = self.rows("base", "open", by="year_country")
        told = [row for row in rows if row["measure"] == "fn_decision" and row["base"] != ""]
        self.assertTrue(all("DST" in row["cut"] for row in told) and told)
        few = [row for row in rows if row["measure"] == "limbo_years" and row["base"] == ""]
        self.assertEqual(few, []) # counts are told whatever their size

    def test_what_was_paid_for_what_was_changed_is_told_or_said_not_to_be_defined(self):
        self.run_small("cheap", "--package", "open", "--set", "interventions.near_home.cost_fixed=1e6")
        told = self.compare("base", "cheap").stdout
        rows = {row["measure"]: row for row in self.rows("base", "cheap", by="all")}
        bought = {"cost_per_limbo_year_avoided": ("limbo_years", -1, "fall"),
                  "cost_per_person_protected": ("protected_a_year", 1, "rise")}
        for ratio, (measure, sign, verb) in bought.items():
            ends = [sign * float(rows[measure][end]) for end in ("low", "high")]
            self.assertEqual(rows[ratio]["difference"] != "", min(ends) > 0.0, ratio)
            if min(ends) > 0.0:
                price = float(rows["cost_all"]["difference"]) / sign / float(rows[measure]["difference"])
                self.assertAlmostEqual(float(rows[ratio]["difference"]) / price, 1.0, 6)
                self.assertLessEqual(float(rows[ratio]["low"]), price)
                self.assertGreaterEqual(float(rows[ratio]["high"]), price)
            else:
                self.assertIn(f"not defined: {measure} did not clearly {verb}", told)

    def test_another_seed_is_no_pair(self):
        self.assertIn("its seed is 7, there 2385", self.compare("base", "seed", status=2).stderr)
        shown = self.compare("base", "seed", words=("--unpaired",)).stdout
        self.assertIn("not taken as a pair", shown)
        self.assertNotIn("rows", shown)

    def test_other_numbers_of_people_or_replicates_are_no_pair(self):
        mixflow("run", SMALL, "-o", self.at / "more.h5", "--people", 6500, "--quiet", "--force",
                "--replicates", REPLICATES)
        mixflow("run", SMALL, "-o", self.at / "one.h5", "--people", 6000, "--quiet", "--force")
        self.assertIn("not a pair", self.compare("base", "more", status=2).stderr)
        self.assertIn("number of replicates differs", self.compare("base", "one", status=2).stderr)

    def test_settings_beside_policies_are_noted(self):
        self.run_small("deadly", "--set", "links.COAST_ISLE.death=0.2", "--force")
        self.assertIn("settings differ", self.compare("base", "deadly").stdout)
        self.assertNotIn("settings differ", self.compare("base", "open").stdout)

    def test_bars_are_ascii_where_asked_for_or_needed(self):
        for words, environment in ((("--ascii",), {"LC_ALL": "C.UTF-8"}), ((), {"LC_ALL": "C"})):
            shown = self.compare("base", "open", words=words, **environment).stdout
            self.assertTrue(shown.isascii())
            self.assertRegex(shown, r"\|-+o-*\|")
        shown = self.compare("base", "open", LC_ALL="C.UTF-8").stdout
        self.assertIn("\u25cf", shown)

    def test_the_share_of_variance_that_pairing_removed_is_told(self):
        self.assertRegex(self.compare("base", "open").stdout, r"pairing removed -?\d+ % of the variance")

    def test_json_and_the_file_say_what_csv_says(self):
        data = json.loads(self.compare("base", "open",
                                       words=("--format", "json", "--examples", 3)).stdout)
        rows = {row["measure"]: row for row in self.rows("base", "open", by="all")}
        for told in data["runs"][0]["differences"]:
            row = rows[told["measure"]]
            self.assertEqual(told["difference"] if told["difference"] is not None else "",
                             float(row["difference"]) if row["difference"] != "" else "")
        self.assertEqual(len(data["runs"][0]["examples"]), 3)
        self.compare("base", "open", words=("-o", self.at / "cmp.h5"))
        self.assertIn("exists already", self.compare("base", "open",
                                                     words=("-o", self.at / "cmp.h5"), status=3).stderr)

    def test_info_prints_the_means_that_compare_compares(self):
        rows = {row["measure"]: row for row in self.rows("base", "open", by="all")}
        shown = mixflow("info", "--indicators", self.at / "base.h5").stdout
        told = {line.split()[0]: line.split()[-2] for line in shown.splitlines()[1:]}
        self.assertEqual(len(told), len([line for line in shown.splitlines()]) - 1)
        for name, value in told.items():
            mean = rows[name]["base"]
            if value != "-" and mean != "" and rows[name]["pairs"] == str(REPLICATES):
                self.assertAlmostEqual(float(value), float(mean), delta=0.51, msg=name)

    def test_every_goal_of_an_indicator_is_an_objective_that_names_it(self):
        def table(topic):
            lines = mixflow("explain", topic, "--format", "markdown").stdout.splitlines()[2:]
            return [[cell.strip().strip("`") for cell in line.strip("| ").split(" | ")] for line in lines]

        named = {row[0]: row[2].replace("`", "").split(", ") for row in table("objectives")}
        for name, *_, goals in table("indicators"):
            for part in goals.split("; "):
                kind, *numbers = part.replace(",", "").split()
                for number in numbers:
                    self.assertIn(f"{kind} {number}", named, name)
                    if "_mixed" not in name:
                        self.assertIn(name, named[f"{kind} {number}"])
        self.assertEqual([objective for objective, names in named.items() if names == [""]], [])

    # -------------------------------------------------------------- one life

    def example(self):
        data = json.loads(self.compare("base", "open",
                                       words=("--format", "json", "--examples", 1)).stdout)
        return data["runs"][0]["examples"][0]

    def trace(self, *words, status=0):
        return mixflow("trace", *words, status=status)

    def test_a_life_is_a_list_in_the_order_of_dates(self):
        shown = self.trace(self.at / "base.h5", "--person", self.example()).stdout.splitlines()
        dates = [line[:10] for line in shown if line[:2] == "20"]
        self.assertTrue(dates)
        self.assertEqual(dates, sorted(dates))
        self.assertIn("at the end", shown[-1])

    def test_two_futures_differ_where_fates_do(self):
        shown = self.trace(self.at / "base.h5", "--person", self.example(), self.at / "open.h5")
        self.assertIn(" * ", shown.stdout)
        same = self.trace(self.at / "base.h5", "--person", self.example(), self.at / "again.h5")
        self.assertNotIn(" * ", same.stdout)

    def test_nobody_has_no_life(self):
        refused = self.trace(self.at / "base.h5", "--person", 2000000000, status=2)
        self.assertIn("nobody has the number", refused.stderr)
        self.assertIn("--person", self.trace(self.at / "base.h5", status=2).stderr)
        refused = self.trace(self.at / "base.h5", "--person", 1, "--replicate", 99, status=2)
        self.assertIn("has no replicate 99", refused.stderr)

    def test_what_is_no_result_is_refused(self):
        (self.at / "no.h5").write_text("no")
        self.assertIn("not an HDF5 file", self.compare("base", "no", status=3).stderr)
        self.assertIn("cannot be read", self.compare("nowhere", "base", status=3).stderr)


if __name__ == "__main__":
    unittest.main()
