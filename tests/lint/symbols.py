"""What the library's symbol table says: names begin with mf_, nothing exits, aborts or prints,
and nothing that lives outside a call can change.

usage: symbols.py libmixflow.a"""

import re
import subprocess
import sys

import lint

FORBIDDEN = {
    "exit", "_exit", "_Exit", "quick_exit", "abort", "atexit", "raise", "signal", "sigaction",
    "printf", "vprintf", "puts", "putchar", "perror", "fputs_unlocked", "__printf_chk",
    "__vprintf_chk", "stdout", "stderr", "stdin", "assert_perror",
    "setenv", "putenv", "setlocale", "rand", "srand", "random", "time", "exp", "log", "pow",
    "expm1", "log1p", "erf", "erfc", "tgamma", "lgamma", "sin", "cos", "tan",
}
# Files that may call what others may not, and why.
ALLOWED = {
}
LIBM = {"exp", "log", "pow", "expm1", "log1p", "erf", "erfc", "tgamma", "lgamma", "sin", "cos",
        "tan"}
OF_SANITIZERS = re.compile(r"__(asan|ubsan|odr_asan|tsan|gcov|llvm|sanitizer)|_sub_[ID]_|\.LASAN|\.Lubsan")
MUTABLE = re.compile(r"^(\.data(?!\.rel\.ro)|\.bss|\.tdata|\.tbss|\*COM\*)")


def lines(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def names(archive):
    """nm: exported names and names referred to, by object file."""
    member = ""
    for line in lines("nm", "--format=posix", archive):
        head = re.match(r".*\[(.*)\]:$", line)
        if head:
            member = head.group(1)
            continue
        name, kind = line.split()[:2]
        if OF_SANITIZERS.search(name):
            continue
        if kind.isupper() and kind not in "UWV" and not name.startswith("mf_"):
            yield f"{member}: exports {name}, which does not begin with mf_"
        if kind in "Uw" and name in FORBIDDEN and name not in ALLOWED.get(member, ()):
            yield f"{member}: refers to {name}"


def globals_(archive):
    """objdump: objects that are not constant."""
    member = ""
    for line in lines("objdump", "--syms", archive):
        head = re.match(r"(\S+):\s+file format", line)
        if head:
            member = head.group(1)
            continue
        entry = re.match(r"^[0-9a-f]+ (.{7}) (\S+)\s+([0-9a-f]+)\s+(?:\.hidden )?(\S+)$", line)
        if not entry or OF_SANITIZERS.search(line):
            continue
        flags, section, size, name = entry.groups()
        if "O" in flags and MUTABLE.match(section) and int(size, 16) > 0:
            yield f"{member}: {name} in {section} is global and can change"


if __name__ == "__main__":
    sys.exit(lint.report(names(sys.argv[1]), globals_(sys.argv[1])))
