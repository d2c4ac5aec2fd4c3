"""What others find in a result: scales on every axis, texts that are texts, units, sums.

usage: results.py SCENARIO    (needs h5py; other readers are tried where they are installed)"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import h5py
    import numpy as np
except ImportError:
    print("no h5py here: left out")
    sys.exit(77)

MIXFLOW = os.environ["MIXFLOW"]
SCENARIO = sys.argv.pop(1) if len(sys.argv) > 1 else \
    os.path.join(os.environ["MIXFLOW_SOURCE"], "tests/scenarios/small.cfg")
PLAIN = {"i1", "i2", "i4", "f4", "f8"}


def call(*words, status=0):
    done = subprocess.run([MIXFLOW, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != status:
        raise AssertionError(f"{words}: {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
    return done


def run(out, *words):
    call("run", SCENARIO, "-o", out, "--force", "--quiet", "--people", 2500, "--sample", 0.05, *words)
    return h5py.File(out)


def tables(file):
    """Every dataset once, by all of its names."""
    found = {}

    def see(name):
        item = file[name]
        if isinstance(item, h5py.Dataset) and not name.startswith("provenance"):
            found.setdefault(h5py.h5o.get_info(item.id).addr, []).append(name)

    for group in ["", *[name for name in file if isinstance(file[name], h5py.Group)]]:
        for name in file[group] if group else file:
            path = f"{group}/{name}" if group else name
            if isinstance(file[path], h5py.Dataset):
                see(path)
    return {min(names, key=lambda n: (len(n), n)): names for names in found.values()}


class Results(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = Path(cls.folder.name)
        cls.file = run(cls.path / "two.h5", "--replicates", 2)
        cls.tables = tables(cls.file)

    @classmethod
    def tearDownClass(cls):
        cls.file.close()
        cls.folder.cleanup()

    def test_every_axis_has_a_scale_of_its_length(self):
        for name in self.tables:
            data = self.file[name]
            if h5py.h5ds.is_scale(data.id):
                self.assertEqual(data.attrs["NAME"].decode(), name.split("/")[-1])
                continue
            for axis, length in zip(data.dims, data.shape):
                self.assertEqual(len(axis), 1, name)
                self.assertEqual(axis[0].shape, (length,), name)

    def test_scales_are_found_in_the_groups_that_use_them(self):
        for name in self.tables:
            group, _, _ = name.rpartition("/")
            if not group or h5py.h5ds.is_scale(self.file[name].id):
                continue
            for axis in self.file[name].dims:
                scale = axis[0].attrs["NAME"].decode()
                self.assertEqual(h5py.h5o.get_info(self.file[f"{group}/{scale}"].id).addr,
                                 h5py.h5o.get_info(axis[0].id).addr, name)

    def test_no_table_of_a_group_is_called_like_an_axis_of_the_root(self):
        roots = {name for name in self.file if isinstance(self.file[name], h5py.Dataset)}
        for name in self.tables:
            if "/" in name:
                self.assertNotIn(name.split("/")[1], roots)

    def test_types_are_plain_and_texts_have_any_length(self):
        for name in self.tables:
            kind = self.file[name].dtype
            if kind.kind == "O":
                text = h5py.check_string_dtype(kind)
                self.assertEqual((text.encoding, text.length), ("utf-8", None), name)
                for value in self.file[name].asstr()[...].ravel():
                    self.assertIsInstance(value, str)
            else:
                self.assertIn(kind.str[1:], PLAIN, name)

    def test_everything_has_a_meaning_and_numbers_have_units(self):
        for name in self.tables:
            attributes = self.file[name].attrs
            self.assertIsInstance(attributes["long_name"], str, name)
            if self.file[name].dtype.kind != "O":
                self.assertIsInstance(attributes["units"], str, name)
            if "flag_meanings" in attributes:
                codes = attributes.get("flag_values", attributes.get("flag_masks"))
                self.assertEqual(codes.dtype, self.file[name].dtype, name)
                self.assertEqual(len(codes), len(attributes["flag_meanings"].split()), name)

    def test_attributes_of_the_root(self):
        attributes = self.file.attrs
        self.assertEqual(attributes["Conventions"], "CF-1.10")
        self.assertEqual(attributes["mixflow_format"], "2")
        self.assertEqual(attributes["complete"], 1)
        self.assertEqual(attributes["mixflow_seed"], "2385")
        for name in ("title", "source", "history", "mixflow_version", "mixflow_git_revision",
                     "mixflow_scenario_digest", "mixflow_digest"):
            self.assertTrue(isinstance(attributes[name], str) and attributes[name], name)
        self.assertEqual(self.file["time"].attrs["units"], "days since 2016-01-01 00:00:00")
        self.assertEqual(self.file["time"].attrs["calendar"], "proleptic_gregorian")

    def test_provenance_holds_the_scenario(self):
        provenance = self.file["provenance"]
        text = provenance["scenario"].asstr()[()]
        self.assertEqual(text, call("info", "--scenario", self.path / "two.h5").stdout)
        self.assertEqual(provenance["original"].asstr()[()], Path(SCENARIO).read_text())
        self.assertIn("--replicates 2", provenance.attrs["command"])
        self.assertGreater(provenance.attrs["elapsed_s"], 0.0)

    def test_stocks_are_people_and_flows_change_them(self):
        stock, flow = self.file["stocks/stock"][...], self.file["flows/flow"][...]
        weight = self.file["weight"][...]
        happened = self.file["happened/happened"][...]
        kinds = list(self.file["kind"].asstr()[...])
        fates = list(self.file["fate"].asstr()[...])
        people = (stock / weight).sum(axis=(2, 3))
        entered = (happened[:, :, kinds.index("enters")] / weight[:, None]).sum(axis=(2, 4))
        np.testing.assert_allclose(people[:, 1:] - people[:, :-1], entered[:, 1:], atol=0.01)
        way = list(self.file["place"].asstr()[...]).index("on_the_way")
        on_way = (stock[:, :, way] / weight).sum(axis=2)
        passages = (flow / weight).sum(axis=2)
        net = passages[:, :, fates.index("begun")] - passages[:, :, fates.index("arrived")] - \
            passages[:, :, fates.index("intercepted")] - passages[:, :, fates.index("pushed_back")]
        np.testing.assert_allclose(on_way[:, 1:] - on_way[:, :-1], net[:, 1:], atol=0.01)

    def test_events_add_up_to_what_happened(self):
        events, weight = self.file["events"], self.file["weight"][...]
        kinds = list(self.file["kind"].asstr()[...])
        offset, count = events["step_offset"][...], events["step_count"][...]
        self.assertEqual(offset.dtype, np.dtype("f8"))
        np.testing.assert_array_equal(offset.ravel(), np.cumsum(count) - count.ravel())
        self.assertEqual(count.sum(), len(events["event_kind"]))
        happened = (self.file["happened/happened"][...] / weight[:, None]).sum(axis=(1, 3, 4, 5))
        for replicate in range(2):
            rows = slice(int(offset[replicate, 0]), int(offset[replicate, 0] + count[replicate].sum()))
            told = np.bincount(events["event_kind"][rows], minlength=len(kinds))
            for kind, n in enumerate(told):
                if n:
                    self.assertAlmostEqual(happened[replicate, kind], n, delta=0.01 + 1e-6 * n)
        where = self.file["where"].asstr()[...][events["event_where"][...]]
        departs = events["event_kind"][...] == kinds.index("departs")
        self.assertTrue(set(where[departs]) <= set(self.file["link"].asstr()[...]))

    def test_rows_of_a_block_of_people_are_where_the_index_says(self):
        events, count = self.file["events"], self.file["events/block_count"][...]
        np.testing.assert_array_equal(count.sum(axis=2), events["step_count"][...])
        block = np.repeat(np.tile(np.arange(count.shape[2]), count[:, :, 0].size), count.ravel())
        person, first = events["event_person"][...], self.file["block_first_person"][...]
        after = np.append(first[1:], len(self.file["person"]))
        self.assertTrue(((person >= first[block]) & (person < after[block])).all())
        cohort = np.searchsorted(self.file["cohort_first_person"][...], person, side="right") - 1
        np.testing.assert_array_equal(cohort, self.file["block_cohort"][...][block])
        self.assertGreater(count.shape[2], 1)

    def test_replicates_are_runs_with_the_next_seed(self):
        with run(self.path / "one.h5", "--seed", 2386) as one:
            for name in self.tables:
                data = self.file[name]
                if data.ndim > 1 and data.dims[0][0].name == "/replicate" and name != "events/step_offset":
                    np.testing.assert_array_equal(data[1], one[name][0], err_msg=name)
            first = int(self.file["events/step_offset"][1, 0])
            for name in ("person", "kind", "where", "status"):
                np.testing.assert_array_equal(self.file[f"events/event_{name}"][first:],
                                              one[f"events/event_{name}"][...])

    def test_moments_are_events_of_the_sampled(self):
        lives, events = self.file["trajectories"], self.file["events"]
        sampled = lives["sampled_person"][...][lives["sampled_replicate"][...] == 0]
        first = int(events["step_offset"][1, 0])
        told = np.isin(events["event_person"][:first], sampled).sum()
        mine = (lives["moment_replicate"][...] == 0) & (lives["moment_step"][...] >= 0)
        self.assertEqual(told, mine.sum())
        shares = sum(lives[f"moment_{motive}"][...] for motive in self.file["motive"].asstr()[...])
        np.testing.assert_allclose(shares, 1.0, atol=1e-5)

    def test_outcomes_are_means_with_errors(self):
        outcomes = self.file["outcomes"]
        value, weight = outcomes["value"][...], self.file["weight"][...]
        np.testing.assert_allclose(outcomes["mean"][...], value.mean(axis=0), rtol=1e-12)
        np.testing.assert_allclose(outcomes["total"][...], value.sum(axis=1), rtol=1e-12)
        np.testing.assert_allclose(outcomes["mean_error"][...],
                                   value.std(axis=0, ddof=1) / np.sqrt(2), rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose((outcomes["modelled"][...] * weight).sum(axis=-1), value, rtol=1e-12)

    def test_a_flipped_bit_is_found(self):
        damaged = self.path / "damaged.h5"
        data = bytearray((self.path / "two.h5").read_bytes())
        chunk = self.file["events/event_person"].id.get_chunk_info(0)
        data[chunk.byte_offset + chunk.size // 2] ^= 4
        damaged.write_bytes(data)
        call("info", "--verify", damaged, status=3)
        call("info", "--digest", damaged, status=3)

    def test_a_changed_number_is_found(self):
        changed = self.path / "changed.h5"
        changed.write_bytes((self.path / "two.h5").read_bytes())
        with h5py.File(changed, "r+") as file:
            file["outcomes/total"][0, 0] += 1.0
        done = call("info", "--verify", changed, status=3)
        self.assertIn("outcomes/total", done.stdout + done.stderr)

    def test_a_file_cut_short_is_refused(self):
        data = (self.path / "two.h5").read_bytes()
        for part in (0, 100, len(data) // 2, len(data) - 1):
            (self.path / "short.h5").write_bytes(data[:part])
            call("info", self.path / "short.h5", status=3)

    def test_without_events_there_are_none(self):
        with run(self.path / "none.h5", "--set", "outputs.events=false", "--sample", 0) as file:
            self.assertNotIn("events", file)
            self.assertNotIn("trajectories", file)
            self.assertIn("stocks", file)

    def test_anonymous_results_name_nobody(self):
        with run(self.path / "anonymous.h5", "--anonymous") as file:
            self.assertNotIn("host", file["provenance"].attrs)
            self.assertNotIn("command", file["provenance"].attrs)
            self.assertNotIn(str(self.path), file.attrs["history"])
            self.assertNotIn("/", file["provenance"].attrs["scenario_file"])

    def test_xarray_reads_groups(self):
        try:
            import xarray
        except ImportError:
            self.skipTest("no xarray here")
        for engine in ("h5netcdf", "netcdf4"):
            try:
                with xarray.open_dataset(self.path / "two.h5", group="stocks", engine=engine) as data:
                    self.assertEqual(str(data.time.values[0])[:10], "2016-01-01")
                    self.assertEqual(data.stock.dims,
                                     ("replicate", "time", "place", "status", "cohort"))
                    self.assertIn("OR_HIGH", data.place.values)
            except ValueError as missing:
                if "engine" not in str(missing):
                    raise


if __name__ == "__main__":
    unittest.main()
