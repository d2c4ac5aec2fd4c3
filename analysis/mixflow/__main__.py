"""python -m mixflow gallery RUN.h5... -o DIR
python -m mixflow tables RUN.h5"""

import sys

from . import NotAResult, Run
from .gallery import main as gallery


def tables(paths: list[str]) -> int:
    """Lists what is in results."""
    for path in paths:
        try:
            with Run(path) as run:
                print(run.tables().to_string())
        except (FileNotFoundError, NotAResult) as error:
            print(error, file=sys.stderr)
            return 2 if isinstance(error, NotAResult) else 3
    return 0


def main(words: list[str]) -> int:
    if words[:1] == ["gallery"]:
        return gallery(words[1:])
    if words[:1] == ["tables"] and len(words) > 1:
        return tables(words[1:])
    print(f"usage: {__doc__}", file=sys.stderr)
    return 0 if words[:1] in (["-h"], ["--help"]) else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
