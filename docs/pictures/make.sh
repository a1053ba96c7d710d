#!/usr/bin/env bash
# Draws the pictures of the documentation anew. Needs nothing but the program itself.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# plots NAME PICTURES ARGUMENTS: the named plots of a command, as NAME-PICTURE.svg.
plots() {
  local name=$1 pictures=$2
  shift 2
  ./boundcheck "$@" --plots "$work/$name" --quiet || [ $? -eq 1 ] || [ $? -eq 3 ]
  for picture in $pictures; do cp "$work/$name/$picture.svg" "$here/$name-$picture.svg"; done
}

plots logcosh "sharpness path slope distance bifurcation" run examples/logcosh.toml
plots squared-large-start "loss-linear" run examples/squared-large-start.toml
plots squared "path slope" run examples/squared.toml
./boundcheck sweep "(x*y-1)^2/2" --step 0.4 --grid "x=-4..4:400,y=-4..4:400" --png "$here/squared-map.png" --quiet
