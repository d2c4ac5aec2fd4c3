"""How long the room waits:  python3 tests/bench/page.py [SCENARIO.cfg] [PROGRAM]

Opens the page of each scenario in headless Chromium, takes its last package, moves a slider of it
from one end to the other, and tells how long it took until the page was ready, until a first band of
four runs stood, and until all twenty did: the middle of five tries each.  Without arguments it does
so for the workshop and for the Central Mediterranean, and writes tests/bench/page.tsv.  Quote
figures of a quiet machine."""

import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/browser"))
from browser import Browser  # noqa: E402

TRIES = 5
NAMES = ["workshop", "central-mediterranean"]
ROWS = [("size of the page", "kB", "1000"), ("opened until checked and ready", "s", "1"), ("slider moved until a first band", "s", "0.5"),
        ("slider moved until all runs", "s", "2"), ("modelled people of a run", "1", "-")]
WATCH = """
const e = mixflow.explorer, begun = performance.now(), key = () => e.runs.both('A').length;
window.times = {};
const look = () => {
    const n = key();
    if (n >= 4) window.times.first ??= performance.now() - begun;
    if (n >= e.runs.replicates) window.times.all ??= performance.now() - begun;
    if (!window.times.all) setTimeout(look, 5);
};
const lever = e.bundle.scenario.interventions.find(i => e.packages.now.on.has(i.id) && i.settings.length);
e.packages.now.sets[lever.settings[0].path] = lever.settings[0].low + arguments[0] * (lever.settings[0].high - lever.settings[0].low);
e.changed(true);
setTimeout(look, 1);
"""


def page(program, scenario, folder):
    path = pathlib.Path(folder) / "room.html"
    subprocess.run([program, "explore", scenario, "-o", path, "--quiet", "--full", "0"], check=True, stderr=subprocess.DEVNULL)
    return path


def times(path):
    ready, first, every = [], [], []
    with Browser() as browser:
        browser.open(path)
        for i in range(TRIES):
            browser.open(path)
            browser.wait("return document.getElementById('check').dataset.check === 'engine_ok'")
            ready.append(browser.run("return performance.getEntriesByName('ready')[0].startTime") / 1000)
            browser.wait("return mixflow.explorer.runs.both('base').length === mixflow.explorer.runs.replicates", 180)
            browser.run("mixflow.explorer.packages.change(p => p.preset(mixflow.explorer.bundle.scenario.packages.at(-1).id));"
                        "mixflow.explorer.changed(true)")
            browser.wait("return mixflow.explorer.runs.both('A').length === mixflow.explorer.runs.replicates", 180)
            browser.run(WATCH, (i + 1) / (TRIES + 2))
            told, _ = browser.wait("return window.times.all && window.times", 180)
            first.append(told["first"] / 1000)
            every.append(told["all"] / 1000)
        people = browser.run("return mixflow.explorer.bundle.preview.people")
    return ready, first, every, people


def figures(scenario, program):
    with tempfile.TemporaryDirectory() as folder:
        path = page(program, scenario, folder)
        size = path.stat().st_size / 1000
        ready, first, every, people = times(path)
    return [size, statistics.median(ready), statistics.median(first), statistics.median(every), people]


def main():
    asked = [pathlib.Path(sys.argv[1])] if len(sys.argv) > 1 else [ROOT / "scenarios" / f"{n}/{n}.cfg" for n in NAMES]
    program = sys.argv[2] if len(sys.argv) > 2 else ROOT / "build/release/mixflow"
    columns = [figures(scenario, program) for scenario in asked]
    lines = ["\t".join(["figure", "unit", "must", *(scenario.stem for scenario in asked)])]
    lines += ["\t".join([*row, *(f"{column[i]:.3g}" for column in columns)]) for i, row in enumerate(ROWS)]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if len(sys.argv) == 1:
        (ROOT / "tests/bench/page.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
