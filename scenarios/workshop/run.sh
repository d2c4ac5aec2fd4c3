#!/bin/sh
# The baseline, the six packages and a factorial; the page, a report and the sheets for a session:
#   sh scenarios/workshop/run.sh [REPLICATES]
# Builds build/release/mixflow if it is not there; MIXFLOW names another program,
# RESULTS another folder than results/workshop.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
# shellcheck source=scenarios/packages.sh
. "$root/scenarios/packages.sh"

replicates=${1:-20}
scenario=$here/workshop.cfg
results=${RESULTS:-$root/results/workshop}
find_mixflow

mkdir -p "$results"
echo "Running the baseline, $replicates replicates"
"$mixflow" run "$scenario" -o "$results/baseline.h5" --force --quiet --replicates "$replicates" --threads "$(processors)"
set --
for package in $("$mixflow" explain packages "$scenario" | cut -d ' ' -f 1); do
    echo "Running $package"
    "$mixflow" run "$scenario" -o "$results/$package.h5" --force --quiet --replicates "$replicates" \
        --threads "$(processors)" --package "$package"
    set -- "$@" "$results/$package.h5"
done

echo "Running every combination of six policies"
"$mixflow" coherence "$here/factorial.cfg" --folder "$results/factorial" -o "$results/coherence.json" --force --quiet 2>"$results/factorial.log" ||
    { cat "$results/factorial.log" >&2; exit 1; }

echo "Writing"
"$mixflow" compare "$results/baseline.h5" "$@" -o "$results/comparison.h5" --force >"$results/comparison.txt"
"$mixflow" report "$results/baseline.h5" "$@" -o "$results/report.html" --study "$results/coherence.json" --force --quiet
"$mixflow" explore "$scenario" -o "$results/room.html" --study "$results/coherence.json" --force --quiet
"$mixflow" report "$results/baseline.h5" "$@" -o "$results/handouts.html" --handouts --force --quiet

cat <<END

For the projector:  $results/room.html
To take home:       $results/report.html
For the tables:     $results/handouts.html
Differences:        $results/comparison.txt
END
