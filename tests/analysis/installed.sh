# pip installs the Python package, alone, where the system has what it needs; then its command
# and its figures run from anywhere.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$MIXFLOW_SOURCE/analysis" "$folder/analysis" # pip builds beside the sources
/usr/bin/python3 -m venv --system-site-packages --without-pip "$folder/venv"
python=$folder/venv/bin/python
cd "$folder"
"$python" -m pip install --quiet --no-deps --no-build-isolation ./analysis
rm -rf analysis

"$MIXFLOW" run "$MIXFLOW_SOURCE/tests/scenarios/small.cfg" --people 1500 --quiet -o run.h5
"$python" -m mixflow tables run.h5 | grep -q 'queues/capacity'
"$python" -m mixflow gallery run.h5 -o pictures 2>left_out | grep -q 'pictures: pictures/index.html'
grep -q 'left out: difference: needs a second run' left_out
test "$("$python" -W error -m mixflow.figures.route_map run.h5 -o maps)" = '1 picture: maps/index.html'
test -s maps/route_map.svg
test ! -e maps/queues.svg
"$python" -c 'import mixflow, sys; sys.exit("venv" not in mixflow.__file__)'
