# The libraries that mixflow links, found in one way: when it is built, and by
# whoever uses an installed one.  Sets mixflow_libraries and OpenMP_C_FOUND.

find_package(PkgConfig REQUIRED)
pkg_check_modules(MIXFLOW_GSL REQUIRED IMPORTED_TARGET gsl)
pkg_check_modules(MIXFLOW_CONFIG REQUIRED IMPORTED_TARGET libconfig)
pkg_check_modules(MIXFLOW_DEFLATE REQUIRED IMPORTED_TARGET libdeflate)

# The serial flavour of HDF5, by its name where both are installed.
pkg_search_module(MIXFLOW_HDF5 REQUIRED IMPORTED_TARGET hdf5-serial hdf5)
find_file(MIXFLOW_HDF5_CONF NAMES H5pubconf-64.h H5pubconf.h HINTS ${MIXFLOW_HDF5_INCLUDE_DIRS}
          REQUIRED)
file(STRINGS ${MIXFLOW_HDF5_CONF} parallel REGEX "define H5_HAVE_PARALLEL 1")
if(parallel)
  message(FATAL_ERROR "mixflow needs the serial flavour of HDF5, but ${MIXFLOW_HDF5_CONF} "
                      "belongs to the parallel one (Debian: apt-get install libhdf5-dev)")
endif()
find_library(MIXFLOW_HDF5_HL NAMES hdf5_serial_hl hdf5_hl HINTS ${MIXFLOW_HDF5_LIBRARY_DIRS}
             REQUIRED)
mark_as_advanced(MIXFLOW_HDF5_CONF MIXFLOW_HDF5_HL)

set(mixflow_libraries PkgConfig::MIXFLOW_GSL PkgConfig::MIXFLOW_CONFIG PkgConfig::MIXFLOW_DEFLATE
                      "${MIXFLOW_HDF5_HL}" PkgConfig::MIXFLOW_HDF5)

# Only behind the door src/par/comm_mpi.c.
if(MIXFLOW_MPI)
  find_package(MPI REQUIRED COMPONENTS C)
  list(APPEND mixflow_libraries MPI::MPI_C)
endif()

# Without OpenMP everything runs on one thread, with the same bits.
find_package(OpenMP QUIET COMPONENTS C)
