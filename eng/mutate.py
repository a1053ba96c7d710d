#!/usr/bin/env python3
"""Changes one line of the code that verdicts rest on and asks whether a test notices: mutation testing by operators, each mutant its own build.

  eng/mutate.py [COUNT] [SEED] [AREA]     60 mutants, seed 1, all areas: claims, ranges, intervals, catalogue

Works on a copy of the tracked files (MUTATE_WORK keeps it). A mutant that does not compile is replaced by another. Prints one line a mutant, then the score;
what survives is to be read: is the program still right (equivalent, or only slower), or is a test missing?
"""
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = ["dotnet", "build", "-c", "Release", "-v", "quiet", "-nologo", "-p:RunAnalyzers=false"]
BINARIES = "bin/Release/net10.0"
# The folders of an area, the project they belong to, and the tests that should notice: quick ones first, then all.
AREAS = {
    "claims": (["src/Bounds/Proving", "src/Bounds/Propositions", "src/Bounds/Certificates", "src/Bounds/Smt"], "Bounds",
               ["Claims.Reduction", "Claims.FalseClaim", "Claims.Closed", "Claims.ZeroWitness", "Smt"], ["Claims", "Certificates", "Proofs"]),
    "ranges": (["src/Numeric/Ranges"], "Numeric", ["Ranges.Sign", "Ranges.Root", "Ranges.Cuts"], ["Ranges"]),
    "intervals": (["src/Numeric/Intervals", "src/Numeric/Precision", "src/Numeric/Evaluation"], "Numeric", ["Precision", "Evaluation", "Exact"], ["Intervals"]),
    "catalogue": (["src/Bounds/Structures", "src/Bounds/Theory", "src/Bounds/Numbers"], "Bounds",
                  [f"Catalogue.{kind}" for kind in ("Capture", "Classical", "Line", "Matrix", "Power", "Varying")],
                  ["Catalogue", "Runs", "Phases"]),
}
# (what is found, what stands there instead); only outside of strings and comments.
OPERATORS = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "), (r" \+ ", " - "),
    (r" - ", " + "), (r" \* ", " / "),
    (r" / ", " * "), (r" && ", " || "), (r" \|\| ", " && "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"!(?=[A-Za-z(])", ""),
    (r"Down\(", "Up("), (r"Up\(", "Down("), (r"BitIncrement\(", "BitDecrement("), (r"BitDecrement\(", "BitIncrement("), (r"\.Lo\b", ".Hi"), (r"\.Hi\b", ".Lo"),
    (r"\bMin\(", "Max("), (r"\bMax\(", "Min("), (r"\bLow\b", "High"), (r"\bHigh\b", "Low"), (r"LowClosed", "HighClosed"), (r"HighClosed", "LowClosed"),
    (r"\.Greater\b", ".GreaterOrEqual"), (r"\.GreaterOrEqual\b", ".Greater"), (r"\.Less\b", ".LessOrEqual"), (r"\.LessOrEqual\b", ".Less"),
    (r"IsPositive\b", "IsNonNegative"), (r"IsNonNegative\b", "IsPositive"),
    (r"(?<![\w.\"'])0(?![\w.])", "1"), (r"(?<![\w.\"'])1(?![\w.])", "0"), (r"(?<![\w.\"'])2(?![\w.])", "3"),
    (r"\bif \((?!.* is (not )?[\w{\[(].*\b(var|out)\b)", "if (false && "), (r"\bAll\(", "Any("), (r"\bAny\(", "All("),
]


def code(line):
    """The line with its strings and comments blanked, of the same length."""
    if re.match(r"\s*(//|\*|\[|using |namespace |internal enum|#)", line):
        return ""
    return re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])\'|//.*$', lambda m: "\0" * len(m.group()), line)


def sites(folders):
    for folder in folders:
        for parent, _, files in sorted(os.walk(os.path.join(ROOT, folder))):
            for file in sorted(f for f in files if f.endswith(".cs")):
                path = os.path.relpath(os.path.join(parent, file), ROOT)
                with open(os.path.join(ROOT, path), encoding="utf-8-sig") as source:
                    for number, line in enumerate(source.read().split("\n")):
                        for found, instead in OPERATORS:
                            for place in re.finditer(found, code(line)):
                                yield path, number, place.start(), place.end(), instead


def run(command, cwd, stop=None, limit=1800):
    """The exit code and the first line that matches stop, where the command is ended."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)

    def end():
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    timer = threading.Timer(limit, end)
    timer.start()
    seen = None
    for line in process.stdout:
        if stop and re.match(stop, line):
            seen = line.strip()
            end()
            break
    process.stdout.close()
    timer.cancel()
    return process.wait(), seen


class Mutation:
    def __init__(self, work):
        self.work, self.clean = work, os.path.join(work, "clean")
        tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
        for file in (f for f in tracked if os.path.isfile(os.path.join(ROOT, f))):
            os.makedirs(os.path.dirname(os.path.join(work, file)), exist_ok=True)
            shutil.copyfile(os.path.join(ROOT, file), os.path.join(work, file))
        os.makedirs(self.clean, exist_ok=True)
        for tests in ("Numeric", "Bounds"):
            if run([*BUILD, f"tests/{tests}.Tests"], work)[0]:
                sys.exit(f"tests/{tests}.Tests does not build")
        for project in ("Numeric", "Bounds"):
            shutil.copy(self.assembly(f"src/{project}", project), self.clean)

    def assembly(self, folder, project):
        return os.path.join(self.work, folder, BINARIES, f"BoundCheck.{project}.dll")

    def install(self, assembly):
        """Puts an assembly where the tests load it."""
        for tests in ("Numeric", "Bounds"):
            shutil.copy(assembly, os.path.join(self.work, f"tests/{tests}.Tests", BINARIES))

    def tests(self, area):
        """None where all pass; else the first that does not, or that the run broke off."""
        _, project, *stages = AREAS[area]
        for classes in stages:
            names = "|".join(f"FullyQualifiedName~Tests.{c}" for c in classes)
            command = ["dotnet", f"tests/{project}.Tests/{BINARIES}/BoundCheck.{project}.Tests.dll", "--no-progress", "--no-ansi", "--filter", names]
            end, failed = run(command, self.work, r"failed ")
            if failed or end:
                return failed or "no end, or a crash"
        return None

    def mutant(self, area, path, number, start, end, instead):
        """'survived', what noticed it, or None where it does not compile."""
        project = AREAS[area][1]
        target = os.path.join(self.work, path)
        with open(target, encoding="utf-8-sig") as source:
            original = source.read()
        lines = original.split("\n")
        lines[number] = lines[number][:start] + instead + lines[number][end:]
        try:
            with open(target, "w", encoding="utf-8") as source:
                source.write("\n".join(lines))
            if run([*BUILD, f"src/{project}", "--no-restore", "--no-dependencies", "-p:TreatWarningsAsErrors=false"], self.work)[0]:
                return None
            self.install(self.assembly(f"src/{project}", project))
            return self.tests(area) or "survived"
        finally:
            with open(target, "w", encoding="utf-8") as source:
                source.write(original)
            self.install(os.path.join(self.clean, f"BoundCheck.{project}.dll"))


def main():
    count, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    areas = [sys.argv[3]] if len(sys.argv) > 3 else list(AREAS)
    kept = os.environ.get("MUTATE_WORK")
    work = kept or tempfile.mkdtemp()
    try:
        mutation = Mutation(work)
        killed = total = 0
        for i, area in enumerate(areas):
            if noticed := mutation.tests(area):
                sys.exit(f"{area}: the tests fail without a mutant: {noticed}")
            places = list(sites(AREAS[area][0]))
            random.Random(seed).shuffle(places)
            wanted = count * (i + 1) // len(areas) - count * i // len(areas)
            for place in places:
                if wanted == 0:
                    break
                if (fate := mutation.mutant(area, *place)) is None:
                    continue
                path, number, start, end, instead = place
                with open(os.path.join(ROOT, path), encoding="utf-8-sig") as source:
                    line = source.read().split("\n")[number]
                wanted, total, killed = wanted - 1, total + 1, killed + (fate != "survived")
                print(f"{area}\t{path}:{number + 1}\t{line[start:end].strip()} -> {instead.strip()}\t{line.strip()}\t{fate}", flush=True)
        print(f"{killed} of {total} mutants noticed")
    finally:
        if not kept:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
