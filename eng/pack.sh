#!/usr/bin/env bash
# Packs the tool and the libraries into a folder (default: packages), installs the tool from there into a temporary place, and runs it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-packages}
for project in Symbolic Numeric Bounds Cli; do dotnet pack "src/$project" -c Release -o "$out" -v quiet -nologo -p:PackPlatforms=true; done
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
dotnet tool install BoundCheck --tool-path "$place" --add-source "$(cd "$out" && pwd)" --version 0.1.0 --no-cache
"$place/boundcheck" check "(x*y-1)^2/2" --start "x=2,y=0.2" --step 0.85 | head -n 2
