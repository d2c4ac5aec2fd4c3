"""The data frames of analysis/mixflow say what is in the file, and read no more than they must."""

import csv
import importlib
import io
import re
import subprocess
import unittest
from collections import defaultdict
from unittest import mock

import h5py
import numpy as np
import pandas as pd

import results
import mixflow
from mixflow.places import alive, homes, places


stream = importlib.import_module("mixflow.events")  # the name is that of a function, too


class Frames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_ = mixflow.Run(results.base())
        cls.raw = h5py.File(results.base())

    @classmethod
    def tearDownClass(cls):
        cls.run_.close()
        cls.raw.close()


class Opening(Frames):
    def test_a_run_closes_with_its_block(self):
        with mixflow.Run(results.base()) as run:
            self.assertEqual(run.replicates, 3)
        self.assertFalse(run.file)

    def test_what_is_no_result_is_refused(self):
        text, other = results.FOLDER / "text.h5", results.FOLDER / "other.h5"
        text.write_text("not HDF5")
        h5py.File(other, "w").close()
        for path in (text, other):
            with self.assertRaises(mixflow.NotAResult):
                mixflow.Run(path)
        with self.assertRaises(FileNotFoundError):
            mixflow.Run(results.FOLDER / "nothing.h5")

    def test_another_layout_and_an_unfinished_file_are_refused(self):
        for attribute, value, words in (("mixflow_format", "999", "layout 999"),
                                        ("complete", 0, "not complete")):
            path = results.FOLDER / f"{attribute}.h5"
            path.write_bytes(results.base().read_bytes())
            with h5py.File(path, "r+") as file:
                file.attrs[attribute] = value
            with self.assertRaisesRegex(mixflow.NotAResult, words):
                mixflow.Run(path)

    def test_the_layout_is_the_one_that_the_program_writes(self):
        self.assertEqual(self.run_.text("mixflow_format"), mixflow.run.FORMAT)


class Tables(Frames):
    def test_every_table_has_its_axes_and_its_meaning(self):
        listed = self.run_.tables()
        self.assertIn("stocks/stock", listed.index)
        self.assertEqual(listed["axes"]["stocks/stock"], "replicate time place status cohort")
        self.assertFalse(listed["axes"].str.contains("axis").any())
        self.assertTrue((listed.meaning != "").all())

    def test_every_table_becomes_a_frame(self):
        for name in self.run_.names():
            if np.prod(self.raw[name].shape) < 300_000:
                self.assertEqual(len(self.run_.table(name)), self.raw[name].size, name)

    def test_a_selection_is_a_part_of_the_whole(self):
        whole = self.run_.table("queues/waiting")
        part = self.run_.table("queues/waiting", queue=["court", "asylum"], replicate=2)
        expected = whole[whole.queue.isin(["court", "asylum"]) & (whole.replicate == 2)]
        self.assertAlmostEqual(part.waiting.sum(), expected.waiting.sum(), 3)
        self.assertEqual(len(part), len(expected))
        self.assertEqual(list(part.queue[:2].unique()), ["court"])

    def test_sums_over_axes_are_those_of_the_file(self):
        frame = self.run_.table("stocks/stock", sum_over=["status", "cohort"], place="TR_HUB")
        hub = self.run_.words("place").index("TR_HUB")
        np.testing.assert_allclose(frame.stock, self.raw["stocks/stock"][:, :, hub].sum(
            axis=(2, 3), dtype=float).reshape(-1))
        self.assertEqual(frame.attrs["unit"], "persons")
        np.testing.assert_allclose(self.run_.sum("stocks/stock", over=["cohort", "status"])[..., hub]
                                   .reshape(-1), frame.stock)

    def test_times_are_dates(self):
        frame = self.run_.table("stocks/stock", sum_over=["status", "cohort", "place"])
        self.assertEqual(frame.time.iloc[0], pd.Timestamp("2016-01-01"))

    def test_unknown_names_are_named_with_their_neighbours(self):
        with self.assertRaisesRegex(KeyError, "stocks/stock"):
            self.run_.table("stocks/stok")
        with self.assertRaisesRegex(KeyError, "has no axis 'plaice'"):
            self.run_.table("stocks/stock", plaice="TR_HUB")
        with self.assertRaisesRegex(KeyError, "no NOWHERE along 'place'"):
            self.run_.table("stocks/stock", place="NOWHERE")

    def test_indicators_are_those_of_the_file(self):
        for by, table in (("all", "all_years"), ("year", "by_year"), ("cohort", "by_cohort"),
                          ("country", "by_country")):
            frame = self.run_.indicators(by)
            np.testing.assert_array_equal(frame.value, self.raw[f"indicators/{table}"][...].ravel())
        units = dict(zip(frame.indicator, frame.unit))
        self.assertEqual(units["wait_asylum"], "month")
        with self.assertRaisesRegex(ValueError, "not one of all, year"):
            self.run_.indicators("month")

    def test_outcomes_are_those_of_the_file(self):
        frame = self.run_.outcomes("year")
        np.testing.assert_array_equal(frame.value, self.raw["outcomes/value"][...].ravel())

    def test_xarray_has_the_labels(self):
        try:
            array = self.run_.xarray("queues/capacity")
        except ImportError:
            self.skipTest("no xarray")
        self.assertEqual(array.dims, ("replicate", "time", "queue"))
        self.assertAlmostEqual(float(array.sel(queue="court")[0, -1]), 250.0)

    def test_the_living_are_those_of_the_census(self):
        counted = self.raw["people_by_place/alive"][:, 0]  # the first census is at the start
        np.testing.assert_allclose(alive(self.run_)[:, 0].sum(axis=2), counted, rtol=1e-5)

    def test_places_know_where_journeys_end(self):
        known = places(self.run_)
        self.assertEqual(set(known.index[known.destination]), {"DS_ISLE", "DS_CITY"})
        self.assertEqual(set(homes(self.run_)), {"ORI"})


class Events(Frames):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.all = mixflow.events(cls.run_)

    def test_all_events_are_those_of_the_file_in_order(self):
        self.assertEqual(tuple(self.all), stream.COLUMNS)
        np.testing.assert_array_equal(self.all.person, self.raw["events/event_person"][...])
        np.testing.assert_array_equal(self.all.kind.cat.codes, self.raw["events/event_kind"][...])
        np.testing.assert_array_equal(self.all.status.cat.codes, self.raw["events/event_status"][...])
        np.testing.assert_array_equal(self.all["where"].cat.codes, self.raw["events/event_where"][...])
        count = self.raw["events/step_count"][...]
        np.testing.assert_array_equal(self.all.groupby("replicate").size(), count.sum(axis=1))
        np.testing.assert_array_equal(
            self.all.time, np.repeat(np.tile(self.run_.dates("step_time"), 3), count.ravel()))

    def test_filters_keep_what_the_whole_has(self):
        some = self.all
        for more, keep in (
                ({"cohort": "EASTERN"}, some.cohort == "EASTERN"),
                ({"kind": ["departs", "lodges"]}, some.kind.isin(["departs", "lodges"])),
                ({"begin": "2016-06-01", "end": "2016-09-01"},
                 (some.time >= "2016-06-01") & (some.time < "2016-09-01")),
                ({"replicate": 1}, some.replicate == 1),
                ({"person": 17}, some.person == 17),
                ({"begin": "2030-01-01"}, some.person < 0),
                ({"cohort": "HIGHLAND", "kind": "arrives", "replicate": 2, "begin": "2017-01-01"},
                 (some.cohort == "HIGHLAND") & (some.kind == "arrives") & (some.replicate == 2) &
                 (some.time >= "2017-01-01"))):
            pd.testing.assert_frame_equal(mixflow.events(self.run_, **more),
                                          some[keep].reset_index(drop=True))

    def test_only_rows_that_can_match_are_read(self):
        read = []
        real = stream._matches

        def counted(run, rows, *others):
            read.append(rows.stop - rows.start)
            return real(run, rows, *others)

        with mock.patch.object(stream, "_matches", counted), mock.patch.object(stream, "CHUNK", 0):
            found = mixflow.events(self.run_, cohort="EASTERN", replicate=0, end="2016-03-01")
        self.assertEqual(sum(read), len(found))
        self.assertGreater(len(found), 10)

    def test_unknown_names_are_refused(self):
        with self.assertRaisesRegex(KeyError, "no kind departed"):
            mixflow.events(self.run_, kind="departed")
        with self.assertRaisesRegex(KeyError, "no cohort MARS"):
            mixflow.events(self.run_, cohort=["MARS"])
        with self.assertRaisesRegex(KeyError, "no replicate 3"):
            mixflow.events(self.run_, replicate=3)


class Lives(Frames):
    def test_lives_of_the_sample_are_those_of_the_file(self):
        lives = mixflow.trajectories(self.run_)
        self.assertEqual(len(lives), len(self.raw["trajectories/moment"]))
        self.assertTrue((lives.groupby(["replicate", "person"]).kind.first()
                         .isin(["nothing", "enters"])).all())
        shares = lives[["protection", "livelihood", "family", "education"]].sum(axis=1)
        self.assertLess(np.abs(shares - 1).max(), 1e-4)

    def test_a_life_agrees_with_the_events_of_that_person(self):
        lives = mixflow.trajectories(self.run_, replicate=1)
        busiest = int(lives.groupby("person").size().idxmax())
        one = mixflow.trajectories(self.run_, person=busiest, replicate=1)
        told = mixflow.events(self.run_, person=busiest, replicate=1)
        self.assertGreater(len(told), 5)
        pd.testing.assert_series_equal(one.kind[1:].reset_index(drop=True), told.kind)
        pd.testing.assert_series_equal(one.time[1:].reset_index(drop=True), told.time)

    def test_of_others_the_events_are_told(self):
        kept = set(self.raw["trajectories/sampled_person"][...])
        other = next(int(p) for p in mixflow.events(self.run_).person if p not in kept)
        life = mixflow.trajectories(self.run_, person=other)
        self.assertGreater(len(life), 0)
        self.assertTrue(life.protection.isna().all())

    def test_a_cohort_can_be_chosen(self):
        self.assertEqual(set(mixflow.trajectories(self.run_, cohort="EASTERN").cohort), {"EASTERN"})

    def test_journeys_are_what_walking_through_the_events_finds(self):
        found = mixflow.journeys(self.run_, replicate=0).set_index("person")
        ends = dict(zip(self.run_.words("link"), zip(self.run_.words("link_from"),
                                                     self.run_.words("link_to"))))
        hubs, left = defaultdict(list), set()
        for each in mixflow.events(self.run_, replicate=0).itertuples():
            if each.kind in ("departs", "arrives", "granted", "admitted"):
                left.add(each.person)
                place = ends.get(each.where, ("", ""))[each.kind == "arrives"]
                if place.startswith("TR_"):
                    hubs[each.person].append(place)
        self.assertEqual(set(found.index), left)
        self.assertGreater(len(hubs), 50)
        for person, visited in hubs.items():
            self.assertEqual((found.first_hub[person], found.last_hub[person]),
                             (visited[0], visited[-1]))
        self.assertTrue(found.first_hub[~found.index.isin(hubs)].isin(
            ["no hub", "permit or admission"]).all())
        fates = self.run_.words("fates/final_fate")
        self.assertEqual([fates[self.raw["fates/final_fate"][0, p]] for p in found.index],
                         list(found.outcome))


class Pairs(Frames):
    def test_differences_are_those_of_the_files(self):
        with mixflow.Run(results.opened()) as other:
            frame = mixflow.Pair(self.run_, other).indicators()
            expected = other.array("indicators/all_years") - self.run_.array("indicators/all_years")
        np.testing.assert_array_equal(frame.difference, expected.ravel())
        self.assertGreater(frame.difference.abs().max(), 0)

    def test_fates_are_those_that_compare_tells(self):
        told = subprocess.run([results.MIXFLOW, "compare", results.base(), results.opened(), "--by",
                               "fates", "--format", "csv"], check=True, capture_output=True, text=True)
        expected = {(row["base_fate"], row["other_fate"]): float(row["persons"])
                    for row in csv.DictReader(io.StringIO(told.stdout))}
        with mixflow.Run(results.opened()) as other:
            frame = mixflow.Pair(self.run_, other).fates()
        mean = frame.groupby(["base", "other"]).persons.sum() / 3
        self.assertGreater((mean > 0).sum(), 10)
        for cell, persons in mean.items():
            self.assertAlmostEqual(persons, expected[cell], delta=1e-4 * (1 + persons), msg=cell)

    def test_what_is_no_pair_is_refused_with_all_reasons(self):
        with mixflow.Run(results.stranger()) as other:
            with self.assertRaises(mixflow.NotAPair) as refused:
                mixflow.Pair(self.run_, other)
        for word in ("seed is 7", "number of replicates", "number of people"):
            self.assertRegex(str(refused.exception), re.escape(word))


class Bands(unittest.TestCase):
    def test_quantiles_are_over_replicates(self):
        found = mixflow.bands(np.arange(101.0)[:, None] * [[1, 10]])
        np.testing.assert_allclose(found["low"], [5, 50])
        np.testing.assert_allclose(found["three_quarters"], [75, 750])

    def test_what_is_missing_is_left_out(self):
        self.assertEqual(mixflow.bands(np.asarray([[1.0], [np.nan], [3.0]]))["median"][0], 2.0)


if __name__ == "__main__":
    unittest.main()
