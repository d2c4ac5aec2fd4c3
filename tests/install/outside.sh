#!/bin/sh
# An outside project builds against an installed mixflow: by CMake, and by
# pkg-config after the installed tree has been moved.
set -eu

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
work="$home/a path with blanks"
mkdir "$work"
cd "$work"

cmake --install "$MIXFLOW_BUILD" --prefix "$work/installed" >install.log
mv installed moved
test -x moved/bin/mixflow
moved/bin/mixflow --version

# what the library was built with (a sanitizer) must be linked, too
flags=$(sed -n 's/^CMAKE_C_FLAGS:[A-Z]*=//p' "$MIXFLOW_BUILD/CMakeCache.txt")

cmake -S "$MIXFLOW_SOURCE/tests/install" -B by-cmake -DCMAKE_C_COMPILER="$CC" \
      -DCMAKE_C_FLAGS="$flags" -DCMAKE_PREFIX_PATH="$work/moved" >cmake.log
cmake --build by-cmake >>cmake.log
./by-cmake/outside

pc=$(dirname "$(find moved -name mixflow.pc)")
# pkg-config's flags cannot hold blanks
cp -R moved "$home/prefix"
export PKG_CONFIG_PATH="$home/prefix/${pc#moved/}"
# shellcheck disable=SC2046,SC2086  # words are wanted
$CC $flags "$MIXFLOW_SOURCE/tests/install/outside.c" -o by-pkg-config \
    $(pkg-config --cflags --libs mixflow)
./by-pkg-config

if grep -rl "$MIXFLOW_SOURCE" moved --include='*.h' --include='*.cmake' --include='*.pc'; then
    echo "an installed file names the source tree"
    exit 1
fi
