"""A file includes its own layer or one to the left; each library has one door."""

import re
import sys

import lint

ORDER = ["base", "par", "model", "sim", "record", "io", "study", "cli"]

# What is knocked at, and which files are its door.
DOORS = [
    (r'#\s*include\s*[<"]libconfig', r"src/io/config\.c"),
    (r'#\s*include\s*[<"]hdf5', r"src/io/\w+_h5\.[ch]"),
    (r'#\s*include\s*[<"]libdeflate', r"src/io/\w+\.c"),
    (r'#\s*include\s*[<"]omp\.h|_OPENMP|#\s*pragma\s+omp', r"src/base/parallel\.c"),
    (r'#\s*include\s*[<"]Random123', r"src/base/rng\.c"),
    (r'#\s*include\s*[<"]xxhash', r"src/base/digest\.c"),
    (r'#\s*include\s*[<"]mpi\.h', r"src/par/comm_mpi\.c"),
    (r'#\s*include\s*[<"]gsl/', r"src/(base|model|study)/.*|src/cli/main\.c"),
    (r'#\s*include\s*[<"](pthread|threads)\.h', r"(?!)"),
]


def layer_of(path):
    return path.parts[1] if len(path.parts) > 2 else None


def order():
    for path in lint.files("src", "*.c", "*.h"):
        here = layer_of(path)
        if here not in ORDER:
            continue
        for number, line in enumerate(lint.read(path).splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not found:
                continue
            there = found.group(1).split("/")[0]
            if "/" not in found.group(1) or there not in ORDER:
                yield f"{path}:{number}: \"{found.group(1)}\" does not begin with a layer"
            elif ORDER.index(there) > ORDER.index(here):
                yield f"{path}:{number}: {here} must not include {there}, which is to its right"


def public():
    """What is installed includes nothing of ours that is not installed."""
    for path in lint.files("include", "*.h", "*.h.in"):
        for number, line in enumerate(lint.read(path).splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if found:
                yield f"{path}:{number}: a public header includes only <mixflow/...> and <std...>"


def doors():
    for path in lint.files("src", "*.c", "*.h"):
        text = lint.read(path)
        plain = lint.code(text).splitlines()
        for number, line in enumerate(text.splitlines(), 1):
            for knock, door in DOORS:
                if (re.search(knock, line) and (plain[number - 1].strip() != "")
                        and not re.fullmatch(door, path.as_posix())):
                    yield f"{path}:{number}: {line.strip()}: not the door to this library"


if __name__ == "__main__":
    sys.exit(lint.report(order(), public(), doors()))
