"""ncdump: ends well on whole files, names the dimensions, shows the texts and the times."""

import re
import subprocess
import sys

from readers import FOLDER, group_of, rows


def dump(file, *words):
    done = subprocess.run(["ncdump", *words, FOLDER / f"{file}.h5"], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f"{file}.h5: ncdump {words} ends with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


wrong = []
for name in "run", "quiet", "comparison":
    shown, head = dump(name), dump(name, "-h")
    if "phony_dim" in head:
        wrong.append(f"{name}.h5: made-up dimensions")
    for row in rows():
        table = group_of(row["path"])[1]
        if row["file"] == name and not re.search(rf"^\s+\w+ {table}\(\w", head, re.M):
            wrong.append(f"{name}.h5: {row['path']} is not shown with its dimensions")
    if "data:" not in shown:
        wrong.append(f"{name}.h5: no data")
shown = dump("quiet", "-v", "time,place")
if " time = 0, 14 ;" not in shown or '"OR_HIGH"' not in shown:
    wrong.append("quiet.h5: not the times and places that it has")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
