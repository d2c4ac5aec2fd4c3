#!/bin/sh
# The baseline, every package and two policies left out, compared:
#   sh scenarios/central-mediterranean/run.sh [REPLICATES]
# Builds build/release/mixflow if it is not there; MIXFLOW names another program,
# RESULTS another folder than results/central-mediterranean.
set -eu

name=central-mediterranean
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
# shellcheck source=scenarios/packages.sh
. "$root/scenarios/packages.sh"

replicates=${1:-3}
scenario=$here/$name.cfg
results=${RESULTS:-$root/results/$name}
find_mixflow

mkdir -p "$results"
results=$(CDPATH='' cd -- "$results" && pwd -P)

# simulate NAME ARGUMENT...
simulate()
{
    run=$1
    shift
    echo "Running $run, $replicates replicates"
    "$mixflow" run "$scenario" -o "$results/$run.h5" --force --quiet --replicates "$replicates" \
        --threads "$(processors)" "$@"
}

simulate baseline
set --
for package in $("$mixflow" explain packages "$scenario" | cut -d ' ' -f 1); do
    simulate "$package" --package "$package"
    set -- "$@" "$package.h5"
done
for policy in niger_2016 memorandum_2017; do # these happened
    simulate "without_$policy" --set "interventions.$policy.on=false"
    set -- "$@" "without_$policy.h5"
done

echo "Comparing"
case $mixflow in
/*) ;;
*/*) mixflow=$PWD/$mixflow ;;
esac
cd "$results"
"$mixflow" compare baseline.h5 "$@" -o comparison.h5 --force >comparison.txt
"$mixflow" compare baseline.h5 "$@" --by year --format csv >years.csv
tables=
if python=$(python_with h5py numpy); then
    "$python" "$here/table.py" baseline.h5 "$@" >tables.md
    tables="
Tables of README:  $results/tables.md"
fi

cat <<END

Each run:          $results/*.h5
Differences:       $results/comparison.txt (to be read), comparison.h5 (whole)
Year by year:      $results/years.csv$tables
What became of the same people:
  $mixflow compare $results/baseline.h5 $results/coherent.h5 --by fates --examples 5
END
