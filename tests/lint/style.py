"""What a reader stumbles over: length, stray blanks, words left for later, paths of a machine."""

import re
import sys

import lint

FILE_MOST, FUNCTION_MOST = 600, 70
TEXT = ("*.c", "*.h", "*.h.in", "*.in", "*.py", "*.sh", "*.cmake", "CMakeLists.txt", "*.json",
        "*.cfg", "*.md", "*.R", "*.cff", "*.yml")
WORDS = [  # spelled in two parts, so that this file may be read by itself
    (r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b", "a word left for later"),
    (r"(?<![\w.])/(ho" r"me|ro" r"ot|wo" r"rk|Us" r"ers)/", "a path of one machine"),
    (r"-ff" r"ast-math|-Of" r"ast", "gives other bits"),
]
MAKES_MENTION = {"tests/lint/style.py", "LICENSE"}


def blanks():
    for path in lint.files(".", *TEXT):
        text = lint.read(path)
        if text and not text.endswith("\n"):
            yield f"{path}: no newline at the end"
        if text.endswith("\n\n"):
            yield f"{path}: empty lines at the end"
        for number, line in enumerate(text.splitlines(), 1):
            if line != line.rstrip():
                yield f"{path}:{number}: blanks at the end of a line"
            if "\t" in line or "\r" in line:
                yield f"{path}:{number}: a tab or a carriage return"


def words():
    for path in lint.files(".", *TEXT):
        if path.as_posix() in MAKES_MENTION:
            continue
        for number, line in enumerate(lint.read(path).splitlines(), 1):
            for pattern, why in WORDS:
                if re.search(pattern, line):
                    yield f"{path}:{number}: {line.strip()}: {why}"


def lengths():
    for path in lint.files(".", "*.c", "*.h", "*.py", "*.sh"):
        n = len(lint.read(path).splitlines())
        if n > FILE_MOST:
            yield f"{path}: {n} lines, more than {FILE_MOST}"
    for path in lint.files(".", "*.c", "*.h"):
        start = name = None
        for number, line in enumerate(lint.code(lint.read(path)).splitlines(), 1):
            if line == "{":
                start = number
            elif line.startswith("}") and start is not None:
                if number - start > FUNCTION_MOST:
                    yield f"{path}:{start}: {name} has {number - start} lines, more than {FUNCTION_MOST}"
                start = None
            elif re.match(r"\w.*\(", line):
                name = re.sub(r"\(.*", "", line).split()[-1].lstrip("*")


def jumps():
    for path in lint.files("src", "*.c", "*.h"):
        for number, line in enumerate(lint.code(lint.read(path)).splitlines(), 1):
            found = re.search(r"\bgoto\s+(\w+)", line)
            if found and found.group(1) not in ("done", "fail"):
                yield f"{path}:{number}: goto {found.group(1)}: only done or fail"


def guards():
    """A header's guard is its path: src/base/rng.h has MF_BASE_RNG_H."""
    for path in lint.files("src", "*.h"):
        guard = "MF_" + re.sub(r"\W", "_", path.relative_to("src").as_posix()).upper()
        if f"#ifndef {guard}\n#define {guard}\n" not in lint.read(path):
            yield f"{path}: its guard is not {guard}"


if __name__ == "__main__":
    sys.exit(lint.report(blanks(), words(), lengths(), jumps(), guards()))
