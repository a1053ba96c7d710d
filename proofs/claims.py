#!/usr/bin/env python3
"""Writes a proof for Coq of each claim of a table that should be proved, and asks coqc about each: which share does it accept?

  proofs/claims.py [TABLE] [SOURCES]     tests/Bounds.Tests/Claims/claims.tsv, and the sources of its claims: those of public collections

src/Cli must be built (or BOUNDCHECK names the program); needs coqc with coq-interval (proofs/check.sh installs both). Each claim has a minute of
coqc. Prints what is not accepted and why, then the share.
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.environ.get("BOUNDCHECK", os.path.join(ROOT, "src/Cli/bin/Release/net10.0/boundcheck.dll"))
PUBLIC = "PVS MT CI FI ISA LEAN CVC DR"


def claims(table, sources):
    """name, claim, on, where of the rows that are to be proved."""
    with open(table, encoding="utf-8") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t")
            if len(cells) >= 6 and cells[4] == "proved" and cells[5].split(",")[0] in sources:
                yield cells[:4]


def accepted(work, module, text):
    """None, or why coqc refuses the file."""
    with open(os.path.join(work, module + ".v"), "w", encoding="utf-8") as file:
        file.write(text)
    try:
        done = subprocess.run(["coqc", "-w", "none", "-Q", ".", "BoundCheck", module + ".v"], cwd=work, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return "no answer in 60 s"
    return None if done.returncode == 0 else " ".join(done.stderr.split())[:200]


def main():
    table = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "tests/Bounds.Tests/Claims/claims.tsv")
    asked = list(claims(table, (sys.argv[2] if len(sys.argv) > 2 else PUBLIC).split()))
    work = tempfile.mkdtemp()
    try:
        with open(os.path.join(work, "claims.tsv"), "w", encoding="utf-8") as file:
            file.write("name\tclaim\ton\twhere\n" + "".join("\t".join(c) + "\n" for c in asked))
        command = ["dotnet", PROGRAM] if PROGRAM.endswith(".dll") else [PROGRAM]
        subprocess.run([*command, "claim", "--file", "claims.tsv", "--coq", "all.v", "--timeout", "600", "--quiet"], cwd=work, check=False,
                       capture_output=True)
        shutil.copy(os.path.join(ROOT, "proofs/coq/Claims.v"), work)
        subprocess.run(["coqc", "-w", "none", "-Q", ".", "BoundCheck", "Claims.v"], cwd=work, check=True)
        with open(os.path.join(work, "all.v"), encoding="utf-8") as file:
            text = file.read()
        head = text[:text.index("Open Scope R_scope.")] + "Open Scope R_scope.\n"
        modules = dict(re.findall(r"^Module (Claim\d+)\.\n(.*?)^End \1\.", text, re.S | re.M))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = dict(zip(modules, pool.map(lambda m: accepted(work, m, head + modules[m]), modules)))
        good = 0
        for number, (name, claim, _, _) in enumerate(asked):
            reason = answers.get(f"Claim{number + 1}", "no proof is written")
            good += reason is None
            if reason is not None:
                print(f"{name}: {claim}: {reason}")
        print(f"coqc accepts {good} of {len(asked)} claims ({len(modules)} proofs written)")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
