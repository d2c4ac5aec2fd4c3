"""What the program promises on the command line; each test's name is a claim."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

MIXFLOW = os.environ["MIXFLOW"]
SOURCE = Path(os.environ["MIXFLOW_SOURCE"])


class Verbs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.at = Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def mixflow(self, *words, status=0, stdout=subprocess.PIPE):
        done = subprocess.run([MIXFLOW, *map(str, words)], stdout=stdout, stderr=subprocess.PIPE,
                              text=True, cwd=self.at, check=False)
        self.assertEqual(done.returncode, status, (words, done.stdout, done.stderr))
        return done

    def verbs(self):
        return re.findall(r"^  ([a-z]+)  +\S", self.mixflow("--help").stdout, re.M)

    # -------------------------------------------------------------- the program

    def test_help_begins_with_three_examples(self):
        lines = self.mixflow("--help").stdout.splitlines()
        self.assertTrue(all(line.startswith("  mixflow ") for line in lines[:3]), lines[:3])

    def test_every_verb_explains_itself(self):
        for verb in self.verbs():
            with self.subTest(verb):
                shown = self.mixflow(verb, "--help").stdout
                self.assertIn(f"usage: mixflow {verb}", shown)
                self.assertTrue(shown.lstrip().startswith(("mixflow", "eval")), shown)

    def test_without_a_verb_help_is_given_and_the_status_is_2(self):
        self.assertIn("usage:", self.mixflow(status=2).stdout)

    def test_an_unknown_verb_or_option_meets_its_nearest(self):
        self.assertIn("did you mean explain?", self.mixflow("explan", status=2).stderr)
        self.assertIn("did you mean phases?", self.mixflow("explain", "phase", status=2).stderr)
        self.assertIn("did you mean abuse?",
                      self.mixflow("explain", "places.LY_TIP.abuze", status=2).stderr)
        self.assertIn("did you mean --output?",
                      self.mixflow("init", "x", "--ouput", "y", status=2).stderr)
        self.assertIn("did you mean markdown?",
                      self.mixflow("explain", "--format", "markdwon", status=2).stderr)

    def test_missing_and_superfluous_words_are_refused(self):
        self.assertIn("missing", self.mixflow("init", status=2).stderr)
        self.assertIn("not expected", self.mixflow("init", "a", "b", status=2).stderr)
        self.assertIn("a value is missing", self.mixflow("init", "a", "-o", status=2).stderr)
        self.assertIn("no value", self.mixflow("init", "a", "--help=3", status=2).stderr)

    def test_version_says_how_it_was_built(self):
        self.assertRegex(self.mixflow("--version").stdout, r"^mixflow \d+\.\d+\.\d+\n$")
        self.assertIn("-ffp-contract=off", self.mixflow("--version", "--verbose").stdout)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_a_full_disk_under_stdout_is_noticed(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            self.mixflow("explain", "parameters", status=3, stdout=full)

    @unittest.skipUnless(shutil.which("bash"), "no bash here")
    def test_completion_completes(self):
        script = self.mixflow("completion").stdout
        asked = 'COMP_WORDS=(mixflow ini); COMP_CWORD=1; _mixflow; echo "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", script + asked], capture_output=True, text=True,
                              check=True)
        self.assertEqual(done.stdout, "init\n")

    # -------------------------------------------------------------- init, check, legal

    def test_init_gives_a_scenario_without_a_complaint(self):
        self.mixflow("init", "corridor")
        self.assertEqual(self.mixflow("check", "corridor.cfg").stdout, "0 mistakes, 0 warnings\n")

    def test_init_overwrites_nothing(self):
        (self.at / "mine.cfg").write_text("mine")
        self.assertIn("exists", self.mixflow("init", "mine", status=3).stderr)
        self.assertEqual((self.at / "mine.cfg").read_text(), "mine")

    def test_init_refuses_what_is_not_a_name(self):
        self.mixflow("init", "../x", status=2)
        self.mixflow("init", 'a"b', status=2)
        self.mixflow("init", "", status=2)
        self.mixflow("init", "x", "-o", "no/such/folder/x.cfg", status=3)

    def test_check_prints_all_mistakes_with_their_lines(self):
        self.mixflow("init", "corridor")
        text = (self.at / "corridor.cfg").read_text()
        text = text.replace('smuggled = false', 'smugled = false', 1)
        text = text.replace('sensitivity = 0.85', 'sensitivity = 1.85', 1)
        (self.at / "bad.cfg").write_text(text)
        shown = self.mixflow("check", "bad.cfg", status=2).stdout
        self.assertIn("smuggled", shown)
        self.assertIn("2 mistakes", shown)
        self.assertEqual(len(re.findall(r"^bad\.cfg:\d+: ", shown, re.M)), 2, shown)

    def test_a_missing_file_is_a_matter_of_files(self):
        self.assertIn("nowhere.cfg", self.mixflow("check", "nowhere.cfg", status=3).stderr)

    def test_the_legal_system_can_be_drawn(self):
        self.mixflow("init", "corridor")
        source = self.mixflow("legal", "corridor.cfg").stdout
        self.assertTrue(source.startswith("digraph"))
        if shutil.which("dot"):
            done = subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, text=True,
                                  check=True)
            self.assertEqual(done.stderr, "")
            self.assertIn("claimant", done.stdout)

    # -------------------------------------------------------------- explain

    def test_each_topic_explains_something(self):
        self.mixflow("init", "corridor")
        for name, file in re.findall(r"^mixflow explain ([a-z]+) +(FILE)?",
                                     self.mixflow("explain").stdout, re.M):
            for form in "text", "markdown":
                with self.subTest(name, form=form):
                    words = ["explain", name, *(["corridor.cfg"] if file else []), "-f", form]
                    self.assertTrue(self.mixflow(*words).stdout.strip())

    def test_a_setting_is_explained_by_any_of_its_names(self):
        for name in "places.*.violence", "places.LY_TIP.violence":
            shown = self.mixflow("explain", name).stdout
            self.assertIn("organised violence", shown)
            self.assertIn("0 to 1", shown)
        self.assertIn("places.*.violence", self.mixflow("explain", "violence").stdout)
        self.assertIn("owner", self.mixflow("explain", "border_enforcement").stdout)
        self.assertIn("did you mean violence?", self.mixflow("explain", "violnce", status=2).stderr)

    def test_a_topic_that_needs_a_scenario_says_so(self):
        self.assertIn("missing", self.mixflow("explain", "statuses", status=2).stderr)
        self.assertIn("no file", self.mixflow("explain", "parameters", "x.cfg", status=2).stderr)

    # -------------------------------------------------------------- run and info

    def run_small(self, *words, status=0):
        if not (self.at / "corridor.cfg").exists():
            self.mixflow("init", "corridor")
        return self.mixflow("run", "corridor.cfg", "--people", 800, *words, status=status)

    def digest(self, name):
        return self.mixflow("info", "--digest", name).stdout

    def test_a_run_tells_its_outcomes_and_leaves_a_whole_result(self):
        done = self.run_small()
        self.assertRegex(done.stdout, r"(?m)^sea_arrivals +\d+")
        self.assertIn("wrote corridor.h5", done.stderr)
        self.assertIn("step=156/156", done.stderr)
        self.assertIn("complete", self.mixflow("info", "--verify", "corridor.h5").stdout)
        self.assertIn("title", self.mixflow("info", "corridor.h5").stdout)
        self.assertEqual(sorted(path.name for path in self.at.iterdir()),
                         ["corridor.cfg", "corridor.h5"])

    def test_an_existing_result_is_replaced_only_with_force(self):
        (self.at / "out.h5").write_text("mine")
        self.assertIn("--force", self.run_small("-o", "out.h5", status=3).stderr)
        self.assertEqual((self.at / "out.h5").read_text(), "mine")
        self.run_small("-o", "out.h5", "--force")
        self.mixflow("info", "--verify", "out.h5")

    def test_quiet_is_quiet(self):
        done = self.run_small("--quiet")
        self.assertEqual(done.stdout + done.stderr, "")

    def test_a_result_can_be_run_again_from_itself(self):
        self.run_small("--quiet", "--package", "strict", "--set", "links.sea.death=0.04")
        self.mixflow("run", "corridor.h5", "-o", "again.h5", "-q")
        self.assertEqual(self.digest("corridor.h5"), self.digest("again.h5"))
        self.assertEqual(self.mixflow("check", "corridor.h5").stdout.splitlines()[-1][:10],
                         "0 mistakes")
        (self.at / "again.cfg").write_text(
            self.mixflow("info", "--scenario", "corridor.h5").stdout)
        self.mixflow("run", "again.cfg", "-o", "third.h5", "-q")
        self.assertEqual(self.digest("corridor.h5"), self.digest("third.h5"))

    def test_threads_and_engine_change_nothing_and_the_seed_does(self):
        self.run_small("-q", "-o", "a.h5", "--threads", 1)
        self.run_small("-q", "-o", "b.h5", "--threads", 3, "--engine", "dense", "--paranoid")
        self.run_small("-q", "-o", "c.h5", "--seed", 5000000000)
        self.assertEqual(self.digest("a.h5"), self.digest("b.h5"))
        self.assertNotEqual(self.digest("a.h5"), self.digest("c.h5"))

    def test_wrong_settings_are_refused_before_anything_is_written(self):
        self.assertIn("deth", self.run_small("--set", "links.sea.deth=0.1", status=2).stderr)
        self.assertIn("stric", self.run_small("--package", "stric", status=2).stderr)
        self.assertIn("from 1 to", self.run_small("--threads", 0, status=2).stderr)
        self.assertIn("expected a number", self.run_small("--sample", "nan", status=2).stderr)
        self.assertEqual([path.name for path in self.at.iterdir()], ["corridor.cfg"])

    def test_a_folder_that_is_not_there_is_a_matter_of_files(self):
        said = self.run_small("-o", "no/where/out.h5", status=3).stderr
        self.assertRegex(said, r"no/where/out\.h5: .*: No such file or directory; earlier results are untouched")

    def test_a_damaged_or_foreign_file_is_refused(self):
        self.run_small("-q")
        whole = (self.at / "corridor.h5").read_bytes()
        (self.at / "cut.h5").write_bytes(whole[:len(whole) // 2])
        (self.at / "text.h5").write_text("not HDF5")
        for name in "cut.h5", "text.h5", "nowhere.h5":
            with self.subTest(name):
                self.assertIn(name, self.mixflow("info", "--verify", name, status=3).stderr)
                self.mixflow("info", "--digest", name, status=3)
                self.mixflow("run", name, "-o", "x.h5", status=3)

    def test_a_table_that_has_changed_is_named_once(self):
        self.run_small("-q")
        whole = (self.at / "corridor.h5").read_bytes()
        for at in range(len(whole) // 2, len(whole), 64):  # until a byte of a table is met
            (self.at / "changed.h5").write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1:])
            done = subprocess.run([MIXFLOW, "info", "--verify", "changed.h5"], capture_output=True, text=True,
                                  cwd=self.at, check=False)
            if "differs from its digest" in done.stderr:
                break
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("differs")), (3, "", 1), done)

    @unittest.skipUnless(os.path.exists("/proc/self/environ"), "no /proc here")
    def test_threads_that_wait_sleep_unless_somebody_says_how(self):
        self.mixflow("init", "corridor")
        words = [MIXFLOW, "run", "corridor.cfg", "--people", "2000000", "--threads", "2", "-q"]
        for said, wanted in (None, b"passive"), ("active", b"active"):
            known = {name: value for name, value in os.environ.items() if name not in ("OMP_WAIT_POLICY", "LD_PRELOAD")}
            known |= {"OMP_WAIT_POLICY": said} if said else {}
            with self.subTest(said), subprocess.Popen(words, cwd=self.at, env=known) as running:
                for _ in range(100):  # the second start takes a moment
                    time.sleep(0.02)
                    heard = Path(f"/proc/{running.pid}/environ").read_bytes().split(b"\0")
                    if b"OMP_WAIT_POLICY=" + wanted in heard:
                        break
                self.assertEqual(Path(f"/proc/{running.pid}/exe").resolve(), Path(MIXFLOW).resolve())
                running.kill()
            self.assertIn(b"OMP_WAIT_POLICY=" + wanted, heard)

    def stop(self, signals, expected):
        self.mixflow("init", "long")
        with subprocess.Popen([MIXFLOW, "run", "long.cfg", "--people", "300000", "--progress",
                               "plain"], cwd=self.at, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as process:
            shown = process.stderr.readline() # the first tenth is done
            self.assertIn("step=", shown)
            for _ in range(signals):
                process.send_signal(signal.SIGINT)
                time.sleep(0.05)
            _, shown = process.communicate(timeout=100)
        self.assertEqual(process.returncode, 130, shown)
        self.assertIn(expected, shown)

    def test_ctrl_c_ends_cleanly_and_leaves_nothing(self):
        self.stop(1, "stopped")
        self.assertEqual([path.name for path in self.at.iterdir()], ["long.cfg"])

    def test_a_second_ctrl_c_ends_at_once(self):
        self.stop(2, "")
        self.assertFalse((self.at / "long.h5").exists())


if __name__ == "__main__":
    unittest.main()
