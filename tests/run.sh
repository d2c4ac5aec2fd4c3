#!/bin/sh
# The tests, under ASan and UBSan:  sh tests/run.sh [--quick] [ctest arguments]
# --quick leaves out those labelled `long`, and the readers of results they need.  Ends with ctest's closing lines and
# a line "N passed, N failed"; exits as ctest does.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/scenarios/packages.sh"
cd "$root"

readers=$mixflow_reader_packages
if [ "${1-}" = --quick ]; then
    shift
    readers=
    set -- -LE long "$@"
fi

given_up()
{
    echo "0 passed, 1 failed ($1)"
    exit 1
}

# shellcheck disable=SC2086  # words are wanted
need_packages $mixflow_build_packages $mixflow_explorer_packages $mixflow_test_packages $readers &&
    want_packages $mixflow_browser_packages || given_up "installing packages"
quietly "configuring" cmake --preset dev || given_up "configuring"
quietly "building" cmake --build --preset dev --parallel "$(processors)" || given_up "building"

log=$(mktemp)
trap 'rm -f "$log" "$log.status"' EXIT
{
    status=0
    ctest --test-dir build/dev --parallel "$(processors)" --output-on-failure "$@" || status=$?
    echo "$status" >"$log.status"
} 2>&1 | tee "$log"
status=$(cat "$log.status")

# "97% tests passed, 1 tests failed out of 33"; skipped tests count as neither.
awk -v status="$status" '
    / tests failed out of / { failed = $4; all = $NF }
    /\*\*\*Skipped/ { skipped++ }
    END {
        if (all == "" && status != 0) failed = 1
        printf "%d passed, %d failed%s\n", all - failed - skipped, failed,
               skipped ? ", " skipped " skipped" : ""
    }' "$log"
exit "$status"
