#!/bin/sh
# What takes long, or needs daemons of its own:  sh tests/long.sh
# A batch of 500 runs killed 20 times, alone and under ranks; large runs over ranks; a Slurm of one
# node, started and stopped here.  Ends with "N passed, N failed".  Slurm's part needs root; it is skipped without.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/scenarios/packages.sh"
cd "$root"

# shellcheck disable=SC2086  # words are wanted
need_packages $mixflow_build_packages $mixflow_test_packages $mixflow_slurm_packages
quietly "configuring" cmake --preset dev
quietly "building" cmake --build --preset dev --parallel "$(processors)" --target mixflow_cli mixflow_ranks \
    mixflow_ranks_few

MIXFLOW_SOURCE=$root
MIXFLOW=$root/build/dev/mixflow
MIXFLOW_CHAOS=20
PYTHONDONTWRITEBYTECODE=1
export MIXFLOW_SOURCE MIXFLOW MIXFLOW_CHAOS PYTHONDONTWRITEBYTECODE

passed=0 failed=0 skipped=0
ranks=$root/build/dev/tests/mixflow_ranks # the program that knows ranks
# try SCRIPT ARGUMENT...
try()
{
    status=0
    /usr/bin/python3 "$@" || status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    77) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)) ;;
    esac
}
try tests/ranks/ranks.py "$MIXFLOW" "$ranks" "${ranks}_few" --long
try tests/batch/chaos.py "$ranks"
try tests/batch/slurm.py "$ranks"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
