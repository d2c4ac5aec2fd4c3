"""What `mixflow explore` and `mixflow report` promise; each test's name is a claim."""

import getpass
import json
import math
import os
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

MIXFLOW = os.environ["MIXFLOW"]
SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
SMALL = SOURCE / "tests/scenarios/small.cfg"
QUICK = ["--people", "600", "--replicates", "3", "--full", "0", "--quiet"]
BRIEFED = ["--set", "outputs.events=true", "--set", "outputs.sample=0.0"]


class Pages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.at = Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def mixflow(self, *words, status=0, program=MIXFLOW):
        done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, cwd=self.at,
                              check=False)
        self.assertEqual(done.returncode, status, (words, done.stdout[:400], done.stderr))
        return done

    def bundle(self, *words):
        return json.loads(self.mixflow(*words, "--bundle").stdout)

    def run_small(self, out, *words):
        self.mixflow("run", SMALL, "--people", "600", "--replicates", "3", "--quiet", "-o", out, *words)

    def has_pages(self):
        if not Path(MIXFLOW).with_name("core.wasm").exists():
            self.skipTest("built without WebAssembly")

    def hides_all(self, page):
        """Neither user nor host nor path is in it, and nothing that should have been put in is missing."""
        for secret in (str(self.at), str(SOURCE), f"/{getpass.getuser()}/", f"@{socket.gethostname()}", "@@insert"):
            self.assertFalse(secret in page, secret)

    # -------------------------------------------------------------- explore

    def test_a_page_above_a_megabyte_says_what_is_large(self):
        self.has_pages()
        with open(self.at / "study.json", "w", encoding="utf-8") as file:
            json.dump({"kind": "coherence", "listings": {}, "ballast": os.urandom(700_000).hex()}, file)
        words = ["explore", SMALL, *QUICK, "--package", "open"]
        small = self.mixflow(*words, "-o", "small.html")
        self.assertNotIn("larger than a megabyte", small.stderr)
        large = self.mixflow(*words, "-o", "large.html", "--study", "study.json")
        said = large.stderr.split("larger than a megabyte: data ")[1]
        self.assertGreater(int(said.split()[0]), 900)
        self.assertIn("engine", said)

    def test_a_bundle_holds_the_baseline_and_every_package(self):
        data = self.bundle("explore", SMALL, *QUICK)
        self.assertEqual([run["id"] for run in data["runs"]],
                         ["baseline"] + [package["id"] for package in data["scenario"]["packages"]])
        for block in data["frame"]["blocks"]:
            stored = data["runs"][0]["blocks"][block["name"]]
            self.assertEqual({len(values) for values in stored.values()}, {block["n"]}, block["name"])
        for run in data["runs"][1:]:
            self.assertEqual(len(run["fates"]), len(data["frame"]["axes"]["end"]))
            self.assertTrue(all(0 <= n <= 3 for n in run["difference"]["outcome"]["agree"]))

    def test_every_axis_is_as_long_as_its_blocks_say(self):
        frame = self.bundle("explore", SMALL, *QUICK, "--package", "open")["frame"]
        at = 0
        for block in frame["blocks"]:
            self.assertEqual(block["n"], math.prod(len(frame["axes"][axis]) for axis in block["axes"]))
            self.assertEqual(block["at"], at)
            at += block["n"]
        self.assertEqual(frame["n"], at)

    def test_the_bundle_is_the_same_for_any_number_of_threads(self):
        words = ["explore", SMALL, *QUICK, "--bundle"]
        self.assertEqual(self.mixflow(*words, "--threads", "1").stdout,
                         self.mixflow(*words, "--threads", "3").stdout)

    def test_quantiles_are_in_order_and_hold_the_mean(self):
        blocks = self.bundle("explore", SMALL, *QUICK, "--package", "open")["runs"][0]["blocks"]
        for low, quarter, mid, three, high in zip(*(blocks["outcome"][part] for part in
                                                    ("low", "q25", "mid", "q75", "high"))):
            self.assertTrue(low <= quarter <= mid <= three <= high)

    def test_people_are_nowhere_lost(self):
        data = self.bundle("explore", SMALL, *QUICK, "--package", "open")
        blocks, axes = data["runs"][0]["blocks"], data["frame"]["axes"]
        persons = sum(cohort["weight"] * cohort["people"] for cohort in data["scenario"]["cohorts"])
        ends = len(axes["end"])
        self.assertAlmostEqual(sum(blocks["fate"]["mid"]) / persons, 1.0, delta=0.02)
        for run in data["runs"][1:]:
            self.assertAlmostEqual(sum(map(sum, run["fates"])) / persons, 1.0, delta=0.002)
        people = blocks["profile_people"]["mid"]
        for first, last in ((2, 5), (5, 8), (8, 10), (10, 12), (12, 14)): # as by sex: by age, skill, kin, means, need
            self.assertAlmostEqual(sum(people[first:last]) / sum(people[:2]), 1.0, delta=0.02)
        self.assertEqual(len(blocks["profile"]["mid"]), ends * len(axes["profile"]))

    def test_preview_and_full_scale_agree_where_the_page_says_so(self):
        data = self.bundle("explore", SMALL, "--quiet", "--replicates", "12", "--full", "6", "--people", "4000",
                           "--package", "open")
        rows = data["agreement"]
        self.assertEqual(len(rows), len(data["frame"]["axes"]["outcome"]) + len(data["frame"]["axes"]["indicator"]))
        apart = [row for row in rows if not row["agree"]]
        self.assertLessEqual(len(apart), len(rows) // 10, apart)
        for row in rows:
            if row["preview"] is None or row["full"] is None:
                continue
            far = abs(row["preview"] - row["full"])
            size = max(abs(row["preview"]), abs(row["full"]))
            error = math.hypot(row["preview_se"] or 0.0, row["full_se"] or 0.0)
            if far > 1.01 * max(0.05 * size, 3 * error):
                self.assertFalse(row["agree"], row)

    def test_a_page_is_one_anonymous_file_of_less_than_a_megabyte(self):
        self.has_pages()
        self.mixflow("explore", SMALL, *QUICK, "-o", "page.html")
        page = (self.at / "page.html").read_text()
        self.assertEqual([path.name for path in self.at.iterdir()], ["page.html"])
        self.assertLess(len(page.encode()), 1e6)
        self.assertTrue("default-src 'none'" in page and "connect-src 'none'" in page)
        self.hides_all(page)
        self.hides_all(self.mixflow("explore", SMALL, *QUICK, "--bundle").stdout)

    def test_an_older_page_stays_unless_a_new_one_is_complete(self):
        self.has_pages()
        (self.at / "page.html").write_text("old")
        self.mixflow("explore", SMALL, *QUICK, "-o", "page.html", status=3)
        self.assertEqual((self.at / "page.html").read_text(), "old")
        self.mixflow("explore", SMALL, *QUICK, "-o", "page.html", "--force")
        self.assertNotEqual((self.at / "page.html").read_text(), "old")
        self.mixflow("explore", SMALL, *QUICK, "-o", "nowhere/page.html", status=3)

    def test_mistakes_are_all_told_and_nothing_is_written(self):
        bad = self.at / "bad.cfg"
        bad.write_text(SMALL.read_text().replace("title", "tilte", 1)
                       .replace("../../scenarios", str(SOURCE / "scenarios")))
        done = self.mixflow("explore", bad, *QUICK, "--bundle", status=2)
        self.assertRegex(done.stderr, r"bad\.cfg:\d+: .*tilte")
        self.assertEqual(done.stdout, "")
        done = self.mixflow("explore", SMALL, *QUICK, "--package", "open,wide", "--bundle", status=2)
        self.assertIn("wide", done.stderr)
        self.mixflow("explore", self.at / "none.cfg", "--bundle", status=3)
        self.assertEqual([path.name for path in self.at.iterdir()], ["bad.cfg"])

    def test_ctrl_c_leaves_nothing_behind(self):
        self.has_pages()
        command = [MIXFLOW, "explore", str(SMALL), "--people", "3000", "--replicates", "400", "-o", "page.html"]
        with subprocess.Popen(command, cwd=self.at, stderr=subprocess.PIPE, text=True) as child:
            child.stderr.readline() # the first variant has begun
            time.sleep(0.1)
            child.send_signal(signal.SIGINT)
            child.stderr.read()
            self.assertEqual(child.wait(timeout=120), 130)
        self.assertEqual(list(self.at.iterdir()), [])

    def test_without_its_pages_the_program_says_what_to_install(self):
        program = os.environ.get("MIXFLOW_WITHOUT_PAGES")
        if not program:
            self.skipTest("there is no such program")
        for words in (("explore", SMALL), ("report", "x.h5"), ("report", "x.h5", "--handouts")):
            said = self.mixflow(*words, status=2, program=program).stderr
            for package in ("wasi-libc", "lld", "clang", "node-d3"):
                self.assertIn(package, said)
        self.assertEqual(list(self.at.iterdir()), [])

    # -------------------------------------------------------------- report

    def test_stored_runs_and_runs_of_the_page_are_the_same_bits(self):
        self.run_small("base.h5", *BRIEFED)
        self.run_small("open.h5", *BRIEFED, "--package", "open")
        stored = self.bundle("report", "base.h5", "open.h5")
        fresh = self.bundle("explore", SMALL, *QUICK, "--package", "open")
        self.assertEqual([len(run["digests"]) for run in stored["runs"]], [3, 3])
        for old, new in zip(stored["runs"], fresh["runs"]):
            self.assertEqual(old["digests"][:len(new["digests"])], new["digests"])
        self.assertEqual([run["id"] for run in stored["runs"]], ["baseline", "open"])
        self.assertEqual(stored["runs"][1]["packages"], ["open"])
        self.assertEqual(stored["runs"][1]["fates"], fresh["runs"][1]["fates"])
        for part in ("mean", "low", "high", "agree"):
            self.assertEqual(stored["runs"][1]["difference"]["outcome"][part],
                             fresh["runs"][1]["difference"]["outcome"][part])

    def test_without_events_ways_are_not_known(self):
        self.run_small("base.h5", "--set", "outputs.events=false")
        blocks = self.bundle("report", "base.h5")["runs"][0]["blocks"]
        self.assertEqual(set(blocks["way_end"]["mid"]), {None})
        self.assertNotIn(None, blocks["outcome"]["mid"])

    def test_a_report_refuses_what_is_not_paired_or_not_there(self):
        self.run_small("base.h5")
        self.mixflow("run", SMALL, "--people", "500", "--replicates", "3", "--quiet", "-o", "other.h5")
        said = self.mixflow("report", "base.h5", "other.h5", "--bundle", status=2).stderr
        self.assertIn("not a pair", said)
        self.mixflow("report", "none.h5", "--bundle", status=3)

    def test_reports_and_handouts_are_pages_without_an_engine(self):
        self.has_pages()
        self.run_small("base.h5")
        self.run_small("open.h5", "--package", "open")
        for words, name in (((), "report.html"), (("--handouts",), "handouts.html")):
            self.mixflow("report", "base.h5", "open.h5", *words)
            page = (self.at / name).read_text()
            self.hides_all(page)
            self.mixflow("report", "base.h5", *words, status=3) # it stands there already


if __name__ == "__main__":
    unittest.main()
