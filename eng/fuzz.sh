#!/usr/bin/env bash
# Changes valid inputs of every reader at random and looks for crashes, hangs and greed: each is read, or refused by a documented error.
#   eng/fuzz.sh [COUNT] [FIRST] [READER]     COUNT: 1000000 inputs a reader, from number FIRST: 0; READER: "messages", "problem files", .. or all
# An input is its number. Exit 0 where nothing was found; each finding is printed with its number and its text. Whole commands (analyze, check, claim, range, solve)
# are readers too, some thousand times slower: name them, with a smaller count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
count=${1:-1000000} first=${2:-0} reader=${3:-}
dotnet build tests/Cli.Tests -c Release -v quiet -nologo
# Files are written and read a million times.
[ -d /dev/shm ] && export TMPDIR=/dev/shm
filter="FullyQualifiedName~FuzzingTests.Every_changed_input"
# A filter has no words with spaces; the first word tells the readers apart.
[ -n "$reader" ] && filter="$filter&Name~${reader%%[ ,]*}"
BOUNDCHECK_FUZZ=$count BOUNDCHECK_FUZZ_FIRST=$first dotnet tests/Cli.Tests/bin/Release/net10.0/BoundCheck.Cli.Tests.dll --no-progress --no-ansi \
  --output Detailed --filter "$filter"
