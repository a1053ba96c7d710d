#!/usr/bin/env python3
"""Writes certificates, and proofs for Coq, of the regularity of each objective of a table: which parts do verify and coqc accept?

  proofs/zoo.py [TABLE] [INNER]     tests/Bounds.Tests/Regularity/zoo.tsv, with x*y - 1 for its u

src/Cli must be built (or BOUNDCHECK names the program); needs coqc with coq-interval. A property is one comparison, or one for each side of the centre: its
parts. Each has a minute of coqc's processor time. Prints a row for each objective, after what is not accepted of it and why, then the shares.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import claims


def parts(work, name, objective):
    """Each part of each proved property: what it says, whether it has a certificate, verify accepts it, a proof for Coq is written, and coqc's answer."""
    def run(*arguments):
        return subprocess.run([*claims.program(), *arguments], cwd=work, check=False, capture_output=True, text=True)
    run("analyze", objective, "--certificate", f"{name}.json", "--coq", f"{name}.v", "--timeout", "600", "--quiet")
    with open(os.path.join(work, name + ".json"), encoding="utf-8") as file:
        certificates = json.load(file)
    certificates = certificates if isinstance(certificates, list) else [certificates]
    checked = [line[0] == "+" for line in run("verify", f"{name}.json").stdout.splitlines() if re.match(r"\+ accepted |- refused ", line)]
    said = claims.answers(work, os.path.join(work, name + ".v"))
    for number, (certificate, good) in enumerate(zip(certificates, checked, strict=True), 1):
        text = f"{certificate['of']['name']}: {certificate['claim']} on {certificate['on']}"
        yield text, "proof" in certificate, good, number in said, said.get(number, "no proof is written")


def main():
    table = sys.argv[1] if len(sys.argv) > 1 else os.path.join(claims.ROOT, "tests/Bounds.Tests/Regularity/zoo.tsv")
    inner = sys.argv[2] if len(sys.argv) > 2 else "x*y - 1"
    work, total = tempfile.mkdtemp(), [0] * 5
    print("| F | parts | with a certificate | verify accepts | proofs for Coq | coqc accepts |\n|---|---|---|---|---|---|", flush=True)
    try:
        with open(table, encoding="utf-8") as file:
            objectives = [row[:2] for row in csv.reader(file, delimiter="\t")][1:]
        for name, outer in objectives:
            counts = [0] * 5
            for text, certified, good, written, refusal in parts(work, name, re.sub(r"\bu\b", f"({inner})", outer)):
                for i, met in enumerate((True, certified, good, written, refusal is None)):
                    counts[i] += met
                if not good or refusal is not None:
                    print(f"{name}: {text}: {'' if good else 'no certificate; '}coqc: {refusal or 'accepted'}", flush=True)
            print(f"| {name} | " + " | ".join(map(str, counts)) + " |", flush=True)
            total = [t + c for t, c in zip(total, counts)]
    finally:
        shutil.rmtree(work)
    print(f"verify accepts {total[2]} of {total[0]} parts, coqc {total[4]} ({total[3]} proofs written)")


if __name__ == "__main__":
    main()
