#!/usr/bin/env bash
# How work grows with the size of the problem: processor time by size and the exponent of the growth, as the table of docs/performance.md.
# Usage: benchmarks/growth.sh
set -euo pipefail
project="$(cd "$(dirname "$0")" && pwd)/BoundCheck.Benchmarks"
dotnet build "$project" -c Release -v quiet -nologo >&2
dotnet "$project/bin/Release/net10.0/BoundCheck.Benchmarks.dll" growth
