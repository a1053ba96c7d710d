#!/usr/bin/env bash
# Runs the engine and the C peer alternately on one core and prints medians and ratios; needs gcc and the .NET SDK.
# Then, where Sollya is installed, claims against its checkinfnorm (benchmarks/sollya.py).
# Usage: benchmarks/peers.sh [rounds] [core] [other-peer.c]   (an odd number of rounds, at least 5; another C file of the same output style)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${1:-5} core=${2:-0} other=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O3 -march=native -mprefer-vector-width=512 -fno-math-errno -fno-trapping-math "$here/peer/peer.c" -o "$work/plain" -lm
gcc -O3 -march=native -mprefer-vector-width=512 -ffast-math -DLIBMVEC "$here/peer/peer.c" -o "$work/mvec" -lm
if [ -n "$other" ]; then
  gcc -O3 -march=native -mprefer-vector-width=512 -fno-math-errno -fno-trapping-math "$other" -o "$work/other" -lm
fi
project="$here/BoundCheck.Benchmarks"
dotnet build "$project" -c Release -v q -nologo -m:1 >&2
engine="dotnet $project/bin/Release/net10.0/BoundCheck.Benchmarks.dll"
for _ in $(seq "$rounds"); do
  taskset -c "$core" "$work/plain" | sed 's/^/plain /'
  taskset -c "$core" $engine peer pseudohuber logcosh | sed 's/^/engine /'
  taskset -c "$core" "$work/mvec" | sed 's/^/mvec /'
  if [ -n "$other" ]; then
    taskset -c "$core" "$work/other" | sed -E 's/^sqrt ([^ ]+).*tanh ([^ ]+).*/other pseudohuber \1 -\nother logcosh \2 -/'
  fi
done | tee "$work/raw" >&2
awk '
  { key = $1 " " $2; values[key] = values[key] " " $3; sums[key] = $4 }
  function median(key,   a, n, i, j, t) {
    n = split(values[key], a, " ")
    for (i = 1; i <= n; i++) a[i] += 0
    for (i = 2; i <= n; i++) { t = a[i]; for (j = i - 1; j >= 1 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t }
    return a[int((n + 1) / 2)]
  }
  END {
    m = split("pseudohuber logcosh", names, " ")
    for (i = 1; i <= m; i++) {
      e = median("engine " names[i])
      printf "%-12s engine %.2e  C %.2e  ratio %.2f", names[i], e, median("plain " names[i]), e / median("plain " names[i])
      if (("mvec " names[i]) in values) printf "  libmvec %.2e  ratio %.2f", median("mvec " names[i]), e / median("mvec " names[i])
      if (("other " names[i]) in values) printf "  other %.2e  ratio %.2f", median("other " names[i]), e / median("other " names[i])
      d = sums["engine " names[i]] - sums["plain " names[i]]; if (d < 0) d = -d
      printf "  checksums %s\n", d <= 1e-6 * 100000 ? "agree" : "DIFFER"
    }
  }' "$work/raw"
if command -v sollya >/dev/null; then
  "$here/../boundcheck" claim "1 < 2" --on "x=[0,1]" >/dev/null
  "$here/sollya.py" dotnet "$here/../artifacts/boundcheck/boundcheck.dll"
else
  echo "sollya is not installed: claims are not compared"
fi
