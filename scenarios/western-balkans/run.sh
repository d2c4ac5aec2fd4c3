#!/bin/sh
# Runs the baseline, the baseline without each part of the bundle, and the packages, and compares
# them with the baseline.  Results go to results/ beside this file; what is there already is replaced.
#
# usage: run.sh [THREADS]      environment: MIXFLOW (the program; build/release/mixflow, built if it is
#                              not there), REPLICATES (3), PYTHON (one with h5py and numpy)
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
# shellcheck source=scenarios/packages.sh
. "$root/scenarios/packages.sh"
find_mixflow
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
    others="$others $name.h5"
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

safe="safe_2014 safe_2015"
returns="forced_2015 assisted_2015"
visas="visas_offices visas_alb visas_xkx visas_srb visas_mkd visas_bih visas_mne"

# shellcheck disable=SC2086  # words are wanted
{
    without safe_countries $safe
    without fast_procedures fast_2015
    without deportations forced_2015
    without help_to_return assisted_2015
    without leaner_reception reception_2015
    without visas_for_work $visas
    without border_police border_2015
    without all_of_these $safe fast_2015 $returns reception_2015 $visas border_2015
    without all_but_visas $safe fast_2015 $returns reception_2015 border_2015
}
without rumours rumour_kosovo rumour_albania rumour_montenegro rumour_macedonia

simulate with_more_visa_cases --package embassies
simulate with_visas_from_2013 --package early
simulate with_answers_to_rumours --package answers

cd "$results"
# shellcheck disable=SC2086  # words are wanted
{
    "$mixflow" compare baseline.h5 $others
    python=$(python_with h5py numpy) || { echo "the tables of README need a Python with h5py and numpy" >&2; exit 1; }
    "$python" "$here/table.py" baseline.h5 $others
}
