#!/bin/sh
# ranks.sh N COMMAND...: so many ranks here.
set -eu
. "$(dirname -- "$0")/../ranks/mpirun.sh"
MPI_TIMEOUT=300
export MPI_TIMEOUT
ranks "$@"
