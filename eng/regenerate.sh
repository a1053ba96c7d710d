#!/usr/bin/env bash
# Writes everything that is made from the sources: docs/language.md, docs/theory.md, the public API files. With --pictures also docs/pictures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export BOUNDCHECK_WRITE_DOCS=1
for pair in Symbolic.Tests:LanguageReferenceTests Cli.Tests:DocumentationTests Conventions.Tests:PublicApiTests; do
  dotnet run -c Release --project "tests/${pair%%:*}" -- --filter "FullyQualifiedName~${pair##*:}"
done
if [ "${1:-}" = --pictures ]; then docs/pictures/make.sh; fi
