#!/bin/sh
# All plans, what they say, and pictures of it:
#   sh scenarios/central-mediterranean/plans/run.sh
# Builds build/release/mixflow if it is not there; MIXFLOW names another program,
# RESULTS another folder than results/central-mediterranean/plans.  What was computed
# before is not computed again.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../../.." && pwd -P)
# shellcheck source=scenarios/packages.sh
. "$root/scenarios/packages.sh"

results=${RESULTS:-$root/results/central-mediterranean/plans}
find_mixflow
mkdir -p "$results"

"$mixflow" coherence "$here/factorial.cfg" --folder "$results/factorial" \
    -o "$results/coherence.h5" --force >"$results/coherence.txt"
"$mixflow" coherence "$here/structure.cfg" --folder "$results/structure" \
    -o "$results/structure.h5" --force >"$results/structure.txt"
"$mixflow" sensitivity "$here/screening.cfg" --folder "$results/screening" \
    -o "$results/sensitivity.h5" --force >"$results/sensitivity.txt"

pictures=
if python=$(python_with h5py matplotlib pandas); then
    for figure in coherence sensitivity; do
        PYTHONPATH=$root/analysis "$python" -m "mixflow.figures.$figure" "$results/$figure.h5" \
            -o "$results/pictures" >/dev/null
    done
    pictures="
Pictures:          $results/pictures"
fi

cat <<END

Who helps whom:    $results/coherence.txt (to be read), coherence.h5 (whole)
Whatever comes:    $results/structure.txt, structure.h5
What moves it:     $results/sensitivity.txt, sensitivity.h5$pictures
END
