#!/usr/bin/env bash
# Draws the pictures of the documentation anew, and writes docs/gallery.md with the command of each. Needs nothing but the program itself.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
gallery=$here/../gallery.md

cat >"$gallery" <<'TEXT'
# Gallery

Figures as a paper would print them, each below the command that draws it. Written by `docs/pictures/make.sh`; nothing was retouched.

`--plots DIR` writes every figure of an answer. `--format svg|pdf|png|csv` (PDF is vectors with its letters embedded, PNG has 300 dots an inch),
`--width 3.25in`, `--font 8pt` and `--panels sharpness,path` make it fit. Beside each figure stand its data (`NAME.csv`, two columns a curve; of a map up to
a million cells `map-cells.csv`) and a pgfplots figure of them (`NAME.tex`) that uses the fonts of the paper. Colours are literal and fonts are standard ones,
so LaTeX, Inkscape and librsvg show what the browser shows. `cite T3` prints the BibTeX entries of a theorem and of this program.
TEXT

# figures NAME PICTURES TITLE ARGUMENTS: the named figures of a command, as NAME-PICTURE.svg, and a part of the gallery.
figures() {
  local name=$1 pictures=$2 title=$3
  shift 3
  ./boundcheck "$@" --plots "$work/$name" --quiet || [ $? -eq 1 ] || [ $? -eq 3 ]
  { printf '\n## %s\n\n```\n./boundcheck' "$title"; printf " %s" "${@@Q}" | sed "s/'\([A-Za-z0-9_./:-]*\)'/\1/g; s/'/\"/g"; printf ' --plots figures --panels %s\n```\n\n' "${pictures// /,}"; } >>"$gallery"
  for picture in $pictures; do
    cp "$work/$name/$picture.svg" "$here/$name-$picture.svg"
    printf '![%s: %s](pictures/%s-%s.svg)\n' "$title" "$picture" "$name" "$picture" >>"$gallery"
  done
}

figures logcosh "sharpness path distance bifurcation slope" "log cosh: edge of stability from a sharp start" run examples/logcosh.toml
figures squared "path slope" "Squared loss: the exact region of convergence" run examples/squared.toml
figures squared-large-start "loss-linear" "Squared loss from a far start: divergence" run examples/squared-large-start.toml
map=(sweep "(x*y-1)^2/2" --step 0.4 --grid "x=-4..4:120,y=-4..4:120" --steps 2000)
figures squared-certified "map" "Certified to converge and to fail" "${map[@]}" --colour certified
figures squared-steps "map" "Steps to converge" "${map[@]}" --colour steps
figures squared-sharpness "map" "Sharpness of the limit" "${map[@]}" --colour sharpness
figures squared-phenomena "map" "Phenomena" "${map[@]}" --colour phenomena
./boundcheck sweep "(x*y-1)^2/2" --step 0.4 --grid "x=-4..4:400,y=-4..4:400" --png "$here/squared-map.png" --quiet
