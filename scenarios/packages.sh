# Sourced by the scripts of scenarios/ and tests/, which set $root: installs Debian packages
# that are missing, after saying which, and builds.  Does nothing, fast, when all is there.

mixflow_build_packages="cmake ninja-build gcc libc6-dev pkg-config libgsl-dev libhdf5-dev \
libconfig-dev librandom123-dev libxxhash-dev libdeflate-dev"
mixflow_explorer_packages="clang lld wasi-libc libclang-rt-dev-wasm32 node-d3"
mixflow_test_packages="libcmocka-dev clang libomp-dev python3 python3-numpy python3-h5py graphviz \
python3-pandas python3-matplotlib python3-pip python3-venv python3-setuptools python3-wheel \
libopenmpi-dev openmpi-bin nodejs"
mixflow_browser_packages="chromium chromium-driver" # Ubuntu has none
mixflow_slurm_packages="munge slurmctld slurmd slurm-client"
mixflow_reader_packages="python3-pandas python3-xarray python3-netcdf4 python3-h5netcdf netcdf-bin hdf5-tools \
r-base-core r-cran-hdf5r r-bioc-rhdf5 r-cran-ncdf4"

# Those of "$@" that dpkg does not call installed.
missing_packages()
{
    for package in $(printf '%s\n' "$@" | awk '!seen[$0]++'); do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *" installed") ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# need_packages PACKAGE...
need_packages()
{
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
        echo "This system has no apt. Please see that what these Debian packages hold is there:" >&2
        echo "  $*" >&2
        return 0
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        echo "Packages are missing, and there is no sudo here. As root, please type:" >&2
        echo "  apt-get update && apt-get install --no-install-recommends $missing" >&2
        return 1
    fi
    echo "Installing with apt-get: $missing"
    # shellcheck disable=SC2086  # words are wanted
    quietly "installing packages" as_root sh -c 'apt-get -q update &&
        DEBIAN_FRONTEND=noninteractive exec apt-get -q install -y --no-install-recommends "$@"' \
        sh $missing
}

# want_packages PACKAGE...: the same for those without which less is done, where apt has none of that name.
want_packages()
{
    offered=
    for package in $(missing_packages "$@"); do
        case $(LC_ALL=C apt-cache policy "$package" 2>/dev/null) in
        *"Candidate: (none)"* | "") echo "This system has no package $package: tests that need it are skipped" ;;
        *) offered="$offered $package" ;;
        esac
    done
    # shellcheck disable=SC2086  # words are wanted
    [ -z "$offered" ] || need_packages $offered
}

# quietly WHAT COMMAND...: its output is shown only if it fails.
quietly()
{
    what=$1
    shift
    log=$(mktemp) || return 1
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    else
        status=$?
    fi
    tail -n 200 "$log" >&2
    rm -f "$log"
    echo "failed: $what" >&2
    return "$status"
}

# One job a processor.
processors()
{
    nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
}

# Builds $root/build/release/mixflow, its pages included.
# shellcheck disable=SC2086,SC2154  # words are wanted; root is the script's
build_mixflow()
{
    need_packages $mixflow_build_packages $mixflow_explorer_packages || return
    echo "Building build/release/mixflow"
    (cd "$root" && quietly "configuring" cmake --preset release &&
        quietly "building" cmake --build --preset release --parallel "$(processors)")
}

# Sets $mixflow to what MIXFLOW names, or to build/release/mixflow, which is built if it is not there.
find_mixflow()
{
    mixflow=${MIXFLOW:-$root/build/release/mixflow}
    [ -n "${MIXFLOW-}" ] || [ -x "$mixflow" ] || build_mixflow
}

# python_with MODULE...: the first interpreter that has them all; the one that `python3` names may not.
python_with()
{
    modules=$(echo "$*" | tr ' ' ',')
    for python in "${PYTHON:-python3}" /usr/bin/python3; do
        if command -v "$python" >/dev/null 2>&1 && "$python" -c "import $modules" 2>/dev/null; then
            echo "$python"
            return 0
        fi
    done
    return 1
}
