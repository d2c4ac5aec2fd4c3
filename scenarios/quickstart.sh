#!/bin/sh
# From a fresh machine to a simulated corridor:  sh scenarios/quickstart.sh
# Installs what is missing, builds build/release/mixflow, runs the main scenario.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/scenarios/packages.sh"
cd "$root"

build_mixflow

name=central-mediterranean
result=results/$name.h5
mkdir -p results
echo "Running scenarios/$name/$name.cfg"
build/release/mixflow run "scenarios/$name/$name.cfg" -o "$result" --force
page=results/$name.html
build/release/mixflow report "$result" -o "$page" --force --quiet || page="(this build has none: mixflow report says why)"

cat <<END

The outcomes:  the table above
The result:    $result (HDF5; any HDF5 or netCDF-4 reader opens it)
The report:    $page
What next:
  build/release/mixflow info $result
  build/release/mixflow export $result --table outcomes/value
  build/release/mixflow run scenarios/$name/$name.cfg --seed 2 -o results/seed-2.h5
  build/release/mixflow explain packages scenarios/$name/$name.cfg    # policies to add by --package
  build/release/mixflow explore scenarios/$name/$name.cfg -o results/explorer.html    # a page that runs it
  build/release/mixflow init corridor -o results/corridor.cfg    # a small scenario of your own
  build/release/mixflow explain phases                           # what happens in a step
  sh tests/run.sh                                                # the tests
END
