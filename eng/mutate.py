#!/usr/bin/env python3
"""Changes one line of the code that verdicts rest on and asks whether a test notices: mutation testing by operators, each mutant its own build.

  eng/mutate.py [COUNT] [SEED] [AREA]     60 mutants, seed 1, all areas: claims, ranges, intervals, catalogue
  eng/mutate.py picked [TEXT]             those of eng/mutants.tsv (whose line has the text), chosen by hand where a verdict hangs on one character

Works on a copy of the tracked files (MUTATE_WORK keeps it). A mutant that does not compile is replaced by another. Prints one line a mutant, then the score;
what survives is to be read: is the program still right (equivalent, or only slower), or is a test missing? Tests that take four times the work that they
take without a mutant, and half a minute more, have noticed it.
"""
import filecmp
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = ["dotnet", "build", "-c", "Release", "-v", "quiet", "-nologo", "-p:RunAnalyzers=false"]
BINARIES = "bin/Release/net10.0"
# The folders of an area, the project they belong to, and the tests that should notice, quick ones first: (project, filter).
SLOW = "".join(f"&FullyQualifiedName!~{name}" for name in (
    "Suprema_are_never_below", "Magnitude_takes", "Parts_away_from_a_point", "Supremum_of_a_function_undefined", "pinsker", "softsign_flat",
    "A_sum_that_is_negative", "No_reduction_proves", "Certificates_hold_for_random_runs"))
AREAS = {
    "claims": (["src/Bounds/Proving", "src/Bounds/Propositions", "src/Bounds/Certificates", "src/Bounds/Smt"], "Bounds",
               [("Bounds", "Claims.Method|Certificates.FalseGoal"),
                ("Bounds", "Claims.FalseClaim|Claims.Conditioned|Certificates.CertificateTests|Smt.Lemma|Smt.Encoding" + SLOW)]),
    "ranges": (["src/Numeric/Ranges"], "Numeric",
               [("Numeric", "Ranges" + SLOW), ("Bounds", "Claims.Method")]),
    "intervals": (["src/Numeric/Intervals", "src/Numeric/Precision", "src/Numeric/Evaluation"], "Numeric",
                  [("Numeric", "Precision|Evaluation|Exact"), ("Numeric", "Intervals|Ranges" + SLOW)]),
    "catalogue": (["src/Bounds/Structures", "src/Bounds/Theory", "src/Bounds/Numbers"], "Bounds", [("Bounds", "Catalogue.CertifiedNumber|Verdicts")]),
}
# The tests of the catalogue's folders: all of them would take many minutes a mutant.
CATALOGUE = {
    "Capture": "Catalogue.Capture", "General": "Catalogue.Classical|Catalogue.HeavyBall|Catalogue.LeastSquares|Catalogue.Curvature", "Line": "Catalogue.Line",
    "Matrices": "Catalogue.Matrix", "Networks": "Catalogue.Decoupled|Catalogue.Relu", "Powers": "Catalogue.Power",
    "Products/Phases": "Phases|Catalogue.Followed|Catalogue.Late", "Products/Rotation": "Rotation|Catalogue.Rotation", "Products/Varying": "Catalogue.Varying",
    "Products/Decay": "Catalogue.WeightDecay",
    "Products": "Catalogue.LargeStep|Catalogue.Triangle|Catalogue.Late|Catalogue.Counts|Catalogue.Exact|Catalogue.Dropped|Catalogue.Divergence|Phases.Edge",
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


def lines_of(work, path):
    with open(os.path.join(work, path), encoding="utf-8-sig") as source:
        return source.read().split("\n")


def sites(work, folders):
    for folder in folders:
        for parent, _, files in sorted(os.walk(os.path.join(work, folder))):
            if "/obj" not in parent:
                for file in sorted(f for f in files if f.endswith(".cs")):
                    path = os.path.relpath(os.path.join(parent, file), work)
                    for number, line in enumerate(lines_of(work, path)):
                        for found, instead in OPERATORS:
                            for place in re.finditer(found, code(line)):
                                yield path, number, place.start(), place.end(), instead


def run(command, cwd, stop=None, work=None):
    """The exit code and the first line that matches stop, where the command is ended; so it is when it has taken so many seconds of a processor."""
    def limit():
        if work:
            resource.setrlimit(resource.RLIMIT_CPU, (work, work))
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, preexec_fn=limit)
    timer = threading.Timer(1200, process.kill)
    timer.start()
    seen = None
    for line in process.stdout:
        if stop and re.match(stop, line):
            seen = line.strip()
            os.killpg(process.pid, signal.SIGKILL)
            break
    process.stdout.close()
    timer.cancel()
    return process.wait(), seen


def stages(area, path):
    folder = os.path.dirname(path).removeprefix("src/Bounds/Structures/")
    if area != "catalogue":
        return AREAS[area][2]
    return [*AREAS[area][2], ("Bounds", next((names for part, names in CATALOGUE.items() if folder.startswith(part)), CATALOGUE["Products"]))]


def filter_of(names):
    classes, *excluded = names.split("&")
    return "&".join(["(" + "|".join(f"FullyQualifiedName~Tests.{c}" for c in classes.split("|")) + ")", *excluded])


class Mutation:
    def __init__(self, work):
        self.work, self.clean, self.compilers, self.costs = work, os.path.join(work, "clean"), {}, {}
        tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
        for file in (f for f in tracked if os.path.isfile(os.path.join(ROOT, f))):
            source, target = os.path.join(ROOT, file), os.path.join(work, file)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if not os.path.exists(target) or not filecmp.cmp(source, target, shallow=False):
                shutil.copyfile(source, target)
        os.makedirs(self.clean, exist_ok=True)
        for tests in ("Numeric", "Bounds"):
            if run([*BUILD, f"tests/{tests}.Tests"], work)[0]:
                sys.exit(f"tests/{tests}.Tests does not build")
        for project in ("Numeric", "Bounds"):
            shutil.copy(os.path.join(work, f"src/{project}", BINARIES, f"BoundCheck.{project}.dll"), self.clean)
            self.compilers[project] = self.compiler(project)

    def compiler(self, project):
        """The build's own call of the compiler, without what only looks at the code: a mutant is compiled in seconds."""
        log = subprocess.run([*BUILD[:4], "-v", "detailed", "-nologo", "-p:RunAnalyzers=false", "--no-restore", "--no-dependencies", "-t:Rebuild", f"src/{project}"],
                             cwd=self.work, check=True, capture_output=True, text=True).stdout
        program, *options = shlex.split(next(line for line in log.split("\n") if re.match(r"\s*\S+/csc(\.dll|\.exe)? /noconfig", line)))
        looks = ("/doc:", "/refout:", "/out:", "/debug", "/additionalfile:", "/warnaserror", "/noconfig")
        looks_at = re.compile("NetAnalyzers|CodeStyle|BannedApi")
        arguments = os.path.join(self.work, f"{project}.rsp")
        with open(arguments, "w", encoding="utf-8") as file:
            file.writelines(f'"{o}"\n' if " " in o else f"{o}\n" for o in options if not o.startswith(looks) and not looks_at.search(o))
        dll = program if program.endswith(".dll") else f"{program}.dll"
        return ["dotnet", dll, "/shared", "/noconfig", f"@{arguments}", f"/out:{os.path.join(self.work, f'BoundCheck.{project}.dll')}"]

    def install(self, assembly):
        """Puts an assembly where the tests load it."""
        for tests in ("Numeric", "Bounds"):
            shutil.copy(assembly, os.path.join(self.work, f"tests/{tests}.Tests", BINARIES))

    def tests(self, stages):
        """None where all pass; else the first that does not, or that the run broke off. The first time there is no mutant, and the work is measured."""
        for project, names in stages:
            command = ["dotnet", f"tests/{project}.Tests/{BINARIES}/BoundCheck.{project}.Tests.dll", "--no-progress", "--no-ansi", "--filter", filter_of(names)]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            known = self.costs.get((project, names))
            end, failed = run(command, self.work, r"failed ", known and int(4 * known + 30))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.costs.setdefault((project, names), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            if failed or end:
                return failed or "no end, or a crash"
        return None

    def mutant(self, area, path, number, start, end, instead):
        """'survived', what noticed it, or None where it does not compile."""
        project = AREAS[area][1]
        target = os.path.join(self.work, path)
        lines = lines_of(self.work, path)
        original = "\n".join(lines)
        lines[number] = lines[number][:start] + instead + lines[number][end:]
        try:
            with open(target, "w", encoding="utf-8") as source:
                source.write("\n".join(lines))
            if run(self.compilers[project], os.path.join(self.work, "src", project))[0]:
                return None
            self.install(os.path.join(self.work, f"BoundCheck.{project}.dll"))
            return self.tests(stages(area, path)) or "survived"
        finally:
            with open(target, "w", encoding="utf-8") as source:
                source.write(original)
            self.install(os.path.join(self.clean, f"BoundCheck.{project}.dll"))


def picked(work, text):
    """(area, place) of eng/mutants.tsv; each text to be changed stands once in its file."""
    with open(os.path.join(ROOT, "eng", "mutants.tsv"), encoding="utf-8") as table:
        rows = [line.rstrip("\n").split("\t") for line in table if text in line and not line.startswith("#")]
    for area, path, found, instead in rows:
        places = [(n, m.start(), m.end()) for n, line in enumerate(lines_of(work, path)) for m in re.finditer(re.escape(found), line)]
        if len(places) == 1:
            yield area, (path, *places[0], instead)
        else:
            print(f"{area}\t{path}\t{found}\tstands there {len(places)} times", flush=True)


def drawn(work, count, seed, areas):
    """(area, place) at random, as many of each area, and more for those that do not compile."""
    for i, area in enumerate(areas):
        places = list(sites(work, AREAS[area][0]))
        random.Random(seed).shuffle(places)
        wanted = count * (i + 1) // len(areas) - count * i // len(areas)
        for place in places:
            if wanted == 0:
                break
            wanted -= (yield area, place) is not None


def main():
    by_hand = sys.argv[1:2] == ["picked"]
    kept = os.environ.get("MUTATE_WORK")
    work = kept or tempfile.mkdtemp()
    try:
        mutation = Mutation(work)
        if by_hand:
            places = picked(work, sys.argv[2] if len(sys.argv) > 2 else "")
        else:
            numbers = [int(a) for a in sys.argv[1:3]]
            places = drawn(work, *numbers, *[60, 1][len(numbers):], [sys.argv[3]] if len(sys.argv) > 3 else list(AREAS))
        killed = total = 0
        fate = None
        while True:
            try:
                area, place = places.send(fate)
            except StopIteration:
                break
            needed = [s for s in stages(area, place[0]) if s not in mutation.costs]
            if noticed := mutation.tests(needed):
                sys.exit(f"{needed}: the tests fail without a mutant: {noticed}")
            path, number, start, end, instead = place
            line = lines_of(work, path)[number]
            fate = mutation.mutant(area, *place)
            if fate is None and not by_hand:
                continue
            total, killed = total + (fate is not None), killed + (fate not in ("survived", None))
            print(f"{area}\t{path}:{number + 1}\t{line[start:end].strip()} -> {instead.strip()}\t{line.strip()}\t{fate or 'does not compile'}", flush=True)
        print(f"{killed} of {total} mutants noticed")
    finally:
        if not kept:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
