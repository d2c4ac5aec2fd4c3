#!/bin/sh
# Runs the baseline, the baseline without each part of the bundle, and the packages, and compares
# them.  Results go to results/ beside this file; what is there already is replaced.
#
# usage: run.sh [THREADS]      environment: MIXFLOW (the program), REPLICATES (3), PYTHON
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mixflow=${MIXFLOW:-mixflow}
threads=${1:-1}
replicates=${REPLICATES:-3}
scenario=$here/western-balkans.cfg
results=$here/results
mkdir -p "$results"

# simulate NAME ARGUMENT...
simulate()
{
    name=$1
    shift
    "$mixflow" run "$scenario" -o "$results/$name.h5" --force --quiet --threads "$threads" \
        --replicates "$replicates" "$@"
    others="$others $results/$name.h5"
}

# without NAME INTERVENTION...: the baseline without these
without()
{
    name=$1
    shift
    arguments=
    for id in "$@"; do
        arguments="$arguments --set interventions.$id.on=false"
    done
    # shellcheck disable=SC2086  # words are wanted
    simulate "$name" $arguments
}

others=
simulate baseline
others=

without without_rumour_kosovo rumour_kosovo
without without_rumour_albania rumour_albania
without without_rumours rumour_kosovo rumour_albania rumour_montenegro rumour_macedonia
without without_border border_2015
simulate answers --package answers

# shellcheck disable=SC2086  # words are wanted; the folder's path must be without blanks
if "$mixflow" compare --help >/dev/null 2>&1; then
    "$mixflow" compare "$results/baseline.h5" $others
fi
# shellcheck disable=SC2086
"${PYTHON:-python3}" "$here/table.py" "$results/baseline.h5" $others
