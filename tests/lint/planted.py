"""The lints find what they are made to find: mistakes planted in a small tree of their own."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILER = os.environ.get("CC", "cc")
GUARDED = "#ifndef MF_{0}_H\n#define MF_{0}_H\n#endif\n"

TREE = {  # path: (text, lint, what is found in it)
    "src/base/left.c": ('#include "model/right.h"\n', "layers", "must not include model"),
    "src/model/near.c": ('#include "near.h"\n', "layers", "does not begin with a layer"),
    "src/model/door.c": ("#include <libconfig.h>\n", "layers", "not the door"),
    "src/sim/omp.c": ("#pragma omp parallel\n", "layers", "not the door"),
    "src/io/good_h5.c": ("#include <hdf5.h>\n/* #include <omp.h> */\n", "layers", None),
    "include/mixflow/run.h": ('#include "base/error.h"\n', "layers", "a public header"),
    "src/base/blank.c": ("int a; \n", "style", "blanks at the end"),
    "src/base/tab.c": ("\tint a;\n", "style", "a tab"),
    "src/base/later.c": ("/* TO" "DO */\n", "style", "a word left for later"),
    "src/base/path.c": ('char *a = "/ho' 'me/me";\n', "style", "a path of one machine"),
    "src/base/jump.c": ("void f(void)\n{\n    goto again;\n}\n", "style", "goto again"),
    "src/base/done.c": ("void f(void)\n{\n    goto done;\n}\n", "style", None),
    "src/base/guard.h": (GUARDED.format("GUARD"), "style", "its guard is not MF_BASE_GUARD_H"),
    "src/base/right.h": (GUARDED.format("BASE_RIGHT"), "style", None),
    "src/base/long.c": ("int a;\n" * 601, "style", "601 lines, more than"),
    "src/base/tall.c": ("int tall(void)\n{\n" + "    ;\n" * 71 + "}\n", "style", "tall has 72 lines"),
    "CMakeLists.txt": ("add_compile_options(-ff" "ast-math)\nbase/done.c\n", "style", "other bits"),
    "notes.txt": ("notes\n", "tree", "not one of the entries of the top level"),
    "src/misc/a.c": ("", "tree", "src/misc: not a layer"),
    "tests/unit/test_lost.c": ("", "tree", "not named in tests/CMakeLists.txt"),
    "tests/CMakeLists.txt": ("", "tree", None),
}

SOURCE = """
#include <stdio.h>
#include <stdlib.h>
int mf_good(int a); int bad_name(void); void mf_prints(void); void mf_exits(void); int mf_counts(void);
static const char *const words[] = { "a", "b" };
static int hidden(int a) { return a + words[0][0]; }
int mf_good(int a) { return hidden(a); }
int bad_name(void) { return 1; }
void mf_prints(void) { printf("%d", 1); }
void mf_exits(void) { exit(1); }
int mf_counts(void) { static int n; return ++n; }
"""


class Planted(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        for path, (text, _, _) in TREE.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text)

    def tearDown(self):
        self.folder.cleanup()

    def found_by(self, name, *words):
        done = subprocess.run([sys.executable, HERE / f"{name}.py", *words], capture_output=True,
                              text=True, env={**os.environ, "MIXFLOW_SOURCE": str(self.root)},
                              check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.stdout.splitlines()

    def test_each_planted_mistake_is_found(self):
        shown = {name: self.found_by(name) for name in ("layers", "style", "tree")}
        for path, (_, name, wanted) in TREE.items():
            with self.subTest(path):
                about = [line for line in shown[name] if line.startswith((path, "src/misc:"))]
                if wanted is None:
                    self.assertEqual([line for line in about if line.startswith(path)], [])
                else:
                    self.assertTrue(any(wanted in line for line in about), shown[name])

    def test_the_symbols_of_a_bad_library_are_found(self):
        (self.root / "bad.c").write_text(SOURCE)
        subprocess.run([COMPILER, "-O0", "-c", "bad.c", "-o", "bad.o"], cwd=self.root, check=True)
        subprocess.run(["ar", "rcs", "libbad.a", "bad.o"], cwd=self.root, check=True)
        shown = "\n".join(self.found_by("symbols", self.root / "libbad.a"))
        for wanted in "exports bad_name", "refers to printf", "refers to exit", "in .bss is global":
            with self.subTest(wanted):
                self.assertIn(wanted, shown)
        self.assertNotIn("words", shown)
        self.assertIn("4 found", shown)


if __name__ == "__main__":
    unittest.main()
