# The engine of the page: the same sources as WebAssembly, by clang, lld and wasi-libc.
# Makes MIXFLOW_WASM the module's file; empty where the tools are missing or not wanted.

set(MIXFLOW_EXPLORER "AUTO" CACHE STRING "WebAssembly for `mixflow explore`: AUTO (if its tools are there), ON or OFF")
set_property(CACHE MIXFLOW_EXPLORER PROPERTY STRINGS AUTO ON OFF)
set(MIXFLOW_WASM "")

# Everything up to `record`, and the reader of scenarios.
set(wasm_own par/comm_serial.c
    io/config_read.c io/csv.c io/dump.c io/dump_legal.c io/lexer.c io/names.c io/number.c
    io/overrides.c io/packages.c io/reader.c io/reader_series.c io/reader_values.c io/tokens.c
    io/tokens_judge.c io/tree.c
    web/core.c web/grammar.c web/no_files.c)
list(TRANSFORM wasm_own PREPEND src/)
set(wasm_sources ${mixflow_sources})
list(FILTER wasm_sources INCLUDE REGEX "^src/(base|par|model|sim|record)/")
list(APPEND wasm_sources ${wasm_own})

# One target, one module without threads, optimised as a whole; nothing of the system's headers but two libraries
# that are headers alone.
set(wasm_headers ${PROJECT_BINARY_DIR}/wasm/headers)
set(wasm_target --target=wasm32-wasi -flto -msimd128 -mbulk-memory)
set(wasm_flags ${wasm_target} -std=c17 -O3 -DNDEBUG ${mixflow_same_bits} -fvisibility=hidden
               -I${PROJECT_SOURCE_DIR}/src -I${PROJECT_SOURCE_DIR}/include
               -I${PROJECT_BINARY_DIR}/include -isystem ${wasm_headers}
               "-DXXH_HAS_INCLUDE(x)=0") # or xxhash 0.8.3 takes clang's NEON for a stand-in made for WebAssembly
set(wasm_cold "/(io|web)/|/record/(brief_scenario|life|labels)|/model/(scenario_check|tables|interventions/)") # small before fast
set(wasm_link_flags -mexec-model=reactor -Wl,--strip-all -Wl,--gc-sections)

find_program(MIXFLOW_WASM_CC NAMES clang clang-19 clang-16 clang-15 clang-14)
find_path(MIXFLOW_D3 d3/dist/d3.min.js PATHS /usr/share/nodejs NO_CMAKE_FIND_ROOT_PATH)
mark_as_advanced(MIXFLOW_WASM_CC MIXFLOW_D3)

# Can it make a module at all?
function(mixflow_try_wasm found)
  set(try ${PROJECT_BINARY_DIR}/wasm/try)
  file(WRITE ${try}.c "#include <stdio.h>\n#include <stdlib.h>\nint main(int n, char **at)\n"
                      "{ return printf(\"%s %g\", at[0], (double) n) > 0 && malloc(1) != NULL; }\n")
  execute_process(COMMAND ${MIXFLOW_WASM_CC} ${wasm_target} ${try}.c -o ${try}.wasm
                  RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  if(status EQUAL 0)
    set(${found} TRUE PARENT_SCOPE)
  endif()
endfunction()

set(wasm_found FALSE)
if(NOT MIXFLOW_EXPLORER STREQUAL "OFF" AND MIXFLOW_WASM_CC AND MIXFLOW_D3)
  mixflow_try_wasm(wasm_found)
endif()
if(MIXFLOW_EXPLORER STREQUAL "ON" AND NOT wasm_found)
  message(FATAL_ERROR "MIXFLOW_EXPLORER needs clang, lld, wasi-libc, libclang-rt-dev-wasm32 and node-d3")
endif()

if(wasm_found)
  find_path(MIXFLOW_XXHASH_HEADER xxhash.h HINTS ${MIXFLOW_XXHASH_INCLUDE_DIRS} REQUIRED)
  mark_as_advanced(MIXFLOW_XXHASH_HEADER)
  file(MAKE_DIRECTORY ${wasm_headers})
  file(CREATE_LINK ${MIXFLOW_RANDOM123}/Random123 ${wasm_headers}/Random123 SYMBOLIC)
  file(CREATE_LINK ${MIXFLOW_XXHASH_HEADER}/xxhash.h ${wasm_headers}/xxhash.h SYMBOLIC)
  foreach(source IN LISTS wasm_sources)
    set(size "")
    if(source MATCHES "${wasm_cold}")
      set(size -Os)
    endif()
    string(REPLACE "/" "_" name ${source})
    set(object ${PROJECT_BINARY_DIR}/wasm/${name}.o)
    add_custom_command(
        OUTPUT ${object}
        COMMAND ${CMAKE_C_COMPILER_LAUNCHER} ${MIXFLOW_WASM_CC} ${wasm_flags} ${size} -MD -MF ${object}.d
                -c ${PROJECT_SOURCE_DIR}/${source} -o ${object}
        DEPENDS ${source} DEPFILE ${object}.d COMMENT "" VERBATIM)
    list(APPEND wasm_objects ${object})
  endforeach()
  set(MIXFLOW_WASM ${PROJECT_BINARY_DIR}/core.wasm)
  add_custom_command(
      OUTPUT ${MIXFLOW_WASM}
      COMMAND ${MIXFLOW_WASM_CC} ${wasm_target} ${wasm_link_flags} ${wasm_objects} -o ${MIXFLOW_WASM}
      DEPENDS ${wasm_objects} COMMENT "Linking core.wasm" VERBATIM)
endif()
message(STATUS "mixflow explore: ${MIXFLOW_EXPLORER}, WebAssembly ${wasm_found}")
