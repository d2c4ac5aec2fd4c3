"""The page's engine gives the program's bits: briefs of every scenario, natively and as WebAssembly.

engine.py SCENARIO[:PACKAGE,...] ...   with MIXFLOW naming the program, core.wasm beside it, and node."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEOPLE, REPLICATES = 600, 2


def bundle(program, scenario, packages):
    """The data of a page; every number in it is the native program's."""
    command = [program, "explore", scenario, "--bundle", "--quiet", "--people", str(PEOPLE),
               "--replicates", str(REPLICATES), "--full", "0", "--package", packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout)


def main():
    program = os.environ["MIXFLOW"]
    engine = Path(program).with_name("core.wasm")
    if not engine.exists():
        print("no core.wasm: built without WebAssembly")
        return 77
    try:
        subprocess.run(["node", "--version"], capture_output=True, check=True)
    except OSError:
        print("no node")
        return 77
    failed = 0
    for argument in sys.argv[1:]:
        scenario, _, packages = argument.partition(":")
        data = bundle(program, scenario, packages)
        wanted = len(packages.split(",")) + 1 if packages else 1
        if len(data["runs"]) != wanted:
            print(f"{scenario}: {len(data['runs'])} runs, not {wanted}")
            failed += 1
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(data, file)
            file.flush()
            done = subprocess.run(["node", HERE / "replay.js", engine, file.name], check=False)
        failed += done.returncode != 0
        print(f"{scenario}: {'same bits' if done.returncode == 0 else 'NOT the same'}", flush=True)
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
