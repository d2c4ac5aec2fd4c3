"""One scenario and seed, one digest: whatever the compiler, the optimisation, the number of
threads, the engine, the processor's abilities and the locale.

usage: digests.py SCENARIO[@PEOPLE]...    (builds are kept in the build folder between calls)"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ["MIXFLOW_SOURCE"])
BUILDS = Path(os.environ["MIXFLOW_BUILD"]) / "digests"
COMPILERS = {"gcc -O1": ("gcc", "-O1"), "gcc -O3": ("gcc", "-O3"), "clang -O2": ("clang", "-O2")}
REFERENCE = "gcc -O3"

# What is varied on the reference build: arguments and environment.
VARIED = {
    "2 threads": (["--threads", "2"], {}),
    "3 threads": (["--threads", "3"], {}),
    "8 threads": (["--threads", "8"], {}),
    "dense engine": (["--engine", "dense"], {}),
    "no FMA, no AVX2 (glibc before 2.33)":
        ([], {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX_Usable"}),
    "no FMA, no AVX2": ([], {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"}),
    "German locale": ([], {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}),
    "no output of talk": (["--quiet"], {}),
}


def call(command, **environment):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          env={**os.environ, **environment}, check=False)
    if done.returncode != 0:
        print(*command, done.stdout[-2000:], done.stderr[-2000:], sep="\n")
        sys.exit(f"exit status {done.returncode}")
    return done.stdout


def build(name):
    """The program, built by one compiler."""
    compiler, level = COMPILERS[name]
    if shutil.which(compiler) is None:
        print(f"{name}: no {compiler} here, left out")
        return None
    where = BUILDS / name.replace(" ", "")
    call(["cmake", "-S", SOURCE, "-B", where, f"-DCMAKE_C_COMPILER={compiler}",
          "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_C_FLAGS_RELEASE={level} -DNDEBUG",
          "-DBUILD_TESTING=OFF"])
    call(["cmake", "--build", where, "--parallel", os.cpu_count()])
    return where / "mixflow"


def digest(program, scenario, arguments, environment, folder):
    result = folder / "run.h5"
    path, _, people = scenario.partition("@")
    call([program, "run", path, "-o", result, "--force", "--progress", "none",
          *(["--people", people] if people else []), *arguments], **environment)
    return call([program, "info", result, "--digest"]).strip()


def compare(programs, scenario, folder):
    """How many variants of one scenario differ."""
    wanted = digest(programs[REFERENCE], scenario, ["--threads", "1"], {}, folder)
    other = digest(programs[REFERENCE], scenario, ["--threads", "1", "--seed", "99"], {}, folder)
    failed = other == wanted
    print(f"{scenario}: {wanted} ({REFERENCE}, 1 thread); another seed: {other}")
    variants = [(f"{REFERENCE}, {what}", programs[REFERENCE], *how) for what, how in VARIED.items()]
    variants += [(name, program, ["--threads", "2"], {}) for name, program in programs.items()
                 if name != REFERENCE]
    for what, program, arguments, environment in variants:
        found = digest(program, scenario, arguments, environment, folder)
        print(f"  {'same' if found == wanted else found}: {what}")
        failed += found != wanted
    return failed


def main():
    programs = {name: build(name) for name in COMPILERS}
    programs = {name: program for name, program in programs.items() if program is not None}
    with tempfile.TemporaryDirectory() as folder:
        failed = sum(compare(programs, name, Path(folder)) for name in sys.argv[1:])
    print(f"{failed} differ" if failed else "one digest each")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
