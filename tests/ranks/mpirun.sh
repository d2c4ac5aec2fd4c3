# Sourced: ranks N COMMAND... runs so many ranks here, whoever one is and however few
# processors there are, and gives up after a minute or MPI_TIMEOUT seconds.

OMPI_ALLOW_RUN_AS_ROOT=1
OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
OMPI_MCA_mpi_yield_when_idle=1      # waiting leaves processors to others
OMPI_MCA_btl=self,vader
OMPI_MCA_plm_rsh_agent=false        # on this machine alone
OMPI_MCA_btl_vader_single_copy_mechanism=none # forbidden in most containers
OMP_WAIT_POLICY=passive # so do threads
export OMP_WAIT_POLICY OMPI_ALLOW_RUN_AS_ROOT OMPI_ALLOW_RUN_AS_ROOT_CONFIRM OMPI_MCA_mpi_yield_when_idle \
    OMPI_MCA_btl OMPI_MCA_plm_rsh_agent OMPI_MCA_btl_vader_single_copy_mechanism

# MPI keeps what it took until the process ends: no leak of ours.
ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
export ASAN_OPTIONS

ranks()
{
    n=$1
    shift
    # more of them than processors, in the words that Open MPI 4 and 5 share
    mpirun --timeout "${MPI_TIMEOUT:-60}" --map-by slot:OVERSUBSCRIBE --bind-to none -n "$n" "$@"
}
