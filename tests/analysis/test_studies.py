"""Pictures of what many runs say together, from files as the program writes them."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
sys.path.insert(0, str(SOURCE / "analysis"))
try:
    from mixflow.figures import coherence, sensitivity
    from mixflow.picture import CannotDraw, save
    from mixflow.run import NotAResult
    from mixflow.study import Study
except ImportError as missing:
    print(missing)
    sys.exit(77)

PLAN = """title = "Two policies"; scenarios = ("{}"); people = 1500.0; replicates = 2;
design = {{ kind = "{}"; points = 3; }};
"""
SWITCHES = """factors = ( { id = "patrols"; of = ["patrols"]; }, { id = "near"; of = ["near_home"]; } );"""
NUMBERS = """factors = ( { id = "wage"; setting = "decision.wage"; range = [0.3, 1.5]; },
            { id = "home"; setting = "decision.home"; range = [0.5, 3.0]; } );"""


class Studies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        for verb, kind, factors in (("coherence", "factorial", SWITCHES), ("sensitivity", "morris", NUMBERS)):
            plan = cls.at / f"{verb}.cfg"
            plan.write_text(PLAN.format(SOURCE / "tests/scenarios/small.cfg", kind) + factors)
            for end in ("h5", "json"):
                subprocess.run([os.environ["MIXFLOW"], verb, plan, "--folder", cls.at / verb, "--quiet",
                                "-o", cls.at / f"{verb}.{end}"], check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_hdf5_and_json_give_the_same_frames(self):
        for verb in ("coherence", "sensitivity"):
            one, other = (Study(self.at / f"{verb}.{end}") for end in ("h5", "json"))
            self.assertEqual(one.notes, other.notes)
            self.assertEqual(set(one.frames), {name for name, frame in other.frames.items() if len(frame)})
            for name, frame in one.frames.items():
                again = other.frame(name)[frame.columns]
                self.assertEqual(len(frame), len(again))
                for column in frame.columns:
                    if frame[column].dtype == float:
                        close = (frame[column] - again[column].astype(float)).abs() <= 1e-8 * (1 + frame[column].abs())
                        self.assertTrue((close | frame[column].isna()).all(), (name, column))
                    else:
                        self.assertEqual(list(frame[column]), list(again[column]))

    def test_each_study_has_its_pictures_with_their_numbers(self):
        told = list(coherence.draw(Study(self.at / "coherence.h5")))
        self.assertEqual([each.name for each in told], ["coherence_matrix", "coherence_pairs", "coherence_front"])
        told += list(sensitivity.draw(Study(self.at / "sensitivity.h5")))
        self.assertIn("sensitivity_deaths", [each.name for each in told])
        for picture in told[:4]:
            png, svg, csv = save(picture, self.at / "pictures")
            self.assertEqual(png.read_bytes()[16:24], (1280).to_bytes(4, "big") + (720).to_bytes(4, "big"))
            self.assertIn("not a forecast", picture.caption)
            self.assertEqual(len(csv.read_text().splitlines()), len(picture.data) + 1)

    def test_what_is_no_study_is_refused(self):
        with self.assertRaises(FileNotFoundError):
            Study(self.at / "none.h5")
        with self.assertRaises(NotAResult):
            Study(self.at / "coherence" / "batch.h5")
        broken = self.at / "broken.json"
        broken.write_text(json.dumps({"kind": "coherence"}))
        with self.assertRaises(NotAResult):
            Study(broken)
        with self.assertRaises(CannotDraw):
            list(coherence.draw(Study(self.at / "sensitivity.h5")))


if __name__ == "__main__":
    unittest.main()
