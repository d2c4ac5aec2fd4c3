#!/bin/sh
# The bench:  sh tests/bench/run.sh [--quick]
# Runs the main scenario at 10^5, 10^6 and 10^7 modelled people (--quick: 10^5
# only) and a batch of it, prints one table and writes tests/bench/figures.tsv.  Quote ratios and
# figures of one run; machines differ.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
cd "$root"
. scenarios/packages.sh
# shellcheck disable=SC2086  # words are wanted
need_packages $mixflow_build_packages
quietly "configuring" cmake --preset release
quietly "building" cmake --build --preset release --parallel "$(processors)" --target mixflow_bench mixflow_cli

scenario=scenarios/central-mediterranean/central-mediterranean.cfg
bench=build/release/mixflow_bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# one PEOPLE STEPS WORKERS: a file of figures, of the run with the middle wall time of three
one()
{
    for try in 1 2 3; do
        "$bench" "$scenario" "$1" "$2" "$3" >"$work/try.$try"
    done
    middle=$(grep -H wall_seconds "$work"/try.? | sort -k 2 -g | sed -n '2s/:.*//p')
    cp "$middle" "$work/$1.$3"
}

sizes="100000"
one 100000 313 1
one 100000 313 2
if [ "${1-}" != --quick ]; then
    sizes="100000 1000000 10000000"
    one 1000000 313 1
    one 1000000 313 2
    one 10000000 52 1
    one 10000000 52 2
fi

# what the default output adds to the simulation, by processor time on one thread
cpu()
{
    /bin/sh -c 'times_of() { "$@" >/dev/null 2>&1; }; times_of "$@"; times' sh "$@" |
        awk 'NR == 2 { split($1, u, /[ms]/); split($2, s, /[ms]/); print u[1] * 60 + u[2] + s[1] * 60 + s[2] }'
}
bare_run()
{
    cpu build/release/mixflow run "$scenario" --threads 1 --quiet --force --sample 0 --set outputs.events=false \
        --set outputs.stocks_every=10000 --set outputs.motives_every=10000 -o "$work/bare.h5"
}
full_run()
{
    cpu build/release/mixflow run "$scenario" --threads 1 --quiet --force -o "$work/full.h5"
}
# one after the other, five times, the least of each: a neighbour's load must not count
bare=1e9 full=1e9
for try in 1 2 3 4 5; do
    bare=$(echo "$bare $(bare_run)" | awk '{ print ($1 < $2) ? $1 : $2 }')
    full=$(echo "$full $(full_run)" | awk '{ print ($1 < $2) ? $1 : $2 }')
done

# compare PEOPLE: processor time of comparing two runs of all steps, person by person
compare()
{
    for package in "" near_home; do
        build/release/mixflow run "$scenario" --people "$1" --quiet --force ${package:+--package "$package"} \
            -o "$work/with_$package.h5"
    done
    cpu build/release/mixflow compare "$work/with_.h5" "$work/with_near_home.h5" -o "$work/compared.h5" --force \
        >"$work/compare.$1"
    rm -f "$work"/*.h5
}
for n in $sizes; do
    [ "$n" -gt 1000000 ] || compare "$n"
done

# batch_of PEOPLE REPLICATES: what a batch of two points spends, and what of that is useful: the time
# that its runs took between the scenario read and the tables full.  All else counts as spent: the
# runner, starting its processes, reading and checking scenarios, closing, verifying and placing files.
batch_of()
{
    cat >"$work/batch.cfg" <<EOF
scenarios = ("$root/$scenario");
people = $1.0;
replicates = $2;
factors = ( { id = "danger"; setting = "market.danger"; range = [0.0, 1.0]; levels = 2; } );
EOF
    build/release/mixflow batch plan "$work/batch.cfg" -o "$work/batch" --quiet
    spent=$(cpu build/release/mixflow batch run "$work/batch" --quiet)
    # the column of cpu_s is found by its name; no field of this manifest holds a comma
    awk -F , -v spent="$spent" -v people="$1" -v runs=$((2 * $2)) '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "cpu_s") c = i; next }
        { useful += $c }
        END {
            head = "batch, " people " people a run: "
            printf "%suseful time of processors\t%%\t95\t99\t%.1f\n", head, 100 * useful / spent
            printf "%sruns per hour and processor\t1\t-\t-\t%.0f\n", head, runs * 3600 / spent
        }' "$work/batch/manifest.csv" >>"$work/batches"
    rm -r "$work/batch"
}
batch_of 5000 100
batch_of 20000 40
batch_of 100000 8

{
    printf 'figure\tunit\tmust\taim'
    for n in $sizes; do printf '\t%s' "$n"; done
    printf '\n'
    row()
    {
        printf '%s\t%s\t%s\t%s' "$1" "$2" "$3" "$4"
        for n in $sizes; do
            awk -v name="$5" -v factor="$6" -F '\t' '$1 == name { printf "\t%.3g", $2 * factor }' "$work/$n.1"
        done
        printf '\n'
    }
    row 'person-weeks per second and core' million 30 100 person_steps_per_cpu_second 1e-6
    row 'person-events per second and core' million 4 10 events_per_cpu_second 1e-6
    row 'people called on per second and core' million - - called_per_cpu_second 1e-6
    row 'people called on, of all in a week' 1 - - called_per_person_step 1
    row 'memory per person' byte 96 64 bytes_per_person 1
    printf '1 to 2 threads, wall time\tratio\t1.8\t2'
    for n in $sizes; do
        awk -F '\t' '$1 == "wall_seconds" { t[FNR == NR] = $2 } END { printf "\t%.2f", t[1] / t[0] }' \
            "$work/$n.1" "$work/$n.2"
    done
    printf '\n'
    for phase in $(awk -F '\t' '/^phase_/ { print substr($1, 7) }' "$work/100000.1"); do
        row "share of time: $phase" % - - "phase_$phase" 100
    done
    cat "$work/batches"
    awk -v bare="$bare" -v full="$full" 'BEGIN { printf "default output, added time\t%%\t10\t3\t%.1f\n", 100 * (full / bare - 1) }'
    printf 'comparing two runs, processor time\ts\t-\t-'
    for n in $sizes; do
        [ ! -e "$work/compare.$n" ] || awk '{ printf "\t%.2f", $1 }' "$work/compare.$n"
    done
    printf '\n'
} >"$work/figures.tsv"
[ "${1-}" = --quick ] || cp "$work/figures.tsv" tests/bench/figures.tsv
column -t -s "$(printf '\t')" "$work/figures.tsv" 2>/dev/null || cat "$work/figures.tsv"
cat <<'EOF'

Events are those that results count; who is called on arrives and departs at once, which are two.

Peers, as published or measured by others on other machines; see the README:
  Flee 3                0.001-0.24 million agent-steps per second and core, about 540 bytes an agent
  OpenABM-Covid19       0.9 million agent-days per second, about 3900 bytes an agent
  Covasim               5-10 million person-days per second, about 1000 bytes an agent
EOF
