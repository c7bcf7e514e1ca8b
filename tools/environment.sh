#!/bin/sh
# Makes .venv and installs the packages of a requirements file into it, by hash.
#
#     tools/environment.sh requirements.txt [PORT]
#
# MAKE_VENV=folder names another one than .venv.
# With a PORT it first makes sure that the port is free, before anything is made. Costs next to
# nothing when all is there: a copy of what was installed is kept in .venv and compared.
set -eu
cd "$(dirname "$0")/.."
requirements=$1
port=${2:-}
venv=${MAKE_VENV:-.venv}

fail() {
    echo "$*" >&2
    exit 1
}

# A version manager's shim may stand in the path and fail, and Debian's Python may lack venv: so
# each candidate is tried by running it.
works() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12)); ' >/dev/null 2>&1 &&
        "$1" -c 'import ensurepip, ssl, venv' >/dev/null 2>&1
}

find_python() {
    for candidate in python3.14 python3.13 python3.12 python3 python \
        /usr/bin/python3.14 /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3 \
        /usr/local/bin/python3; do
        if works "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "No Python 3.12 or newer with venv found. On Debian: apt-get install python3 python3-venv"
}

python=$venv/bin/python
if ! works "$python"; then
    python=$(find_python)
fi
if [ -n "$port" ]; then
    "$python" astra_site/delivery/ports.py "$port"
fi

installed=$venv/installed
if [ "$python" = "$venv/bin/python" ] && cmp -s "$requirements" "$installed-$requirements"; then
    exit 0
fi
if [ "$python" != "$venv/bin/python" ] || ! "$python" -m pip --version >/dev/null 2>&1; then
    echo "Making $venv"
    if [ "$python" = "$venv/bin/python" ]; then
        python=$(find_python)
    fi
    rm -rf "$venv"
    # Cut short, a folder that looks whole must not be left.
    trap 'rm -rf "$venv"' EXIT
    "$python" -m venv "$venv" || fail "Python could not make $venv, see above"
    trap - EXIT
fi
echo "Installing $requirements"
rm -f "$installed-$requirements"
# Compiling all of it takes longer than installing it, and a start needs a fifth. `make run` compiles that as
# it goes and keeps it; a server may not write here later, and tests start many processes at once.
pip_compiles=--compile
uv_compiles=--compile-bytecode
if [ -n "$port" ]; then
    pip_compiles=--no-compile
    uv_compiles=--no-compile-bytecode
fi
with_pip() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input $pip_compiles \
        --require-hashes --requirement "$1"
}

# pip takes three times as long as uv, which is one of the developer's packages. But only pip knows
# what this machine has set up for it, such as an index of its own: then uv finds nothing.
with_uv() {
    just_uv=$venv/uv-$requirements
    sed -n '/^uv==/,/[^\\]$/p' requirements-dev.txt >"$just_uv"
    [ -s "$just_uv" ] && with_pip "$just_uv" &&
        "$venv/bin/uv" pip install --quiet --no-config --python "$venv/bin/python" $uv_compiles \
            --require-hashes --requirement "$requirements"
}

with_uv 2>/dev/null || with_pip "$requirements" ||
    fail "The packages of $requirements could not be installed, see above"
# The developer's file holds what the site runs on, in the same versions.
if [ "$requirements" = requirements-dev.txt ]; then
    cp requirements.txt "$installed-requirements.txt"
fi
cp "$requirements" "$installed-$requirements"
