"""Studies and paper as readers see them, in a headless browser: papers.py PROGRAM

What is asked of `mixflow report`, of its sheets and of `--study` is told by the names of the tests.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import pages
from browser import Browser, run_tests
from pages import PEOPLE, SCENARIO, mixflow

PLAN = """title = "two"; scenarios = ( "{scenario}" ); people = 500.0; replicates = 2; design = {{ kind = "factorial"; }};
keep = ("outcomes/total", "indicators/all_years");
factors = ( {{ id = "guard"; owner = "interior"; of = ["coast_guard"]; }}, {{ id = "saves"; owner = "eu"; of = ["rescue"]; }} );
goals = ( {{ id = "a"; owner = "interior"; measure = "sea_arrivals"; wish = "less"; }},
          {{ id = "b"; owner = "eu"; measure = "deaths"; wish = "less"; }} );
"""


class Papers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="mixflow-papers.")
        cls.at = pathlib.Path(cls.home.name)

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()


class Studies(Papers):
    """What many runs say together, told in a page."""

    def test_the_matrix_of_ministries_is_shown(self):
        (self.at / "small.cfg").write_text(PLAN.format(scenario=os.path.relpath(SCENARIO, self.at)), encoding="utf-8")
        study = self.at / "coherence.json"
        mixflow("coherence", self.at / "small.cfg", "--folder", self.at / "batch", "-o", study, "--quiet")
        mixflow("explore", SCENARIO, "-o", self.at / "told.html", "--people", PEOPLE, "--replicates", 2, "--full", 0,
                "--package", "control", "--study", study, "--quiet")
        with Browser() as page:
            page.open(self.at / "told.html")
            page.wait("return document.getElementById('check').dataset.check === 'engine_ok'")
            page.run("document.getElementById('tab-ministries').click()")
            self.assertEqual(page.run("return document.querySelectorAll('#picture-coherence tbody tr').length"), 2)
            self.assertIn("interior ministry", page.run("return document.getElementById('picture-coherence').innerText"))
            self.assertEqual(page.complaints(), [])
        mixflow("report", self.at / "batch", "-o", self.at / "batch.html", "--quiet")
        head = self.at / "batch/batch.txt"
        head.write_text(re.sub("(?m)^revision .*", "revision 0123abc", head.read_text()))
        mixflow("report", self.at / "batch", "-o", self.at / "alone.html", "--quiet")
        effects = "return document.getElementById('picture-sensitivity-effects').innerText"
        with Browser(language="de") as page:
            for name, sections in [("batch", 10), ("alone", 2)]:
                page.open(self.at / f"{name}.html")
                page.wait("return document.getElementById('picture-sensitivity-effects')")
                self.assertGreaterEqual(page.run("return document.querySelectorAll('section').length"), sections)
                self.assertIn("was jeder Schalter beitr\u00e4gt", page.run(effects))
                switched = page.run("return document.getElementById('picture-coherence-instruments').innerText")
                self.assertIn({"batch": "Seenotrettung", "alone": "rescue"}[name], switched)
                self.assertRegex(page.run(effects), "irregul\u00e4r aufgebrochen\\s+logarithmisch")
                self.assertRegex(page.run(effects), r"Wert\s+95 %\s+relativ")
                self.assertRegex(page.run(effects), r"\d bis [+\u2212]?\d")
                self.assertEqual("0123abc" in page.run("return document.body.innerText"), name == "alone")
                self.assertNotIn("undefined", page.run("return document.body.innerText"))
                wide = "return [...document.querySelectorAll('figure table')].map(t => t.getBoundingClientRect().right - t.closest('figure').getBoundingClientRect().right)"
                self.assertLessEqual(max(page.run(wide)), 1)
                page.media("print"), page.resize(688, 900)  # A4 less its margins
                self.assertLessEqual(max(page.run(wide)), 1)
                page.media(""), page.resize(page.width, page.height)
                self.assertEqual(page.complaints(), [])
            page.open(self.at / "batch.html")
            page.wait("return document.querySelectorAll('section').length > 10")
            self.assertIn("Seenotrettung (EU)", page.run("return document.querySelector('section table').innerText"))

    def test_what_is_no_study_is_refused(self):
        for text in ["", "{", '{"kind": 1}', '{"kind": "x", "listings": {}} more']:
            (self.at / "wrong.json").write_text(text, encoding="utf-8")
            done = subprocess.run([pages.program, "explore", SCENARIO, "-o", self.at / "never.html", "--people", "500", "--replicates", "2", "--full", "0",
                                   "--package", "control", "--study", self.at / "wrong.json", "--quiet"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertIn("is no study", done.stderr)
            self.assertFalse((self.at / "never.html").exists())


class Paper(Papers):
    """The report and the sheets, from stored runs."""

    def test_they_open_and_print_in_both_languages(self):
        runs = []
        for package in [None, "near_home", "control"]:
            runs.append(self.at / f"{package}.h5")
            mixflow("run", SCENARIO, "-o", runs[-1], "--people", PEOPLE, "--replicates", 3, "--quiet", *(["--package", package] if package else []))
        mixflow("report", *runs, "-o", self.at / "report.html", "--quiet")
        mixflow("report", *runs, "--handouts", "-o", self.at / "handouts.html", "--quiet")
        for name, figures in [("report", 30), ("handouts", 0)]:
            for language in ["en", "de"]:
                with self.subTest(page=name, language=language), Browser(language=language) as page:
                    page.complaints(), page.requests()
                    page.open(self.at / f"{name}.html")
                    page.wait(f"return document.getElementById('{name}').childElementCount > 5")
                    text = page.run("return document.body.innerText")
                    self.assertNotIn("undefined", text)
                    for named in {"en": ["A: protection near home", "B: a stronger coast guard"], "de": ["A: Schutz nahe der Heimat", "B: st\u00e4rkere K\u00fcstenwache"]}[language]:
                        self.assertIn(named, text)
                    self.assertGreaterEqual(page.run("return document.querySelectorAll('figure').length"), figures)
                    page.resize(680, 900)  # A4 less its margins
                    self.assertEqual(page.run("""const sheet = document.querySelector('.ballot');
                        const lines = cell => { const text = document.createRange(); text.selectNodeContents(cell); return text.getClientRects().length; };
                        return [...sheet?.querySelectorAll("tbody td") ?? []].filter(cell => lines(cell) > 1).map(cell => cell.textContent)"""), [])
                    self.assertEqual(page.run("return document.querySelectorAll('.ballot').length"), 1 if name == "handouts" else 0)
                    page.resize(page.width, page.height)
                    self.assertEqual(page.pdf()[:5], b"%PDF-")
                    self.assertEqual((page.complaints(), page.requests()), ([], []))


if __name__ == "__main__":
    run_tests(pages)
