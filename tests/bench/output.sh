#!/bin/sh
# The bench of output alone:  sh tests/bench/output.sh [EVENTS]
# Writes about EVENTS events (10^7, if not given) of the main scenario and prints rows
# as tests/bench/figures.tsv has them: figure, unit, must, aim, value.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
cd "$root"
. scenarios/packages.sh
# shellcheck disable=SC2086  # words are wanted
need_packages $mixflow_build_packages python3-h5py
quietly "configuring" cmake --preset release
quietly "building" cmake --build --preset release --parallel "$(processors)" --target mixflow_output mixflow_cli

events=${1:-10000000}
scenario=scenarios/central-mediterranean/central-mediterranean.cfg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# a modelled person of the main scenario has about 17 events in six years
build/release/mixflow run "$scenario" --people "$((events / 17))" --quiet -o "$work/run.h5"
for level in 1 0; do
    build/release/mixflow_output "$work/run.h5" "$events" "$level" "$work/out.h5" >"$work/level.$level"
done
/usr/bin/python3 tests/bench/output.py "$work/run.h5" >"$work/read"

# row FIGURE UNIT MUST AIM FILE NAME FACTOR
row()
{
    awk -v figure="$1" -v unit="$2" -v must="$3" -v aim="$4" -v name="$6" -v factor="$7" -F '\t' \
        '$1 == name { printf "%s\t%s\t%s\t%s\t%.3g\n", figure, unit, must, aim, $2 * factor }' "$5"
}
row 'events read and written' million - - "$work/read" events 1e-6
row 'bytes an event' byte 4.5 - "$work/read" bytes_per_event 1
row 'events written per second, packed' million 15 - "$work/level.1" events_per_cpu_second 1e-6
row 'events written per second, plain' million 100 - "$work/level.0" events_per_cpu_second 1e-6
row "HDF5's own filters, packed" million - - "$work/level.1" hdf5_events_per_cpu_second 1e-6
row "HDF5's own, plain" million - - "$work/level.0" hdf5_events_per_cpu_second 1e-6
row 'a column loaded' second 1 - "$work/read" seconds_column 1
row 'one cohort by the index' second - - "$work/read" seconds_cohort 1
row 'its share of events' % - - "$work/read" share_cohort 100
row 'share of chunks unpacked for it' % - - "$work/read" share_unpacked 100
