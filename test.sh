#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests. The last line is "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/require.sh
require_sdk
require_package libz3-4 'libz3.so.4' 'Z3, which proves the algebraic claims'
require_package libmpfr6 'libmpfr.so.6' 'MPFR, the oracle of the enclosure tests'
require_program chromium chromium 'Chromium, in which the tests open the reports'
require_program python3 python3 'Python, for the tests of the Python package'
require_program librsvg2-bin rsvg-convert 'librsvg, which the tests hold figures against'
require_program poppler-utils pdftoppm 'poppler, which the tests hold figures against'
require_file fonts-liberation /usr/share/fonts/truetype/liberation 'the font of figures in PDF and PNG'
dotnet build BoundCheck.sln -c Release -v quiet -nologo
log=$(mktemp) proofs_log=$(mktemp) proofs=""
trap '[ -z "$proofs" ] || kill "$proofs" 2>/dev/null || true; rm -f "$log" "$proofs_log"' EXIT
passed=0 failed=0 status=0 skipped=""
# Coq and the tests keep one core each busy.
if [ "${BOUNDCHECK_SKIP_PROOFS:-}" != 1 ]; then
  timeout 1200 proofs/check.sh >"$proofs_log" 2>&1 &
  proofs=$!
fi
for project in tests/*.Tests; do
  echo "== $project"
  # A test host that dies or hangs without a summary counts as one failure.
  timeout 1200 dotnet "$project/bin/Release/net10.0/BoundCheck.$(basename "$project").dll" --no-progress --no-ansi >"$log" 2>&1 || status=1
  # grep fails where nothing is left to show, which is no failure here.
  { tail -n 400 "$log" | grep -vE '^\s*$' || true; } | tail -n 60
  ok=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$log" | tail -n 1)
  bad=$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$log" | tail -n 1)
  if [ -z "$ok" ] || [ -z "$bad" ]; then ok=${ok:-0} bad=1 status=1; fi
  passed=$((passed + ok)) failed=$((failed + bad))
done
if [ -d python/tests ]; then
  echo "== python"
  BOUNDCHECK="$PWD/src/Cli/bin/Release/net10.0/boundcheck.dll" PYTHONPATH=python timeout 600 python3 -m unittest discover -s python/tests >"$log" 2>&1 || status=1
  tail -n 60 "$log"
  ok=$(sed -nE 's/^Ran ([0-9]+) tests? in .*/\1/p' "$log" | tail -n 1)
  # "FAILED (failures=1, errors=2)": what failed, or one failure without such a line.
  bad=$(sed -nE 's/^FAILED \((.*)\)$/\1/p' "$log" | tail -n 1 | grep -oE '(failures|errors)=[0-9]+' | awk -F= '{ n += $2 } END { if (NR) print n }' || true)
  grep -qx 'OK.*' "$log" && bad=0
  if [ -z "$ok" ] || [ -z "$bad" ]; then ok=1 bad=1 status=1; fi
  passed=$((passed + ok - bad)) failed=$((failed + bad))
fi
if [ -x eng/slurm.sh ]; then
  echo "== slurm (a sweep as an array of 8 tasks, two of them killed: eng/slurm.sh)"
  code=0
  BOUNDCHECK="$PWD/src/Cli/bin/Release/net10.0/boundcheck.dll" timeout 300 eng/slurm.sh 301 2000 >"$log" 2>&1 || code=$?
  tail -n 8 "$log"
  case $code in
    0) passed=$((passed + 1)) ;;
    77) skipped="the Slurm test ($(sed -nE 's/^slurm: skipped: //p' "$log"))" ;;
    *) tail -n 40 "$log"; failed=$((failed + 1)) status=1 ;;
  esac
fi
if [ -z "$proofs" ]; then
  echo "== proofs: skipped (BOUNDCHECK_SKIP_PROOFS=1)"
else
  echo "== proofs (one line a statement: proofs/check.sh)"
  wait "$proofs" || status=1
  proofs=""
  { grep -v '^ok ' "$proofs_log" || true; } | tail -n 60
  summary=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$proofs_log" | tail -n 1)
  if [ -z "$summary" ]; then summary="0 1" status=1; fi
  passed=$((passed + ${summary% *})) failed=$((failed + ${summary#* }))
fi
[ "$failed" -eq 0 ] || status=1
[ "$passed" -gt 0 ] || status=1
[ -z "$skipped" ] || echo "skipped: $skipped"
echo "$passed passed, $failed failed"
exit "$status"
