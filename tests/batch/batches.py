"""What the tests of batches share: a small plan, and the program in a folder of its own."""

import csv
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

MIXFLOW = os.environ["MIXFLOW"]
SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
SCENARIO = SOURCE / "tests/scenarios/small.cfg"

HEAD = f"""title = "A plan of tests";
scenarios = ("{SCENARIO}");
people = 20.0;
set = ("calendar.end=2016-02-15");
keep = ("outcomes");
"""

FACTORS = """factors = (
  { id = "dying"; setting = "links.COAST_ISLE.death"; values = [0.01, 0.05]; },
  { id = "rate"; setting = "decision.rate"; range = [0.5, 4.0]; levels = 3; },
  { id = "fence"; of = ["fence"]; }
);
"""


class Batch(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.at = Path(self.temporary.name)

    def tearDown(self):
        self.temporary.cleanup()

    def mixflow(self, *words, status=0, before=(), **more):
        done = subprocess.run([*before, MIXFLOW, *map(str, words)], capture_output=True, text=True,
                              cwd=self.at, check=False, **more)
        self.assertEqual(done.returncode, status, (words, done.stdout, done.stderr))
        return done

    def plan(self, text=FACTORS, head=HEAD, name="plan.cfg"):
        (self.at / name).write_text(head + text)
        return name

    def rows(self, folder, name="manifest.csv"):
        with open(self.at / folder / name, newline="") as file:
            return list(csv.DictReader(file))

    def digests(self, folder):
        """Point and replicate to digest; every one is there, once, and done."""
        self.mixflow("batch", "status", folder, "--verify")
        rows = self.rows(folder)
        found = {(row["point"], row["replicate"]): row["digest"] for row in rows}
        self.assertEqual(len(found), len(rows))
        self.assertTrue(all(row["status"] == "done" for row in rows))
        names = sorted(path.name for path in (self.at / folder / "runs").glob("*.h5"))
        self.assertEqual(names, sorted({row["id"] + ".h5" for row in rows}))
        return found
