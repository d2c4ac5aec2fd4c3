"""src/README.md tells how to add a kind of policy: what it says is done in a copy of the tree,
which is built, explained, run and tested.

usage: new_kind.py"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
POLICY = """
interventions = ( { id = "jobs"; kind = "%s"; places = ("TR_HUB"); work = 0.5; } );
"""


def call(command, **environment):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**os.environ, **environment}, check=False)
    if done.returncode != 0:
        print(*command, done.stdout[-3000:], done.stderr[-3000:], sep="\n")
        sys.exit(f"exit status {done.returncode}")
    return done.stdout


def insert(path, mark, text):
    """Puts `text` before the first `mark` of a file."""
    old = path.read_text(encoding="utf-8")
    assert mark in old, f"{path}: no {mark!r}"
    path.write_text(old.replace(mark, text + mark, 1), encoding="utf-8")


def follow(tree):
    """The three steps of the text; returns the name of the kind."""
    text = (tree / "src/README.md").read_text(encoding="utf-8")
    text = text[text.index("**... a policy.**"):text.index("**... a status.**")]
    name = re.search(r"`model/interventions/(\w+)\.c`", text)[1]
    code, word, row = re.findall(r"```c\n(.*?)```", text, re.S)
    (tree / f"src/model/interventions/{name}.c").write_text(code, encoding="utf-8")
    kinds = tree / "src/model/interventions/kinds.h"
    after = re.search(r"^    X\((\w+)\)", kinds.read_text(encoding="utf-8"), re.M)[0]
    insert(kinds, after, word)
    insert(tree / "CMakeLists.txt", "model/interventions/", f"model/interventions/{name}.c ")
    insert(tree / "tests/support/policies.c", "    { .kind = NULL }", row)
    return name


def digest(program, scenario, folder):
    result = folder / "run.h5"
    call([program, "run", scenario, "-o", result, "--force", "--progress", "none"])
    return call([program, "info", result, "--digest"]).strip()


def check(tree, build, name, folder):
    program = build / "mixflow"
    assert name in call([program, "explain", "interventions"]), "explain does not know it"
    small = (tree / "tests/scenarios/small.cfg").read_text(encoding="utf-8")
    head, rest = small.split("\ninterventions = (", 1)
    rest = rest.split("\noutputs", 1)[1]
    plain, with_it = folder / "plain.cfg", folder / "with.cfg"
    plain.write_text(f"{head}\noutputs{rest}", encoding="utf-8")
    with_it.write_text(f"{head}{POLICY % name}\noutputs{rest}", encoding="utf-8")
    assert digest(program, plain, folder) != digest(program, with_it, folder), "it does nothing"
    for test in ("bits", "costs", "signs"):
        call([build / f"tests/test_interventions_{test}"], MIXFLOW_SOURCE=tree)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        tree, build = folder / "tree", folder / "build"
        shutil.copytree(SOURCE, tree, ignore=shutil.ignore_patterns("build", "results", ".git"))
        name = follow(tree)
        call(["cmake", "-S", tree, "-B", build, "-DCMAKE_BUILD_TYPE=Release",
              "-DCMAKE_C_FLAGS=-Werror"])
        call(["cmake", "--build", build, "--parallel", "2", "--target", "mixflow_cli",
              "test_interventions_bits", "test_interventions_costs", "test_interventions_signs"])
        check(tree, build, name, folder)
        print(f"{name}: written, built, explained, run and tested as src/README.md says")


if __name__ == "__main__":
    main()
