#!/usr/bin/env python3
"""Writes a proof for Coq of each claim of a table that should be proved, and asks coqc about each: which share does it accept?

  proofs/claims.py [TABLE] [SOURCES]     tests/Bounds.Tests/Claims/claims.tsv, and the sources of its claims: those of public collections

src/Cli must be built (or BOUNDCHECK names the program); needs coqc with coq-interval (proofs/check.sh installs both). Each claim has a minute of
coqc's processor time. Prints what is not accepted and why, then the share.
"""
import concurrent.futures
import os
import re
import resource
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


def program():
    """The command that runs the program."""
    return ["dotnet", PROGRAM] if PROGRAM.endswith(".dll") else [PROGRAM]


def accepted(work, module, text):
    """None, or why coqc refuses the file."""
    with open(os.path.join(work, module + ".v"), "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run(["coqc", "-w", "none", "-Q", ".", "BoundCheck", module + ".v"], cwd=work, capture_output=True, text=True, check=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)))
    return None if done.returncode == 0 else "no answer in 60 s" if done.returncode < 0 else " ".join(done.stderr.split())[:200]


def answers(work, path, jobs=2):
    """What coqc says of each proof of a written file: its number, and None or why it is refused."""
    if not os.path.exists(os.path.join(work, "Claims.vo")):
        shutil.copy(os.path.join(ROOT, "proofs/coq/Claims.v"), work)
        subprocess.run(["coqc", "-w", "none", "-Q", ".", "BoundCheck", "Claims.v"], cwd=work, check=True)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    head = text[:text.index("Open Scope R_scope.")] + "Open Scope R_scope.\n"
    modules = re.findall(r"^Module (Claim\d+)\.\n(.*?)^End \1\.", text, re.S | re.M)
    prefix = os.path.splitext(os.path.basename(path))[0] + "_"
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        refusals = list(pool.map(lambda m: accepted(work, prefix + m[0], head + m[1]), modules))
    return {int(name[len("Claim"):]): refusal for (name, _), refusal in zip(modules, refusals)}


def main():
    table = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "tests/Bounds.Tests/Claims/claims.tsv")
    asked = list(claims(table, (sys.argv[2] if len(sys.argv) > 2 else PUBLIC).split()))
    work = tempfile.mkdtemp()
    try:
        with open(os.path.join(work, "claims.tsv"), "w", encoding="utf-8") as file:
            file.write("name\tclaim\ton\twhere\n" + "".join("\t".join(c) + "\n" for c in asked))
        subprocess.run([*program(), "claim", "--file", "claims.tsv", "--coq", "all.v", "--timeout", "600", "--quiet"], cwd=work, check=False,
                       capture_output=True)
        said = answers(work, os.path.join(work, "all.v"))
        good = 0
        for number, (name, claim, _, _) in enumerate(asked, 1):
            reason = said.get(number, "no proof is written")
            good += reason is None
            if reason is not None:
                print(f"{name}: {claim}: {reason}")
        print(f"coqc accepts {good} of {len(asked)} claims ({len(said)} proofs written)")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
