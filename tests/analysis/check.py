"""mixflow check FILE.h5 finds what was done to a result, all of it at once; each claim is one wound."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

MIXFLOW = os.environ["MIXFLOW"]
SMALL = Path(os.environ["MIXFLOW_SOURCE"]) / "tests/scenarios/small.cfg"


def call(*words, status=0):
    done = subprocess.run([MIXFLOW, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != status:
        raise AssertionError(f"{words}: {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
    return done


def replace(file, name, **how):
    """Puts another dataset in the place of one, with its attributes and scales."""
    old = file[name]
    scales = [[scale for scale in axis.values()] for axis in old.dims]
    kept = {key: value for key, value in old.attrs.items()
            if key not in ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME")}
    del file[name]
    new = file.create_dataset(name, **how)
    for key, value in kept.items():
        new.attrs[key] = value
    for axis, scale in enumerate(scales[:new.ndim]):
        for each in scale:
            new.dims[axis].attach_scale(each)
    return new


class Check(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        few = "--people", 2500, "--replicates", 2, "--quiet", "--force", "--sample", 0.05
        call("run", SMALL, *few, "-o", cls.at / "whole.h5")
        call("run", SMALL, *few, "--package", "fence", "-o", cls.at / "other.h5")
        call("compare", cls.at / "whole.h5", cls.at / "other.h5", "-o", cls.at / "difference.h5")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def wounded(self, wound, of="whole.h5"):
        """What check says of a copy to which `wound` was done."""
        path = self.at / "wounded.h5"
        shutil.copy(self.at / of, path)
        with h5py.File(path, "r+", track_order=True) as file:
            wound(file)
        return call("check", path, status=2).stdout

    def found(self, wound, *said, of="whole.h5"):
        shown = self.wounded(wound, of)
        for text in said:
            self.assertIn(text, shown)
        self.assertNotIn("0 mistakes", shown)

    # ---------------------------------------------------------- whole files

    def test_whole_results_and_comparisons_are_without_a_mistake(self):
        for name in "whole.h5", "other.h5", "difference.h5":
            self.assertEqual(call("check", self.at / name).stdout, "0 mistakes, 0 warnings\n")

    def test_several_files_are_told_apart(self):
        shown = call("check", self.at / "whole.h5", self.at / "difference.h5").stdout
        self.assertEqual(shown.count(": 0 mistakes"), 2)

    def test_what_is_no_result_has_status_3(self):
        (self.at / "text.h5").write_text("not HDF5")
        (self.at / "cut.h5").write_bytes((self.at / "whole.h5").read_bytes()[:100000])
        for name in "text.h5", "cut.h5", "nowhere.h5":
            call("check", self.at / name, status=3)

    def test_without_the_mark_of_completeness_it_is_not_looked_at(self):
        shutil.copy(self.at / "whole.h5", self.at / "open.h5")
        with h5py.File(self.at / "open.h5", "r+") as file:
            del file.attrs["complete"]
        self.assertIn("complete", call("check", self.at / "open.h5", status=3).stderr)

    def test_another_layout_is_for_another_version(self):
        shutil.copy(self.at / "whole.h5", self.at / "old.h5")
        with h5py.File(self.at / "old.h5", "r+") as file:
            file.attrs["mixflow_format"] = "1"
        self.assertIn("layout 1", call("check", self.at / "old.h5", status=3).stderr)

    # ---------------------------------------------------------- wounds of form

    def test_missing_notes(self):
        def wound(file):
            del file.attrs["title"], file["provenance"].attrs["compiler"], file["provenance/original"]
        self.found(wound, "/title", "/provenance/compiler", "/provenance/original")

    def test_missing_tables(self):
        def wound(file):
            del file["stocks/stock"], file["events/event_kind"], file["outcomes"]
        self.found(wound, "/stocks/stock: missing", "/events/event_kind: missing", "/outcomes/total: missing")

    def test_a_table_under_another_name(self):
        self.found(lambda file: file.move("flows/flow", "flows/flaw"), "/flows/flow: missing",
                   "/flows/flaw: (warning) not of this layout")

    def test_a_table_that_does_not_say_what_it_is(self):
        def wound(file):
            file.move("flows/flow", "flows/flaw")
            del file["flows/flaw"].attrs["long_name"]
            file["nonsense"] = np.zeros(3)
        self.found(wound, "/flows/flaw: not of this layout; is it /flows/flow?",
                   "/nonsense: not of this layout, and without long_name and units")

    def test_a_foreign_table_that_says_what_it_is_is_only_warned_of(self):
        path = self.at / "more.h5"
        shutil.copy(self.at / "whole.h5", path)
        with h5py.File(path, "r+") as file:
            mine = file.create_dataset("mine", data=np.arange(2.0))
            mine.attrs.update({"long_name": "something of mine", "units": "1"})
            mine.dims[0].attach_scale(file["replicate"])
        self.assertIn("0 mistakes, 1 warning", call("check", path).stdout)

    def test_types(self):
        def wound(file):
            replace(file, "weight", data=file["weight"][...].astype("f4"))
            replace(file, "step_time", data=np.arange(len(file["step_time"]), dtype="u4"))
            replace(file, "place_name", data=np.array([b"x"] * len(file["place_name"]), dtype="S1"))
            replace(file, "outcome_unit", data=np.zeros(len(file["outcome_unit"]), dtype="i8"))
        self.found(wound, "/weight: its values are f32, not f64", "/step_time: its values are u32",
                   "/place_name: its values are a text of fixed length", "/outcome_unit: its values are i64")

    def test_scales(self):
        def wound(file):
            file["weight"].dims[0].detach_scale(file["cohort"])
            file["place_name"].dims[0].detach_scale(file["place"])
            file["place_name"].dims[0].attach_scale(file["link"])
            del file["stocks/time"]
        self.found(wound, "/weight: axis 0, cohort has 0 scales", "/place_name: axis 0 has the scale link, not place",
                   "/stocks/stock: the scale of its axis time is not linked")

    def test_lengths(self):
        def wound(file):
            replace(file, "lon", data=file["lon"][:-2])
            file["events/event_status"].resize((10,))
        self.found(wound, "/lon: axis place has 5 elements, its scale 7",
                   "/events/event_status: axis event has 10 elements")

    def test_attributes(self):
        def wound(file):
            file["weight"].attrs["units"] = "people"
            file["time"].attrs["units"] = "months since 2016"
            del file["time"].attrs["calendar"], file["lat"].attrs["long_name"]
            file["events/event_kind"].attrs["flag_meanings"] = "one two"
            del file["fates/final_fate"].attrs["flag_values"]
        self.found(wound, '/weight: units is "people", not "persons"', "days since YYYY-MM-DD",
                   "/time: the attribute calendar", "/lat: the attribute long_name",
                   "/events/event_kind: flag_values has 58 elements, flag_meanings 2 words",
                   "/fates/final_fate: its codes lack flag_values")

    def test_a_name_of_the_root_in_a_group(self):
        def wound(file):
            data = file.create_dataset("queues/link", data=np.zeros(2))
            data.attrs["long_name"] = data.attrs["units"] = "1"
            data.dims[0].attach_scale(file["replicate"])
        self.found(wound, "/queues/link: the root has a link that is another table")

    # ---------------------------------------------------------- wounds of values

    def test_a_changed_number(self):
        def wound(file):
            file["outcomes/total"][0, 0] += 1.0
        self.found(wound, "/outcomes/total: its values are not those that were written",
                   "the digest of all tables")

    def test_order_and_ranges(self):
        def wound(file):
            file["time"][3] = file["time"][2]
            file["events/event_where"][5] = 999
            file["events/event_kind"][6] = -1
            file["stocks/stock"][0, 0, 0, 0, 0] = -4.0
            file["trajectories/moment_person"][0] = 10 ** 6
        self.found(wound, "/time: it does not rise in 1 places",
                   "/events/event_where: 1 values are outside [0, 13], such as 999",
                   "/events/event_kind: 1 values are outside", "/stocks/stock: 1 values are outside",
                   "/trajectories/moment_person: 1 values are outside")

    def test_the_index_of_events(self):
        def offset(file):
            file["events/step_offset"][1, 7] += 1
        def count(file):
            file["events/block_count"][0, 3, 0] += 1
        def longer(file):
            for name in ("event", "event_person", "event_where", "event_kind", "event_status"):
                file[f"events/{name}"].resize((len(file["events/event"]) + 1,))
        def swapped(file):
            file["events/event_person"][0] = len(file["person"]) - 1
        self.found(offset, "/events/step_offset: replicate 1, step 7: row")
        self.found(count, "/events/step_offset: replicate 0, step 3",
                   "/events/block_count: replicate 1, step 103")
        self.found(longer, "/events/block_count: it counts 7502 events, but the stream has 7503 rows")
        self.found(swapped, "/events/event_person: 1 events stand in a block")

    def test_counts_against_events(self):
        def wound(file):
            kinds = list(file["kind"].asstr()[...])
            told = np.bincount(file["events/event_kind"][...], minlength=len(kinds))
            file["happened/happened"][1, :, int(told.argmax())] *= 2.0
        self.found(wound, "/happened/happened: replicate 1, cohort")

    def test_wounds_of_a_comparison(self):
        def wound(file):
            file["all_years/difference"][0, 0] += 1.0
            del file["measure_unit"].attrs["long_name"]
            file["by_year/low"].dims[1].detach_scale(file["year"])
        self.found(wound, "/all_years/difference: its values are not", "/measure_unit: the attribute long_name",
                   "/by_year/low: axis 1 has 0 scales", of="difference.h5")

    def test_verbs_that_read_refuse_tables_that_do_not_fit_together(self):
        whole, other, wounded = self.at / "whole.h5", self.at / "other.h5", self.at / "wounded.h5"
        verbs = {"compare": ("compare", wounded, other), "other": ("compare", whole, wounded),
                 "trace": ("trace", wounded, "--person", 1), "info": ("info", "--indicators", wounded),
                 "events": ("export", wounded, "--table", "events")}
        for table, asked in (("weight", ("compare",)), ("cohort", ("compare",)),
                             ("fates/final_fate", ("compare", "other")), ("outcomes/modelled", ("compare", "other")),
                             ("indicators/by_year", ("compare", "other", "info")), ("indicator_unit", ("info",)),
                             ("indicators/all_years_error", ("info",)), ("block_cohort", ("trace", "events")),
                             ("cohort_people", ("trace", "events")),
                             ("trajectories/moment_replicate", ("trace",)),
                             ("events/block_count", ("trace", "events"))):
            for shape in "shorter", "longer":
                shutil.copy(whole, wounded)
                with h5py.File(wounded, "r+", track_order=True) as file:
                    values = file[table][...]
                    ends = values[..., :-1] if shape == "shorter" else np.concatenate([values, values], -1)
                    replace(file, table, data=ends)
                for verb in asked:
                    with self.subTest(table=table, shape=shape, verb=verb):
                        call(*verbs[verb], status=3)

    def test_a_flipped_bit(self):
        data = bytearray((self.at / "whole.h5").read_bytes())
        with h5py.File(self.at / "whole.h5") as file:
            chunk = file["events/event_person"].id.get_chunk_info(0)
        data[chunk.byte_offset + chunk.size // 2] ^= 4
        (self.at / "flipped.h5").write_bytes(data)
        told = call("check", self.at / "flipped.h5", status=2).stdout
        self.assertIn("/events/event_person: its values cannot be read", told)


if __name__ == "__main__":
    unittest.main()
