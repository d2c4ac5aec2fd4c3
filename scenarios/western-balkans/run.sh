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
    name=without_$1
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

without rumour_in_Kosovo rumour_kosovo
without rumour_in_Albania rumour_albania
without rumours rumour_kosovo rumour_albania rumour_montenegro rumour_macedonia
without border_police border_2015

# These are series in the law so far; held here at their values of 2014.
simulate without_visas_for_work --set legal.queues.labour_office.capacity=0
simulate without_faster_decisions --set legal.queues.asylum_germany.capacity=2550
simulate without_more_deportations --set legal.queues.removal.capacity=420
simulate leaner_reception --set countries.DEU.benefit=150

simulate answers_to_rumours --package answers

# shellcheck disable=SC2086  # words are wanted; the folder's path must be without blanks
if "$mixflow" compare --help >/dev/null 2>&1; then
    "$mixflow" compare "$results/baseline.h5" $others
fi
# shellcheck disable=SC2086
"${PYTHON:-python3}" "$here/table.py" "$results/baseline.h5" $others
