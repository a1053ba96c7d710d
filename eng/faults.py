#!/usr/bin/env python3
"""Faults that a program has to survive: it is killed at random moments, the disk is full or read-only, libz3 or HOME is missing,
the locale is broken, memory is short.

  eng/faults.py [KILLS] [PART]     100 kills of each command; PART: kill, world, both, or one of the commands killed (sweep, run, ..)

Builds nothing: src/Cli must be built (or BOUNDCHECK names the program). After a kill no result file is half written, and the same command
again gives what an undisturbed run gives. In a bad world each command answers the same or says in one line what is wrong. Exit 1 where one
does not. The full and the read-only disk need root.
"""
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.environ.get("BOUNDCHECK", os.path.join(ROOT, "src/Cli/bin/Release/net10.0/boundcheck.dll"))
COMMAND = ["dotnet", PROGRAM] if PROGRAM.endswith(".dll") else [PROGRAM]
FAULTS = []

LOSS = "log(cosh(x*y-1))"
RUN = ["run", LOSS, "--step", "0.3", "--start", "x=3,y=1/2"]
SWEEP = ["sweep", LOSS, "--step", "0.4", "--grid", "x=-6..6:120,y=-6..6:120"]
PATIENT = ["--timeout", "3600"]
# What is killed, and the results that are the same each time (a report names its time).
KILLED = {
    "sweep": ([*SWEEP, *PATIENT, "--parquet", "r.parquet", "--png", "r.png"], ["r.parquet", "r.png"]),
    "run": ([*RUN, *PATIENT, "--steps", "5000", "--report", "r.html", "--trace", "r.csv"], ["r.csv"]),
    "network": (["network", *PATIENT, "--width", "8", "--steps", "200", "--seeds", "2", "--parquet", "r.parquet"], ["r.parquet"]),
    "region": (["region", LOSS, *PATIENT, "--step", "0.3", "--within", "hphi<=4, A>=2, s<=3", "--table", "r.parquet"], ["r.parquet"]),
}


def fault(what):
    FAULTS.append(what)
    print("FAULT", what, flush=True)


def digest(folder, names):
    return {n: hashlib.sha256(open(os.path.join(folder, n), "rb").read()).hexdigest() for n in names}


def whole(path):
    """Whether a finished file ends as its kind ends."""
    data = open(path, "rb").read()
    return {"parquet": data[:4] == data[-4:] == b"PAR1", "png": data[-8:-4] == b"IEND", "html": data.rstrip().endswith(b"</html>"),
            "csv": data.endswith(b"\n")}[path.rsplit(".", 1)[1]]


def kill(name, times):
    command, results = KILLED[name]
    clean = tempfile.mkdtemp()
    start = time.time()
    code = subprocess.run(COMMAND + command, cwd=clean, capture_output=True, check=False).returncode
    took, expected = time.time() - start, digest(clean, results)
    chance, resumed = random.Random(name), 0
    for i in range(times):
        folder = tempfile.mkdtemp()
        # Twice in the same folder: what the first leaves behind must not disturb the second.
        for _ in range(2):
            process = subprocess.Popen(COMMAND + command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.1, 1.05) * took)
            process.send_signal(signal.SIGKILL)
            process.wait()
            for file in os.listdir(folder):
                if not file.endswith((".tmp", ".partial")) and not whole(os.path.join(folder, file)):
                    fault(f"{name}: {file} is half written after kill {i}")
        resumed += any(f.endswith(".partial") for f in os.listdir(folder))
        again = subprocess.run(COMMAND + command, cwd=folder, capture_output=True, text=True, check=False)
        if again.returncode != code or digest(folder, results) != expected:
            fault(f"{name}: not the same after kill {i}: exit {again.returncode} for {code}: {again.stderr[-300:]}")
        if any(f.endswith(".partial") for f in os.listdir(folder)):
            fault(f"{name}: the finished run leaves its unfinished state after kill {i}")
        shutil.rmtree(folder)
    shutil.rmtree(clean)
    print(f"{name}: killed {2 * times} times, {resumed} resumed from a part, {took:.1f} s a run", flush=True)


def kill_serve(times):
    chance = random.Random(3)
    for i in range(times):
        process = subprocess.Popen(COMMAND + ["serve", "--port", "47391"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        address = next((w for line in process.stdout for w in line.split() if w.startswith("http://")), None)
        if address is None:
            fault(f"serve: does not come up after kill {i}")
            break
        question = {"jsonrpc": "2.0", "id": 1, "method": "claim", "params": {"claim": "exp(x) >= 1+x"}}
        request = urllib.request.Request(address.rstrip("/") + "/rpc?channel=a", json.dumps(question).encode(), {"Content-Type": "application/json"})
        answer = json.load(urllib.request.urlopen(request, timeout=120))
        if answer["result"]["claims"][0]["verdict"] != "proved":
            fault(f"serve: {answer}")
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
    print(f"serve: killed {times} times on one port", flush=True)


def ask(arguments, cwd=None, env=None, prefix=()):
    done = subprocess.run([*prefix, *COMMAND, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=600)
    return done.returncode, done.stdout, done.stderr


def says(what, answer, *words):
    """Exit code 2 and one line with all of the words."""
    code, _, error = answer
    print(f"{what}: exit {code}: {error.strip()[:200]}", flush=True)
    if code != 2 or "internal error" in error or not all(w in error for w in words):
        fault(f"{what}: exit {code}: {error[:600]}")


def without_times(text):
    def settled(v):
        return {k: settled(x) for k, x in v.items() if k != "ms"} if isinstance(v, dict) else [settled(x) for x in v] if isinstance(v, list) else v
    return settled(json.loads(text))


QUESTIONS = [["claim", "exp(x) >= 1+x", "--json", "-", "--quiet"], ["claim", "(x+y)^2 >= 4*x*y", "--json", "-", "--quiet"],
             ["check", LOSS, "--step", "0.3", "--start", "x=2,y=1/2", "--json", "-", "--quiet"], ["analyze", "huber(x*y,1)", "--json", "-", "--quiet"]]


def same(what, env=None, prefix=()):
    """The right answers, whatever the world is like."""
    for question in QUESTIONS:
        code, output, error = ask(question, env=env, prefix=prefix)
        expected_code, expected, _ = ask(question)
        if code != expected_code or without_times(output) != without_times(expected):
            fault(f"{what}: {' '.join(question)}: exit {code} for {expected_code}: {error[:600]}")
    text = ask(["check", LOSS, "--step", "0.3", "--start", "x=2,y=1/2"], env=env, prefix=prefix)
    if text[0] != 0 or "internal error" in text[2]:
        fault(f"{what}: as text: {text[2][:600]}")
    print(f"{what}: the same answers", flush=True)


def world():
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LC_") and k != "LANG"}
    for locale in ("xx_YY.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "C", "nonsense"):
        same(f"LC_ALL={locale}", {**clean, "LC_ALL": locale, "LANG": locale})
    # The runtime itself can't start in a locale that does not exist once its invariant mode is switched off.
    same("LC_ALL=de_DE with globalization", {**clean, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "0"})
    same("TERM unset", {k: v for k, v in clean.items() if k != "TERM"})
    same("TERM=nonsense", {**clean, "TERM": "nonsense", "COLUMNS": "0"})
    same("no HOME", {k: v for k, v in clean.items() if k not in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")})
    same("HOME is no folder", {**clean, "HOME": "/dev/null"})
    same("1 GiB of heap", {**clean, "DOTNET_GCHeapHardLimit": "0x40000000"})
    objective = "(" + "*".join(f"(x+y/{i}+1)" for i in range(2, 60)) + ")^40"
    large = ask(["analyze", objective, "--timeout", "20"], env={**clean, "DOTNET_GCHeapHardLimit": "0x40000000"})
    print(f"1 GiB of heap and a large objective: exit {large[0]}: {large[2].strip()[:200]}")
    if large[0] not in (0, 1, 2, 3):
        fault(f"1 GiB of heap: {large[2][:600]}")
    if os.geteuid() != 0:
        print("libz3 and the disk are left out: they need root")
        return
    hide = "for f in /usr/lib/*/libz3.so*; do mount --bind $0 $f; done; exec \"$@\""
    with tempfile.TemporaryDirectory() as folder:
        empty, other = os.path.join(folder, "empty"), os.path.join(folder, "other.c")
        open(empty, "w", encoding="ascii").close()
        without_z3("no libz3", ["unshare", "-m", "bash", "-c", hide, empty])
        # A library of that name that answers nothing a libz3 answers, as one too old would.
        with open(other, "w", encoding="ascii") as source:
            source.write("int nothing(void) { return 0; }\n")
        if shutil.which("cc") and subprocess.run(["cc", "-shared", "-fPIC", "-o", folder + "/other.so", other], check=False).returncode == 0:
            without_z3("another libz3", ["unshare", "-m", "bash", "-c", hide, folder + "/other.so"])
    disk()


def without_z3(what, prefix):
    code, _, error = ask(["claim", "exp(x) >= 1+x"], prefix=prefix)
    if code != 0:
        fault(f"{what}: an interval proof fails: {error[:300]}")
    for claim in ("x^2+y^2 >= 2*x*y", "x^4+y^4+1 >= 4*x*y-1", "x^2 < 0"):
        code, output, error = ask(["claim", claim], prefix=prefix)
        print(f"{what}: {claim}: exit {code}: {' '.join(output.split())[:160]}", flush=True)
        if code not in (0, 1, 3) or error and "internal" in error:
            fault(f"{what}: {claim}: exit {code}: {error[:600]}")
    code, output, _ = ask(["doctor"], prefix=prefix)
    if code != 0 or "- libz3" not in output:
        fault(f"{what}: doctor does not say so: {output}")


def disk():
    # A file system of 64 KiB with 4 left; the files that are there afterwards are printed.
    full = ("mount -t tmpfs -o size=64k tmpfs $0 && cd $0 && (dd if=/dev/zero of=fill bs=1k count=60 2>/dev/null; "
            "\"$@\"; code=$?; ls -A | grep -vx fill; exit $code)")
    writing = {"run --report": [*RUN, "--report", "r.html"], "run --trace": [*RUN, "--trace", "r.csv"], "run --json": [*RUN, "--json", "r.json"],
               "run --plots": [*RUN, "--plots", "p"], "sweep --parquet": [*SWEEP, "--parquet", "r.parquet"], "sweep --csv": [*SWEEP, "--csv", "r.csv"],
               "sweep --png": [*SWEEP, "--png", "r.png"], "network": KILLED["network"][0]}
    with tempfile.TemporaryDirectory() as folder:
        for what, arguments in writing.items():
            answer = ask(arguments, prefix=["unshare", "-m", "bash", "-c", full, folder])
            says(f"a full disk, {what}", answer, "r." if "plots" not in what else "p")
            # What the command prints may name files too, after other words.
            left = [f for f in answer[1].split("\n") if " " not in f and f.endswith((".html", ".csv", ".json", ".parquet", ".png"))]
            if left:
                fault(f"a full disk, {what}: a file is left: {left}")
        read_only = "mount -t tmpfs -o ro tmpfs $0 && cd $0 && exec \"$@\""
        for what, arguments in writing.items():
            says(f"a read-only folder, {what}", ask(arguments, prefix=["unshare", "-m", "bash", "-c", read_only, folder]))


if __name__ == "__main__":
    count, part = int(sys.argv[1]) if len(sys.argv) > 1 else 100, sys.argv[2] if len(sys.argv) > 2 else "both"
    if part in ("world", "both"):
        world()
    if part != "world":
        for known in KILLED:
            if part in ("kill", "both", known):
                kill(known, (count + 1) // 2)
        if part in ("kill", "both", "serve"):
            kill_serve(count)
    print(f"{len(FAULTS)} faults")
    sys.exit(1 if FAULTS else 0)
