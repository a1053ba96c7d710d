#!/usr/bin/env bash
# Asks other solvers about every query that a verdict of the zoo or of another test of tests/Bounds.Tests or tests/Cli.Tests rests on, about the obligations of
# the examples and of proofs/smt:
# Z3 5 as WebAssembly (npm package z3-solver, offline once it is installed) and cvc5, each with a time limit a query.
#   eng/recheck.sh [SECONDS] [DIR]     SECONDS: 10 a query; DIR: keep the queries there (default: a temporary directory)
# A DIR that holds queries already, written by a run of the tests with BOUNDCHECK_OBLIGATIONS=DIR, is taken as it is: the tests are not run again.
# Exit 1 where a solver finds a model. The last lines are the counts of docs/trust.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
queries=${2:-$work/queries}
mkdir -p "$queries"
[ -z "$(find "$queries" -name '*.smt2' -print -quit)" ] && projects="Bounds Cli" || projects=""
for project in $projects; do
  dotnet build "tests/$project.Tests" -c Release -v quiet -nologo
  # The tests' own verdict is not the question here.
  BOUNDCHECK_OBLIGATIONS=$queries dotnet "tests/$project.Tests/bin/Release/net10.0/BoundCheck.$project.Tests.dll" --no-progress --no-ansi >"$work/tests.log" 2>&1 || true
  grep -E '^ *(total|succeeded|failed):' "$work/tests.log" || { tail -n 20 "$work/tests.log"; exit 2; }
  echo "queries after $project.Tests: $(find "$queries" -name '*.smt2' | wc -l)"
done
[ -n "$projects" ] || echo "queries in $queries: $(find "$queries" -name '*.smt2' | wc -l)"
dotnet build src/Cli -c Release -v quiet -nologo
for example in examples/*.toml; do
  # A problem without obligations, and one that prove does not take, leave none.
  dotnet src/Cli/bin/Release/net10.0/boundcheck.dll prove "$example" --out "$work/examples/$(basename "$example" .toml)" --quiet >/dev/null 2>&1 || true
done
# One file a text, whichever asked for it.
find "$queries" "$work/examples" proofs/smt -name '*.smt2' | while read -r file; do
  cp "$file" "$work/$(sha256sum "$file" | cut -c1-16).smt2"
done
total=$(find "$work" -maxdepth 1 -name '*.smt2' | wc -l)

# report SOLVER: counts of "ANSWER<tab>FILE" lines; the files where a model was found.
status=0
report() {
  local unsat sat
  unsat=$(grep -c '^unsat	' "$work/$1.txt" || true) sat=$(grep -c '^sat	' "$work/$1.txt" || true)
  grep '^sat	' "$work/$1.txt" && status=1
  echo "$1: $total queries, $unsat unsat, $sat sat, $((total - unsat - sat)) without an answer in $seconds s"
}

if command -v node >/dev/null; then
  modules=$work/npm
  mkdir -p "$modules"
  [ -d node_modules/z3-solver ] && ln -s "$PWD/node_modules" "$modules/node_modules" || npm install --prefix "$modules" --silent z3-solver@5 >/dev/null
  ask() { (cd "$modules" && xargs -r -n "$1" timeout $((2 * $1 * seconds)) node "$OLDPWD/src/Bounds/Smt/z3-wasm.js" "$seconds" || true); }
  # A hundred queries a process, so that a crash or a hang costs one batch of answers only; what a batch left open is asked alone.
  find "$work" -maxdepth 1 -name '*.smt2' | sort | ask 100 >"$work/batches.txt"
  grep -E '^(un)?sat	' "$work/batches.txt" >"$work/z3-wasm.txt" || true
  cut -f2 "$work/z3-wasm.txt" | sort | comm -13 - <(find "$work" -maxdepth 1 -name '*.smt2' | sort) | ask 1 >>"$work/z3-wasm.txt"
  report z3-wasm
else
  echo "z3-wasm: not asked (node is missing)"
fi
if command -v cvc5 >/dev/null; then
  for file in "$work"/*.smt2; do
    printf '%s\t%s\n' "$(cvc5 --tlimit=$((1000 * seconds)) "$file" 2>/dev/null | head -n 1)" "$file"
  done >"$work/cvc5.txt"
  report cvc5
else
  echo "cvc5: not asked (cvc5 is missing; Debian: apt-get install cvc5)"
fi
exit "$status"
