# What is installed: the program, the library, its public headers, and what
# CMake and pkg-config need to find them.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/mixflow)
install(TARGETS mixflow EXPORT mixflow-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS mixflow_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/mixflow ${PROJECT_BINARY_DIR}/include/mixflow
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(EXPORT mixflow-targets NAMESPACE mixflow:: DESTINATION ${package_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/mixflow-config.cmake.in
    ${PROJECT_BINARY_DIR}/mixflow-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mixflow-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/mixflow-libraries.cmake
              ${PROJECT_BINARY_DIR}/mixflow-config.cmake
              ${PROJECT_BINARY_DIR}/mixflow-config-version.cmake DESTINATION ${package_dir})

# pkg-config: found from where it lies, so that an installed tree can be moved.
set(MIXFLOW_PC_HDF5 ${MIXFLOW_HDF5_MODULE_NAME})
set(MIXFLOW_PC_OPENMP "")
if(OpenMP_C_FOUND)
  set(MIXFLOW_PC_OPENMP ${OpenMP_C_FLAGS})
endif()
set(MIXFLOW_PC_MPI "")
if(MIXFLOW_MPI)
  list(JOIN MPI_C_LIBRARIES " " MIXFLOW_PC_MPI)
endif()
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_INCLUDEDIR BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX}
           OUTPUT_VARIABLE MIXFLOW_PC_INCLUDE)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX}
           OUTPUT_VARIABLE MIXFLOW_PC_LIB)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
           BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE MIXFLOW_PC_UP)
configure_file(${CMAKE_CURRENT_LIST_DIR}/mixflow.pc.in ${PROJECT_BINARY_DIR}/mixflow.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/mixflow.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
