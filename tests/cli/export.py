"""mixflow export: every table comes out as it is in the file; each test's name is a claim."""

import csv
import getpass
import io
import os
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

MIXFLOW = os.environ["MIXFLOW"]
SMALL = Path(os.environ["MIXFLOW_SOURCE"]) / "tests/scenarios/small.cfg"


class Export(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        few = "--people", 2500, "--replicates", 2, "--quiet", "--sample", 0.05
        cls.call("run", SMALL, *few, "-o", cls.at / "run.h5", "--anonymous")
        cls.call("run", SMALL, *few, "-o", cls.at / "open.h5", "--package", "open", "--anonymous")
        cls.call("compare", cls.at / "run.h5", cls.at / "open.h5", "-o", cls.at / "both.h5", "--anonymous")
        cls.file = h5py.File(cls.at / "run.h5")

    @classmethod
    def tearDownClass(cls):
        cls.file.close()
        cls.folder.cleanup()

    @classmethod
    def call(cls, *words, status=0, **how):
        done = subprocess.run([MIXFLOW, *map(str, words)], stdout=how.pop("stdout", subprocess.PIPE),
                              stderr=subprocess.PIPE, cwd=cls.at, check=False)
        if done.returncode != status:
            raise AssertionError(f"{words}: {done.returncode}, not {status}\n{done.stderr.decode()}")
        return done

    def rows(self, *words, of="run.h5"):
        text = self.call("export", of, *words).stdout.decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def words(self, name):
        return self.file[name].asstr()[...]

    # -------------------------------------------------------------- all tables

    def test_every_table_of_the_list_comes_out_with_all_its_rows(self):
        for of in "run.h5", "both.h5":
            listed = self.call("export", of, "--list").stdout.decode().splitlines()[1:]
            self.assertGreater(len(listed), 10)
            names = [line.split()[0] for line in listed]
            self.assertEqual(len(names), len(set(names)))
            with h5py.File(self.at / of) as file:
                for line in listed:
                    name, axes = line[:36].strip(), line[38:89].strip().split(", ")
                    lengths = [len(file[axis]) if axis in file else
                               len(file[{"event": "events/event", "moment": "trajectories/moment",
                                         "sampled": "trajectories/sampled"}[axis]]) for axis in axes]
                    with self.subTest(name):
                        self.assertEqual(len(self.rows("--table", name, of=of)), np.prod(lengths))

    def test_labels_and_numbers_are_those_of_the_file(self):
        rows = self.rows("--table", "stocks")
        stock = self.file["stocks/stock"][...]
        self.assertEqual(list(rows[0]), ["replicate", "time", "place", "status", "cohort", "stock"])
        np.testing.assert_array_equal(np.array([row["stock"] for row in rows], dtype="f4"), stock.ravel())
        labels = [self.words(axis) for axis in ("place", "status", "cohort")]
        day = np.datetime64("2016-01-01") + self.file["time"][...].astype(int)
        for i in np.random.default_rng(2385).integers(0, stock.size, 200):
            r, t, *at = np.unravel_index(i, stock.shape)
            self.assertEqual([rows[i][name] for name in ("replicate", "time", "place", "status", "cohort")],
                             [str(r), str(day[t]), *(label[k] for label, k in zip(labels, at))])

    def test_numbers_read_back_as_the_same_bits(self):
        for name, kind in (("outcomes/value_error", "f8"), ("people_by_place/belief", "f4"),
                           ("queues/mean_wait", "f4"), ("weight", "f8"), ("lat", "f8")):
            told = [row[name.rpartition("/")[2]] for row in self.rows("--table", name)]
            np.testing.assert_array_equal(np.array(told, dtype=kind), self.file[name][...].ravel(), name)

    def test_the_elements_of_an_axis_are_one_table(self):
        rows = self.rows("--table", "place")
        self.assertEqual([row["place"] for row in rows], list(self.words("place")))
        self.assertEqual(list(rows[0])[:6], ["place", "place_name", "place_country", "place_role", "lon", "lat"])

    def test_what_needs_quotes_is_quoted(self):
        text = self.call("export", "run.h5", "--table", "place").stdout.decode()
        self.assertIn(',"the east, at war",', text)
        self.assertNotIn('"OR_HIGH"', text)
        odd = SMALL.read_text().replace('"the highlands"', '"the \\"high\\" lands"')
        (self.at / "odd.cfg").write_text(odd)
        self.call("run", "odd.cfg", "--people", 50, "-q", "-o", "odd.h5")
        self.assertIn('OR_HIGH,"the ""high"" lands",ORI', self.call("export", "odd.h5", "-t", "place").stdout.decode())
        self.assertEqual(self.rows("-t", "place", of="odd.h5")[0]["place_name"], 'the "high" lands')

    def test_units_that_differ_by_row_are_a_column(self):
        row = self.rows("--table", "indicators/by_year")[0]
        self.assertEqual((row["indicator"], row["indicator_unit"]), ("left_irregularly", "persons"))

    def test_one_replicate_or_cohort_can_be_asked_for(self):
        rows = self.rows("--table", "flows", "--replicate", 1, "--cohort", "EASTERN")
        self.assertEqual({(row["replicate"], row["cohort"]) for row in rows}, {("1", "EASTERN")})
        np.testing.assert_array_equal(np.array([row["flow"] for row in rows], dtype="f4"),
                                      self.file["flows/flow"][1, ..., 1].ravel())

    # -------------------------------------------------------------- events and lives

    def test_events_come_with_their_words_and_dates(self):
        rows, events = self.rows("--table", "events"), self.file["events"]
        self.assertEqual([int(row["person"]) for row in rows], list(events["event_person"][...]))
        self.assertEqual([row["event"] for row in rows], list(self.words("kind")[events["event_kind"][...]]))
        self.assertEqual([row["where"] for row in rows], list(self.words("where")[events["event_where"][...]]))
        self.assertEqual([row["status"] for row in rows], list(self.words("status")[events["event_status"][...]]))
        count = events["step_count"][...]
        step = np.repeat(np.tile(np.arange(count.shape[1]), 2), count.ravel())
        self.assertEqual([int(row["step"]) for row in rows], list(step))
        day = np.datetime64("2016-01-01") + self.file["step_time"][...].astype(int)
        self.assertEqual([row["date"] for row in rows], [str(each) for each in day[step]])

    def test_events_of_cohorts_and_replicates_are_parts_of_all(self):
        rows = self.rows("--table", "events")
        for cohort in self.words("cohort"):
            for replicate in "0", "1":
                self.assertEqual(self.rows("-t", "events", "-c", cohort, "-r", replicate),
                                 [row for row in rows if (row["cohort"], row["replicate"]) == (cohort, replicate)])

    def test_a_person_has_the_events_of_the_stream(self):
        rows = self.rows("--table", "events")
        sampled = set(self.file["trajectories/sampled_person"][...])
        often = np.bincount([int(row["person"]) for row in rows])
        person = next(int(each) for each in np.argsort(often)[::-1] if each not in sampled)
        mine = self.rows("--person", person)
        self.assertEqual([[row[name] for name in rows[0]] for row in mine],
                         [list(row.values()) for row in rows if int(row["person"]) == person])
        self.assertEqual({row["savings"] for row in mine}, {""})

    def test_a_sampled_person_is_told_with_mind_and_money(self):
        sample = self.rows("--sample")
        self.assertEqual(sample, self.rows("--table", "trajectories"))
        lives, row = self.file["trajectories"], sample[0]
        person = int(max(sample, key=lambda row: float(row["step"]))["person"])
        self.assertEqual(self.rows("--person", person),
                         sorted((row for row in sample if int(row["person"]) == person),
                                key=lambda row: int(row["replicate"])))
        self.assertEqual((row["step"], row["date"], row["event"]), ("-1", "2016-01-01", "nothing"))
        for name in "savings", "debt", "protection", "livelihood", "family", "education":
            np.testing.assert_array_equal(np.array([row[name] for row in sample], dtype="f4"),
                                          lives[f"moment_{name}"][...])
        for name, words in (("place", "place"), ("need", "need"), ("status", "status")):
            self.assertEqual([row[name] for row in sample], list(self.words(words)[lives[f"moment_{name}"][...]]))
        claims = lives["moment_claim"].attrs["flag_meanings"].split()
        self.assertEqual([row["claim"] for row in sample], [claims[i] for i in lives["moment_claim"][...]])

    # -------------------------------------------------------------- files and refusals

    def test_a_file_appears_whole_and_replaces_nothing(self):
        self.call("export", "run.h5", "-t", "prices", "-o", "prices.csv")
        self.assertEqual((self.at / "prices.csv").read_bytes(), self.call("export", "run.h5", "-t", "prices").stdout)
        self.assertIn(b"exists", self.call("export", "run.h5", "-t", "flows", "-o", "prices.csv", status=3).stderr)
        self.call("export", "run.h5", "-t", "flows", "-o", "prices.csv", "--force")
        self.call("export", "run.h5", "-t", "nothing", "-o", "none.csv", status=2)
        self.assertFalse((self.at / "none.csv").exists())

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_a_full_disk_is_noticed(self):
        with open("/dev/full", "wb") as full:
            self.call("export", "run.h5", "-t", "stocks", status=3, stdout=full)

    def test_what_is_not_there_is_refused_with_what_is_near(self):
        self.assertIn(b"did you mean stocks?", self.call("export", "run.h5", "-t", "stokcs", status=2).stderr)
        self.assertIn(b"did you mean outcomes/value?", self.call("export", "run.h5", "-t", "outcomes", status=2).stderr)
        self.assertIn(b"did you mean EASTERN?",
                      self.call("export", "run.h5", "-t", "events", "-c", "EASTER", status=2).stderr)
        self.assertIn(b"no replicate 2", self.call("export", "run.h5", "-t", "events", "-r", 2, status=2).stderr)
        self.assertIn(b"no replicate 2", self.call("export", "run.h5", "-t", "flows", "-r", 2, status=2).stderr)
        self.assertIn(b"nobody", self.call("export", "run.h5", "--person", 10 ** 9, status=2).stderr)
        self.assertIn(b"events", self.call("export", "both.h5", "-t", "events", status=2).stderr)

    def test_contradictions_are_told_at_once(self):
        said = self.call("export", "run.h5", "--list", "--person", 3, "--cohort", "EASTERN", status=2).stderr
        self.assertEqual(said.count(b"mixflow: export:"), 3)
        self.assertIn(b"what?", self.call("export", "run.h5", status=2).stderr)

    def test_anonymous_files_name_neither_folder_nor_host_nor_user(self):
        secrets = [str(self.at).encode(), str(SMALL.parent).encode(), b"--anonymous"]
        secrets += [name.encode() for name in (socket.gethostname(), getpass.getuser()) if len(name) > 4]
        for name in "run.h5", "both.h5":
            data = (self.at / name).read_bytes()
            for secret in secrets:
                self.assertNotIn(secret, data, name)
        self.call("compare", self.at / "run.h5", self.at / "open.h5", "-o", "named.h5")
        self.assertIn(str(self.at), self.rows("-t", "all_years", of="named.h5")[0]["run"])
        self.assertEqual(self.rows("-t", "all_years", "--anonymous", of="named.h5")[0]["run"], "open.h5")
        shown = self.call("compare", self.at / "run.h5", self.at / "open.h5", "--anonymous").stdout
        self.assertNotIn(str(self.at).encode(), shown)


if __name__ == "__main__":
    unittest.main()
