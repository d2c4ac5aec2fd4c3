"""The pages as the room sees them, in a headless browser: pages.py PROGRAM

What is asked of `mixflow explore` is told by the names of the tests (papers.py: of `mixflow report`).  With
MIXFLOW_PICTURES=FOLDER every view is kept as a picture, in both languages, at both sizes.
"""

import base64
import gzip
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from browser import Browser, run_tests

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios/workshop/workshop.cfg"
PICTURES = os.environ.get("MIXFLOW_PICTURES")
SIZES = [(1280, 720), (1920, 1080)]
VIEWS = ["time", "map", "routes", "queues", "who", "fates", "sorting", "ministries", "compare", "life"]
PEOPLE, RUNS = 600, 6
program = None


def mixflow(*arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: {done.stderr}")
    return done.stdout


def embedded(text, name):
    """What a page holds under a name, as it is written and as bytes."""
    packed = re.search(rf'id="{name}">(.*?)</script>', text, re.S).group(1).strip()
    return packed, gzip.decompress(base64.b64decode(packed))


def pack(data):
    return base64.b64encode(gzip.compress(data)).decode()


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="mixflow-pages.")
        cls.at = pathlib.Path(cls.home.name)
        mixflow("explore", SCENARIO, "-o", cls.at / "room.html", "--people", PEOPLE, "--replicates", RUNS, "--full", 2, "--quiet")
        cls.text = (cls.at / "room.html").read_text(encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()


class Names(unittest.TestCase):
    """Of the scenarios that come with mixflow every name is said in German, but for those that are the same."""

    SAME = {"Budapest", "Podgorica", "Pristina", "Sarajevo", "Skopje", "Subotica", "Tirana"}

    def setUp(self):
        self.texts = (ROOT / "src/web/names_said.js").read_text(encoding="utf-8")

    def test_whoever_looks_at_the_western_balkans_reads_german_names(self):
        scenario = "".join((ROOT / "scenarios" / name).read_text(encoding="utf-8")
                           for name in ("western-balkans/western-balkans.cfg", "legal/western-balkans.cfg"))
        said = set(re.findall(r'\["([^"]*)", "', self.texts))
        self.assertEqual(set(re.findall(r'\bname = "([^"]*)"', scenario)) - said, self.SAME)

    def test_titles_of_plans_and_their_switches_are_said_in_german(self):
        plans = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "scenarios").rglob("*.cfg"))]
        plans = [text for text in plans if re.search(r"(?m)^factors = ", text)]
        found = {text for plan in plans for text in re.findall(r'(?m)^(?:title|question) = "([^"]*)"', plan) + re.findall(r' name = "([^"]*)";.* of = ', plan)}
        self.assertGreater(min(len(plans), len(found) - 10), 3)
        self.assertEqual(found - set(re.findall(r'\["([^"]*)",\s*"', self.texts)), set())

    def test_interventions_that_share_a_kind_have_names_of_their_own(self):
        own = set(re.findall(r"\b([a-z]\w*): \[\"", self.texts))
        own |= {f"{how}_{land}" for how in re.findall(r"\[`(\w+)_\$", self.texts) for land in re.findall(r"\b([a-z]{3}): \[", self.texts)}
        for name in ("central-mediterranean", "western-balkans", "workshop"):
            text = (ROOT / "scenarios" / name / f"{name}.cfg").read_text(encoding="utf-8")
            found = re.findall(r'\{ id = "(\w+)"; kind = "(\w+)"; on = ', text)
            kinds = [kind for _, kind in found]
            self.assertEqual([i for i, kind in found if kinds.count(kind) > 1 and i not in own], [], name)
            self.assertGreater(len(found), 10)


class Room(Pages):
    """The explorer, opened from the disk, without a network."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = Browser().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.page.__exit__()
        super().tearDownClass()

    def setUp(self):
        self.page.complaints(), self.page.requests()
        self.open("room.html")

    def tearDown(self):
        self.assertEqual(self.page.complaints(), [])
        self.assertEqual(self.page.requests(), [])

    def open(self, name, check="engine_ok"):
        self.page.open(self.at / name)
        self.page.wait(f"return document.getElementById('check').dataset.check === '{check}'")

    def choose(self, letter, preset):
        self.page.run("mixflow.explorer.packages.current = arguments[0]; mixflow.explorer.redraw();"
                      "const list = document.querySelector('#panel select'); list.value = arguments[1];"
                      "list.dispatchEvent(new Event('change'))", letter, preset)

    def ready(self):
        """All runs of what is looked at are there and drawn."""
        self.page.wait(f"const e = mixflow.explorer; const l = e.packages.is_empty(e.letter) ? 'base' : e.letter;"
                       f"return e.runs.both(l).length === {RUNS} && e.sets[l].live && e.sets[l].count === {RUNS}", 120)

    def cards(self):
        return self.page.run("return [...document.querySelectorAll('.card .number')].map(n => n.textContent)")

    def view(self, name):
        self.page.run("document.getElementById('tab-' + arguments[0]).click()", name)
        if name == "life":
            self.page.wait("return document.querySelector('#views table.life')")

    def test_it_is_smaller_than_a_megabyte(self):
        self.assertLess(len(self.text.encode()), 1_000_000)

    def test_the_engine_check_passes(self):
        self.assertIn("engine check passed", self.page.run("return document.getElementById('check').textContent"))

    def test_it_says_so_where_the_engine_gives_other_numbers(self):
        packed, data = embedded(self.text, "bundle")
        bundle = json.loads(data)
        bundle["runs"][0]["digests"][0] = "0" * 32
        (self.at / "other.html").write_text(self.text.replace(packed, pack(json.dumps(bundle).encode())), encoding="utf-8")
        self.open("other.html", "engine_bad")
        self.shows_presets_only()

    def test_it_says_so_where_there_is_no_engine(self):
        packed, _ = embedded(self.text, "engine")
        (self.at / "bare.html").write_text(self.text.replace(packed, ""), encoding="utf-8")
        self.open("bare.html", "engine_none")
        self.shows_presets_only()

    def shows_presets_only(self):
        before = self.cards()
        self.choose("A", "together")
        self.page.wait("return document.getElementById('status').textContent.includes('stored runs')")
        self.assertNotEqual(before, self.cards())
        self.choose("A", "control")
        self.page.run("mixflow.explorer.packages.now.sets['interventions.coast_guard.intercepts'] = 0.5; mixflow.explorer.changed(true)")
        self.page.wait("return document.getElementById('status').textContent.includes('only presets')")

    def test_a_preset_and_a_slider_change_the_cards(self):
        before = self.cards()
        self.choose("A", "control")
        self.ready()
        preset = self.cards()
        self.assertNotEqual(before, preset)
        self.page.run("const s = document.querySelector('[data-lever=coast_guard] input[type=range]'); s.value = s.max;"
                      "s.dispatchEvent(new Event('input', { bubbles: true }))")
        self.page.wait("return mixflow.explorer.runs.made.has(mixflow.explorer.runs.key('A'))")
        self.ready()
        self.page.wait(f"return JSON.stringify([...document.querySelectorAll('.card .number')].map(n => n.textContent)) !== '{json.dumps(preset, separators=(',', ':'), ensure_ascii=False)}'")

    def test_a_card_says_in_how_many_runs(self):
        self.choose("A", "control")
        self.ready()
        self.page.wait("return document.getElementById('cards').textContent.includes('in 6 of 6 runs')")

    def test_four_packages_stand_side_by_side(self):
        for letter, preset in zip("ABCD", ["near_home", "regular_ways", "control", "saving"]):
            self.choose(letter, preset)
        for letter in "ABCD":
            self.page.wait(f"return mixflow.explorer.runs.both('{letter}').length === {RUNS}", 120)
        self.view("compare")
        told = self.page.run("return document.getElementById('views').textContent")
        for letter in "ABCD":
            self.assertIn(f"Package {letter}:", told)

    def test_a_session_goes_out_and_comes_back(self):
        self.choose("B", "together")
        self.page.run("mixflow.explorer.packages.change(p => { p.now.sets['interventions.rescue.saves'] = 0.7; p.shocks.add('war_sudan'); })")
        kept = self.page.run("return mixflow.explorer.packages.session(mixflow.explorer.bundle)")
        self.page.run("mixflow.explorer.clear()")
        self.assertEqual(self.page.run("return mixflow.explorer.packages.filled().length"), 0)
        self.page.run("mixflow.explorer.open_session(arguments[0])", kept)
        self.assertEqual(self.page.run("return mixflow.explorer.packages.session(mixflow.explorer.bundle)"), kept)
        told = json.loads(kept)
        self.assertEqual(set(told), {"mixflow_session", "version", "scenario", "seed", "packages", "shocks"})

    def test_a_file_that_is_no_session_is_refused_and_nothing_is_lost(self):
        self.choose("A", "control")
        kept = self.page.run("return mixflow.explorer.packages.session(mixflow.explorer.bundle)")
        other = json.loads(kept) | {"scenario": "0" * 32}
        wild = json.loads(kept)
        wild["packages"]["A"]["sets"] = {"interventions.coast_guard.intercepts": 7}
        for text in ["no JSON", "{}", json.dumps(other), json.dumps(wild)]:
            self.page.run("mixflow.explorer.open_session(arguments[0])", text)
            self.assertIn("not a session", self.page.run("return document.getElementById('status').textContent"))
            self.assertEqual(self.page.run("return mixflow.explorer.packages.session(mixflow.explorer.bundle)"), kept)

    def test_what_is_in_force_anyway_is_told_and_not_chosen(self):
        mixflow("explore", SCENARIO, "-o", self.at / "stands.html", "--people", 500, "--replicates", 2, "--full", 0, "--package", "near_home",
                "--set", "interventions.coast_guard.on=true", "--quiet")
        self.open("stands.html")
        boxes = "return document.querySelectorAll('[data-lever=' + arguments[0] + '] input[type=checkbox]').length"
        self.assertEqual([self.page.run(boxes, lever) for lever in ("rescue", "coast_guard")], [1, 0])
        self.assertIn("In force in the baseline: 1", self.page.run("return document.querySelector('details.levers').innerText"))

    def test_undo_and_replay(self):
        self.choose("A", "control")
        self.choose("A", "saving")
        self.page.run("document.getElementById('undo').click()")
        self.assertEqual(self.page.run("return [...mixflow.explorer.packages.now.on]"), ["coast_guard"])
        self.choose("A", "near_home")
        self.page.run("document.getElementById('replay').click()")
        self.page.wait("return mixflow.explorer.packages.now.on.has('coast_guard')")
        self.page.wait("return mixflow.explorer.packages.now.on.has('near_home')")

    def test_predict_first_hides_every_result(self):
        self.choose("A", "control")
        self.page.run("document.getElementById('hide').click()")
        shown = "return [...document.querySelectorAll('.card .number, #views')].filter(e => getComputedStyle(e).visibility !== 'hidden').length"
        self.assertEqual(self.page.run(shown), 0)
        self.page.run("document.getElementById('hide').click()")
        self.assertGreater(self.page.run(shown), 0)

    def test_nothing_is_stored_and_nothing_can_be_sent(self):
        self.choose("A", "control")
        self.assertEqual(self.page.run("return [document.cookie, Object.keys(sessionStorage).length]"), ["", 0])
        self.page.run("window.sent = 'waiting'; fetch('http://127.0.0.1:9/').then(() => { window.sent = 'sent'; }, () => { window.sent = 'refused'; })")
        self.page.wait("return window.sent === 'refused'")
        self.assertTrue(all("Content Security Policy" in line or "connect-src" in line or "fetch" in line.lower() for line in self.page.complaints()))
        self.page.requests()

    def test_the_keyboard_moves_a_slider(self):
        self.choose("A", "control")
        self.page.run("document.querySelector('[data-lever=coast_guard] input[type=range]').focus()")
        before = self.page.run("return document.activeElement.value")
        self.page.keys("\ue014")  # arrow to the right
        self.assertNotEqual(self.page.run("return document.activeElement.value"), before)

    def test_every_view_fits_in_both_languages_and_sizes(self):
        self.choose("A", "together")
        self.ready()
        self.addCleanup(self.page.resize, self.page.width, self.page.height)
        for language, (width, height), name in itertools.product(["en", "de"], SIZES, VIEWS):
            self.page.run("const l = document.getElementById('language'); l.value = arguments[0]; l.dispatchEvent(new Event('change'))", language)
            self.page.resize(width, height)
            self.view(name)
            wide = self.page.run("const s = document.getElementById('stage'); return [s.scrollWidth - s.clientWidth, document.documentElement.scrollWidth - innerWidth]")
            self.assertLessEqual(max(wide), 1, f"{language} {name} {width}")
            self.assertNotIn("undefined", self.page.run("return document.body.innerText"), name)
            self.assertNotIn("NaN", self.page.run("return document.getElementById('views').innerText"), name)
            if PICTURES:
                self.page.picture(f"{PICTURES}/{language}-{width}-{name}.png")

    def test_nothing_sticks_out_of_the_boxes_and_pairs_begin_at_one_height(self):
        self.choose("A", "together")
        self.ready()
        self.page.run("const l = document.getElementById('language'); l.value = 'de'; l.dispatchEvent(new Event('change'))")
        out = self.page.run("""return [...document.querySelectorAll('.lever > label, .card h3')].flatMap(box => [...box.children]
            .filter(e => e.getBoundingClientRect().right > box.getBoundingClientRect().right + 1)).map(e => e.textContent)""")
        self.assertEqual(out, [])
        for name in ("time", "map", "queues", "who", "sorting"):
            self.view(name)
            tops = self.page.run("return [...document.querySelectorAll('#views figure svg')].map(s => Math.round(s.getBoundingClientRect().top))")
            titles = self.page.run("return [...document.querySelectorAll('#views figure h3')].map(h => h.textContent)")
            self.assertEqual(len(set(tops)), 1, f"{name}: {tops}")
            self.page.media("print"), self.page.resize(680, 900)  # A4 less its margins
            printed = self.page.run("return [...document.querySelectorAll('#views .pair svg')].map(s => Math.round(s.getBoundingClientRect().top))")
            self.page.media(""), self.page.resize(self.page.width, self.page.height)
            self.assertEqual((len(printed), len(set(printed))), (2, 1), f"{name} on paper: {printed}")
            self.assertEqual(len(set(titles)), len(titles), titles)
            self.assertEqual(len(titles), 2, name)
        highest = self.page.run("return [...document.querySelectorAll('#views svg')].map(s => Math.min(...[...s.querySelectorAll('.grid line')].map(l => +l.getAttribute('y1'))))")
        self.assertEqual(len(set(highest)), 1, f"sorting: {highest}")

    def test_numbers_of_cards_stand_at_one_height_in_large_type_too(self):
        self.choose("A", "together")
        self.ready()
        self.page.run("const l = document.getElementById('language'); l.value = 'de'; l.dispatchEvent(new Event('change'))")
        self.addCleanup(self.page.resize, self.page.width, self.page.height)
        for size, big in itertools.product(SIZES, (False, True)):
            self.page.resize(*size)
            self.page.run("document.documentElement.classList.toggle('big', arguments[0])", big)
            for what in (".number", ".change"):
                tops = self.page.run("return [...document.querySelectorAll(`.card ${arguments[0]}`)].map(n => Math.round(n.getBoundingClientRect().top))", what)
                self.assertEqual((len(tops), len(set(tops))), (4, 1), f"{size} {big} {what}: {tops}")

    def test_pictures_have_names_captions_and_numbers(self):
        self.choose("A", "together")
        self.ready()
        for name in VIEWS:
            self.view(name)
            bare = self.page.run("""return [...document.querySelectorAll('#views svg')].filter(svg => {
                const ids = (svg.getAttribute('aria-labelledby') ?? '').split(' ');
                return svg.getAttribute('role') !== 'img' || ids.some(id => !document.getElementById(id)?.textContent)
                    || !svg.closest('figure').querySelector('table tbody tr');
            }).length""")
            self.assertEqual(bare, 0, name)

    def test_it_prints(self):
        self.choose("A", "control")
        self.ready()
        self.assertEqual(self.page.pdf()[:5], b"%PDF-")
        paper = self.page.run("return document.getElementById('packages-on-paper').textContent")
        self.assertEqual(paper, "Package A: " + self.page.run("return document.querySelector('.lever:has(input:checked) .called').textContent") + ".")
        slider = "document.querySelector('.lever:has(input:checked) input[type=number]')"
        self.page.run(f"{slider}.value = 0.25; {slider}.dispatchEvent(new Event('change'))")
        self.assertRegex(self.page.run("return document.getElementById('packages-on-paper').textContent"), r"\(.* 0\.25.*\)\.$")

    def test_every_word_is_there_in_every_language(self):
        lacking = self.page.run("""const n = Object.keys(mixflow.languages).length;
            const poor = Object.entries(mixflow.words).filter(([, texts]) => texts.length !== n || texts.some(t => !t));
            const names = Object.values(mixflow.names).flatMap(Object.entries).filter(([, texts]) => texts.length !== n);
            return [...poor, ...names].map(([key]) => key)""")
        self.assertEqual(lacking, [])
        lacking = self.page.run("""const { axes } = mixflow.explorer.frame, { names } = mixflow, { interventions, question } = mixflow.explorer.bundle.scenario;
            const unsaid = ["outcome", "indicator", "end", "passage"].flatMap(axis => axes[axis].map(label => label.id).filter(id => !names[axis]?.[id]?.[1]));
            const settings = interventions.flatMap(i => i.settings);
            return [...unsaid, ...settings.map(s => s.name).filter(name => !names.setting[name]), ...settings.map(s => s.unit).filter(unit => !names.unit[unit]),
                ...[question].filter(text => !mixflow.sayings.some(([said]) => said === text))]""")
        self.assertEqual(lacking, [])


    def test_tables_of_studies_are_said_in_every_language(self):
        text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/study").glob("*.c")) if "tell" in path.name or path.name == "coherence.c")
        columns = set(re.findall(r'MF_(?:TEXT_COLUMN|REAL_COLUMN|ESTIMATE_COLUMNS)\("(\w+)"', text))
        pieces = r'"(?:[^"]*"\s*")*[^"]*"'
        said = lambda found: {"".join(re.findall(r'"([^"]*)"', one)) for one in found}
        headings = said(re.findall(rf'mf_listings_open\(out, "\w+",\s*({pieces}),', text) + re.findall(rf"MF_(?:DESIGN_\w+|N_DESIGNS), ({pieces}),", text))
        words = "".join(re.findall(r"^(?:static )?const char \*(?:reads_\w+|mf_tell_sign|mf_step_word)\(.*?^}", text, re.S | re.M)
                        + re.findall(r'mf_listings_text\(out, (?:[^;"]|"[^"]*")*;', text)
                        + re.findall(r"scale_words\[\] = \{.*?\}", text))
        told = said(re.findall(r'"[^"]*"', words)) - {""}
        self.assertGreater(min(len(columns), len(headings), len(told)), 15)
        lacking = self.page.run("""const [columns, headings, told] = arguments, { names } = mixflow;
            const german = (axis, list) => list.filter(id => !names[axis][id]?.[1]);
            return [...german("column", columns.filter(name => !/_(error|low|high)$/.test(name))), ...german("heading", headings), ...german("told", told)]""",
                                sorted(columns), sorted(headings), sorted(told))
        self.assertEqual(lacking, [])


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
