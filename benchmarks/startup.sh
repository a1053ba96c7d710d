#!/usr/bin/env bash
# Processor time of whole short commands, as ratios to a program that prints one line: medians of alternating runs. Needs the .NET SDK.
# Usage: benchmarks/startup.sh [rounds] [the folder of another build, measured in the same run]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rounds=${1:-9} other=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/hello.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
</Project>
PROJECT
echo 'System.Console.WriteLine("hello");' >"$work/hello.cs"
dotnet build "$work/hello.csproj" -c Release -v quiet -nologo -o "$work/out" >&2
"$here/../boundcheck" claim "1 < 2" --on "x=[0,1]" >/dev/null
dotnet build "$here/../src/Cli" -c Release -v quiet -nologo >&2
ahead="dotnet $here/../artifacts/boundcheck/boundcheck.dll"
later="dotnet $here/../src/Cli/bin/Release/net10.0/boundcheck.dll"
claim=(claim "exp(x) >= 1 + x" --on "x=(-inf,inf)")
check=(check "log(cosh(x*y-1))" --start "x=5,y=0.05" --step 0.3)
TIMEFORMAT='%U %S'
measure() { # name, command: one line "name seconds of processor time"
  local name=$1; shift
  { time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk -v name="$name" '{ print name, $1 + $2 }'
}
for _ in $(seq "$rounds"); do
  measure hello dotnet "$work/out/hello.dll"
  measure claim $ahead "${claim[@]}"
  measure claim-uncompiled $later "${claim[@]}"
  measure check $ahead "${check[@]}"
  measure check-uncompiled $later "${check[@]}"
  measure claim-launcher "$here/../boundcheck" "${claim[@]}"
  measure check-launcher "$here/../boundcheck" "${check[@]}"
  [ -z "$other" ] || measure claim-other dotnet "$other/boundcheck.dll" "${claim[@]}"
  [ -z "$other" ] || measure check-other dotnet "$other/boundcheck.dll" "${check[@]}"
done >"$work/raw"
for name in $(awk '!seen[$1]++ { print $1 }' "$work/raw"); do
  median=$(awk -v n="$name" '$1 == n { print $2 }' "$work/raw" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }')
  [ "$name" = hello ] && base=$median
  awk -v n="$name" -v m="$median" -v b="$base" 'BEGIN { printf "%-18s %.2f s of processor time, %.1f times hello\n", n, m, m / b }'
done
