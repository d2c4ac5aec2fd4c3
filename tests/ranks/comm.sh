# The claims about the door to other ranks hold among 1 to 4 of them:  comm.sh TEST_COMM
set -eu
. "${MIXFLOW_SOURCE:-.}/tests/ranks/mpirun.sh"

for n in 1 2 3 4; do
    ranks "$n" "$1" >comm.$$.log 2>&1 || {
        cat comm.$$.log
        rm -f comm.$$.log
        echo "with $n ranks: failed"
        exit 1
    }
    [ "$(grep -c 'PASSED' comm.$$.log)" -eq "$n" ] || { cat comm.$$.log; exit 1; }
    rm -f comm.$$.log
    echo "with $n ranks: the door does what it says"
done
