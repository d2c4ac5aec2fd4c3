"""Loops for wide registers are compiled for them: on x86-64 Linux with glibc each function marked
MF_FOR_WIDE_REGISTERS (base/wide.h) leaves a clone for each level of processors, whatever its file includes first.

usage: clones.py (the compiler is $CC)"""

import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import lint

MARK = "MF_FOR_WIDE_REGISTERS"
MARKED = re.compile(MARK + r"\s+[\w\s]*?\*?(\w+)\(")
LEVELS = ("arch_x86_64_v4", "arch_x86_64_v3")
ALONE = f'#include "base/wide.h"\n{MARK} int mf_alone(int a);\n{MARK} int mf_alone(int a) {{ return -a; }}\n'


def compiler():
    """As for a release: for sanitizers there are no clones."""
    return [os.environ.get("CC", "cc"), "-std=c17", "-O2", "-w", f"-I{lint.ROOT / 'src'}"]


def symbols(source, folder):
    path = Path(folder) / "object.o"
    subprocess.run([*compiler(), "-c", source, "-o", path], check=True)
    return subprocess.run(["nm", path], capture_output=True, text=True, check=True).stdout


def missing(name, text, found):
    """The marked functions of a source that have no clone for some level of processors."""
    for function in sorted(set(MARKED.findall(lint.code(text)))):
        for level in LEVELS:
            if not re.search(rf"\b{function}\.{level}\b", found):
                yield f"{name}: {function} has no clone for {level}"


def of_sources(folder):
    for path in lint.files("src", "*.c"):
        text = lint.read(path)
        if MARK in text:
            yield from missing(path, text, symbols(lint.ROOT / path, folder))


def of_the_header(folder):
    """With wide.h before anything that tells which C library is there."""
    source = Path(folder) / "alone.c"
    source.write_text(ALONE, encoding="utf-8")
    yield from missing("base/wide.h, included first", ALONE, symbols(source, folder))


def has_clones():
    """Is this such a machine?"""
    return (sys.platform == "linux" and platform.machine() == "x86_64" and
            platform.libc_ver()[0] == "glibc")


if __name__ == "__main__":
    if not has_clones():
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(lint.report(of_the_header(folder), of_sources(folder)))
