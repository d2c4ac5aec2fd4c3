"""h5dump: every table with its values, by the tools that come with HDF5."""

import subprocess
import sys

from readers import FOLDER, rows

wrong = []
for name in "run", "quiet", "comparison":
    paths = [row["path"] for row in rows() if row["file"] == name]
    done = subprocess.run(["h5dump", *(word for path in paths for word in ("-d", f"/{path}")),
                           FOLDER / f"{name}.h5"], capture_output=True, text=True, check=False)
    if done.returncode != 0 or "unable to" in done.stderr + done.stdout:
        wrong.append(f"{name}.h5: {done.returncode}: {done.stderr[-500:]}")
    if done.stdout.count("DATASET \"/") < len(paths):
        wrong.append(f"{name}.h5: {done.stdout.count('DATASET')} tables, not {len(paths)}")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
