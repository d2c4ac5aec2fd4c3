"""The gallery of analysis/mixflow: files, sizes, what is legible, what is said, what is refused."""

import contextlib
import io
import itertools
import re
import struct
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text

import results
import mixflow
from mixflow import figures, land, maps, series, style
from mixflow.__main__ import main
from mixflow.figures import (alluvial, crossings, difference, disentanglement, fates, motives,
                             over_time, queues, route_map)
from mixflow.gallery import gallery
from mixflow.picture import save

NAMES = {"over_time", "difference", "route_map", "route_map_open", "alluvial", "alluvial_open",
         "motives", "motives_open", "queues", "fates", "fates_open", "disentanglement"}
OTHERS = {"crossings", "coherence", "sensitivity"}  # of a scenario, of studies
SMALLEST = 18  # pixels


def called(*words):
    """Exit status, stdout and stderr of python -m mixflow."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(list(map(str, words)))
        except SystemExit as stop:
            status = stop.code
    return status, out.getvalue(), err.getvalue()


def luminance(colour):
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot((0.2126, 0.7152, 0.0722), linear))


class Gallery(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = results.FOLDER / "gallery"
        cls.runs = [mixflow.Run(results.base()), mixflow.Run(results.opened())]
        cls.pictures, cls.missing = gallery(cls.runs, cls.folder)
        cls.boxes = {picture.name: list(boxes(picture)) for picture in cls.pictures}

    @classmethod
    def tearDownClass(cls):
        for run in cls.runs:
            run.close()

    def test_all_pictures_are_drawn(self):
        self.assertEqual((self.missing, {picture.name for picture in self.pictures}), ([], NAMES))

    def test_each_is_1280_by_720_and_has_its_numbers(self):
        for picture in self.pictures:
            png = (self.folder / f"{picture.name}.png").read_bytes()
            self.assertEqual(struct.unpack(">II", png[16:24]), (1280, 720), picture.name)
            self.assertEqual(picture.figure.dpi, style.DPI)
            self.assertGreater(len(pd.read_csv(self.folder / f"{picture.name}.csv")), 3)

    def test_svg_is_the_same_each_time_and_holds_text(self):
        again = results.FOLDER / "again"
        for picture in gallery(self.runs, again)[0]:
            one, two = ((folder / f"{picture.name}.svg").read_bytes() for folder in (self.folder, again))
            self.assertEqual(one, two, picture.name)
            self.assertIn("Modelled people", "".join(ET.fromstring(one).itertext()))

    def test_captions_say_what_how_many_how_sure_and_what_not(self):
        for picture in self.pictures:
            told = picture.caption.replace("\N{NO-BREAK SPACE}", " ")
            self.assertRegex(told, r"N = [\d,]+ modelled people; 3 replicates: \w+", picture.name)
            self.assertTrue(told.endswith("Modelled people, not a forecast."), picture.name)

    def test_text_is_at_least_18_pixels_tall_inside_and_apart(self):
        for picture in self.pictures:
            self.no_text_is_on_another_or_outside(picture, self.boxes[picture.name])

    def test_four_runs_with_long_names_find_room(self):
        runs = [self.runs[0]]
        for number in range(3):
            path = results.FOLDER / f"a_package_with_quite_a_long_name_{number}.h5"
            path.write_bytes(results.opened().read_bytes())
            runs.append(mixflow.Run(path))
        modules = (over_time, difference, queues, disentanglement)
        pictures = [each for module in modules for each in module.draw(runs)]
        pictures += route_map.draw([runs[0], runs[1]])
        for run in runs[1:]:
            run.close()
        for picture in pictures:
            self.no_text_is_on_another_or_outside(picture, list(boxes(picture)))

    def no_text_is_on_another_or_outside(self, picture, found):
        for text, box in found:
            self.assertGreaterEqual(text.get_size() / 72 * 100, SMALLEST - 0.01, text)
            inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= 1281 and box.y1 <= 721
            self.assertTrue(inside, f"{picture.name}: {text.get_text()!r} at {box}")
        for (one, a), (two, b) in itertools.combinations(found, 2):
            over = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            self.assertFalse(over[0] > 3 and over[1] > 5,
                             f"{picture.name}: {one.get_text()!r} and {two.get_text()!r}")

    def test_the_page_shows_all_with_words_for_those_who_do_not_see(self):
        page = (self.folder / "index.html").read_text(encoding="utf-8")
        for picture in self.pictures:
            self.assertRegex(page, rf'<img src="{picture.name}.svg" alt="[^"]{{80,}}"')
        self.assertNotIn(str(results.FOLDER), page)

    def test_bands_are_drawn_from_the_numbers_that_are_given(self):
        frame = next(p.data for p in self.pictures if p.name == "difference")
        line = frame[frame.series == "waiting"]
        each = series.waiting(self.runs[1]) - series.waiting(self.runs[0])
        np.testing.assert_allclose(line["median"], np.median(each, axis=0))
        np.testing.assert_allclose(line["high"], np.quantile(each, 0.95, axis=0))

    def test_what_cannot_be_drawn_is_told_and_the_rest_is_drawn(self):
        drawn, missing = gallery([self.runs[0]], results.FOLDER / "one")
        self.assertEqual(len(drawn), 7)
        self.assertRegex(missing[0], "difference: needs a second run")

    def test_each_figure_is_a_script(self):
        folder = Path(figures.__file__).parent
        self.assertEqual({path.stem for path in folder.glob("*.py")},
                         {"__init__", *OTHERS, *figures.NAMES})
        for name in figures.NAMES:
            self.assertIn("script(draw)", (folder / f"{name}.py").read_text(encoding="utf-8"))


def boxes(picture):
    """Visible texts of a picture and where they lie, in pixels from below left."""
    canvas = FigureCanvasAgg(picture.figure)
    canvas.draw()
    hidden = set(not_drawn(picture.figure))
    for text in picture.figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and text not in hidden:
            yield text, text.get_window_extent(canvas.get_renderer())


def not_drawn(figure):
    """Ticks beyond the ends of an axis, and all of axes that are off, have labels all the same."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = 1e-9 * (high - low)
            for tick in axis.get_major_ticks():
                if not axes.axison or not low - slack <= tick.get_loc() <= high + slack:
                    yield from (tick.label1, tick.label2)


class Command(unittest.TestCase):
    def test_it_says_where_the_pictures_are(self):
        status, out, err = called("gallery", results.stranger(), "-o", results.FOLDER / "said")
        self.assertEqual(status, 0)
        self.assertRegex(out, r"\d pictures: .*said/index.html")
        self.assertTrue((results.FOLDER / "said/index.html").exists())
        self.assertIn("left out: difference", err)

    def test_all_mistakes_are_named_and_nothing_is_written(self):
        text = results.FOLDER / "words.h5"
        text.write_text("words")
        folder = results.FOLDER / "nothing"
        status, _, err = called("gallery", text, results.FOLDER / "absent.h5", "-o", folder)
        self.assertEqual(status, 2)
        self.assertIn("not an HDF5 file", err)
        self.assertIn("no such file", err)
        self.assertEqual(called("gallery", results.FOLDER / "absent.h5", "-o", folder)[0], 3)
        self.assertEqual(called("gallery", *[results.base()] * 2, "-o", folder)[0], 2)
        self.assertEqual(called("paint")[0], 2)
        self.assertFalse(folder.exists())

    def test_runs_that_are_no_pair_are_not_subtracted(self):
        status, out, err = called("gallery", results.base(), results.stranger(), "-o",
                                  results.FOLDER / "strange")
        self.assertEqual(status, 0)
        self.assertRegex(err, "difference: .*is not a pair.*seed is 7")
        self.assertFalse(list((results.FOLDER / "strange").glob("*_stranger.csv"))
                         and (results.FOLDER / "strange/fates_stranger.csv").exists())

    def test_a_folder_that_cannot_be_made_is_a_matter_of_files(self):
        blocked = results.FOLDER / "blocked"
        blocked.write_text("")
        self.assertEqual(called("gallery", results.base(), "-o", blocked / "in")[0], 3)

    def test_tables_are_listed(self):
        status, out, _ = called("tables", results.base())
        self.assertEqual(status, 0)
        self.assertIn("queues/capacity", out)

    def test_one_replicate_says_that_it_is_one(self):
        with mixflow.Run(results.run("single")) as run:
            picture = next(over_time.draw([run]))
        self.assertIn("one replicate, so chance is not shown", picture.caption)


class Looks(unittest.TestCase):
    def test_lines_stand_out_on_white_and_differ_in_more_than_colour(self):
        for look in (style.ALONE, style.BASELINE, *style.OTHERS):
            self.assertGreaterEqual(1.05 / (luminance(look.colour) + 0.05), 3.0, look)
        several = style.looks(style.MOST)
        self.assertEqual(len({str(look.dash) for look in several}), style.MOST)
        self.assertEqual(len({look.marker for look in several}), style.MOST)

    def test_too_many_runs_are_refused(self):
        with self.assertRaisesRegex(ValueError, "cannot be told apart"):
            style.looks(style.MOST + 1)

    def test_numbers_are_short(self):
        for value, words in ((0, "0"), (999.6, "1k"), (12345, "12.3k"), (1.2345e6, "1.23M"),
                             (-4000, "-4k"), (5e9, "5bn"), (86.7, "87"), (np.nan, "-")):
            self.assertEqual(style.persons(value), words)
        self.assertEqual(style.interval(np.asarray([100.0, 200.0, 300.0])), "200 (110–290)")
        self.assertEqual(style.interval(np.asarray([200.0])), "200")

    def test_labels_are_spread_and_keep_their_order(self):
        found = style.spread_labels([0.5, 0.51, 0.1], 0.1, 0.0, 1.0)
        self.assertGreaterEqual(found[1] - found[0], 0.1 - 1e-6)
        self.assertLess(found[2], found[0])


class Maps(unittest.TestCase):
    def test_land_is_where_land_is(self):
        rings = land.rings()
        self.assertEqual(sum(water for _, water in rings), 1)  # the Caspian Sea
        for lon, lat, expected in ((10, 20, True), (13.5, 39.5, False), (14.2, 37.6, True), (18, 35, False),
                                   (-60, -10, True), (50, 42, False), (-30, 30, False)):
            self.assertEqual(covered(rings, lon, lat), expected, (lon, lat))

    def test_a_topology_becomes_outlines(self):
        square = {"transform": {"scale": [1, 1], "translate": [170, 0]},
                  "arcs": [[[0, 0], [0, 20], [20, 0], [0, -20], [-20, 0]]],
                  "objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}}}
        path = results.FOLDER / "land.json"
        path.write_text(__import__("json").dumps(square))
        frame = land.make(path)
        self.assertEqual(set(zip(frame.lon, frame.lat)), {(170, 0), (170, 20), (190, 20), (190, 0)})

    def test_legs_taper(self):
        outline = maps.leg(np.asarray([0.0, 0.0]), np.asarray([100.0, 0.0]), 10.0)
        wide = np.hypot(*(outline[0] - outline[-1])), np.hypot(*(outline[24] - outline[25]))
        self.assertAlmostEqual(wide[0], 10.0, 3)
        self.assertAlmostEqual(wide[1], 3.3, 3)

    def test_passages_are_those_of_the_file(self):
        with mixflow.Run(results.base()) as run:
            begun = run.array("flows/flow")[:, :, :, 0].sum(axis=(1, 3), dtype=float)
            years = run.array("time")[-1] / 365.25
            np.testing.assert_allclose(route_map.passages(run), begun / years, rtol=1e-6)


def covered(rings, lon, lat):
    inside = 0
    for ring, _ in rings:
        x, y = ring.T
        x2, y2 = np.roll(x, -1), np.roll(y, -1)
        cross = (y > lat) != (y2 > lat)
        inside += int((cross & (lon < x + (lat - y) / np.where(y2 == y, 1, y2 - y) * (x2 - x))).sum())
    return inside % 2 == 1


class Numbers(unittest.TestCase):
    def test_no_person_is_lost_between_stages(self):
        with mixflow.Run(results.base()) as run:
            frame = alluvial.told_journeys(run)
            nodes = {stage: alluvial.common(frame, stage) for stage in alluvial.STAGES}
            found = alluvial.counted(frame, nodes, run.replicates)
        total = frame.groupby("replicate").persons.sum().to_numpy()
        for table in found.values():
            np.testing.assert_allclose(sum(table.values()), total)

    def test_every_fate_has_its_end(self):
        with mixflow.Run(results.base()) as run:
            words = set(run.words("fates/final_fate")) - {"nobody"}
        self.assertEqual(words, set(alluvial.ENDS))
        self.assertEqual(words, set(fates.OF))

    def test_corners_of_the_triangle_are_single_motives(self):
        shares = pd.DataFrame(np.eye(4), columns=motives.SHARES)
        np.testing.assert_allclose(motives.corner(shares), [[0.5, motives.HIGH], [0, 0], [1, 0], [1, 0]],
                                   atol=1e-12)

    def test_stages_follow_the_same_people(self):
        with mixflow.Run(results.base()) as run:
            frame = motives.stages(run)
        sizes = frame.groupby("stage").size()
        self.assertEqual(sizes.nunique(), 1)
        self.assertEqual(set(sizes.index), set(motives.STAGES))
        self.assertGreaterEqual(sizes.iloc[0], motives.LEAST)

    def test_sorting_has_all_stages_and_its_errors_are_shares(self):
        with mixflow.Run(results.base()) as run:
            frame = disentanglement.values(run)
        self.assertEqual(len(frame), 3 * 3 * len(disentanglement.STAGES) * 2)
        errors = frame[frame.measure != "di"].value.dropna()
        self.assertTrue(errors.between(0, 1).all())

    def test_counted_crossings_are_those_of_the_scenario(self):
        readme = (results.SOURCE / "scenarios/central-mediterranean/README.md").read_text("utf-8")
        rows = crossings.counted(readme)
        total = re.search(r"\*\*all crossings\*\* \| ([\d,]+) \|", readme).group(1)
        self.assertEqual(len(rows), 14)
        self.assertAlmostEqual(sum(numbers[0] for _, numbers in rows.values()),
                               float(total.replace(",", "")), delta=1500)  # some have no nationality


if __name__ == "__main__":
    unittest.main()
