# Sourced: ranks N COMMAND... runs so many ranks here, whoever one is and however few
# processors there are, and gives up after a minute or MPI_TIMEOUT seconds.

OMPI_ALLOW_RUN_AS_ROOT=1
OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
OMPI_MCA_rmaps_base_oversubscribe=1 # more ranks than processors
OMPI_MCA_mpi_yield_when_idle=1      # so that waiting leaves them to others
OMPI_MCA_hwloc_base_binding_policy=none
OMPI_MCA_btl=self,vader
OMPI_MCA_plm_rsh_agent=false        # on this machine alone
OMPI_MCA_btl_vader_single_copy_mechanism=none # forbidden in most containers
OMP_WAIT_POLICY=passive # so do threads
export OMP_WAIT_POLICY OMPI_ALLOW_RUN_AS_ROOT OMPI_ALLOW_RUN_AS_ROOT_CONFIRM OMPI_MCA_rmaps_base_oversubscribe \
    OMPI_MCA_mpi_yield_when_idle OMPI_MCA_hwloc_base_binding_policy OMPI_MCA_btl \
    OMPI_MCA_plm_rsh_agent OMPI_MCA_btl_vader_single_copy_mechanism

# MPI keeps what it took until the process ends: no leak of ours.
ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
export ASAN_OPTIONS

ranks()
{
    n=$1
    shift
    mpirun --timeout "${MPI_TIMEOUT:-60}" -n "$n" "$@"
}
