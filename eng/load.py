#!/usr/bin/env python3
"""Many clients at once ask `boundcheck serve` for a while: every answer must be the command line's, every limit kept, the memory flat.

  eng/load.py [SECONDS] [CLIENTS]     600 seconds, 64 clients

Builds nothing: src/Cli must be built (or BOUNDCHECK names the program). Exit 1 where an answer differs, a limit is not kept, or the memory grows.
"""
import http.client
import itertools
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.environ.get("BOUNDCHECK", os.path.join(ROOT, "src/Cli/bin/Release/net10.0/boundcheck.dll"))
COMMAND = ["dotnet", PROGRAM] if PROGRAM.endswith(".dll") else [PROGRAM]

QUESTIONS = [
    ("claim", {"claim": "exp(x) >= 1+x"}),
    ("claim", {"claim": "log(1+x) <= x", "on": "x=(-1,inf)"}),
    ("claim", {"claim": "sin(x) >= x", "on": "x=[0,1]"}),
    ("claim", {"claim": "(x+y)^2 >= 4*x*y"}),
    ("range", {"expr": "x*exp(-x)", "on": "x=[0,5]"}),
    ("solve", {"claim": "x^2 < 2"}),
    ("analyze", {"objective": "log(cosh(x*y-1))"}),
    ("check", {"objective": "huber(x*y-1,1/2)", "step": "0.3", "start": "x=2,y=1/2"}),
    ("check", {"objective": "(x*y-1)^2/2", "step": "1/3", "start": "x=5,y=0.05"}),
    ("run", {"objective": "log(cosh(x*y-1))", "step": "0.2", "start": "x=3,y=1/2", "steps": "200"}),
    ("catalogue", {}),
]
# Never asked twice: a number stands for N. What is remembered of them must not grow.
NEW = [("claim", "claim", "x^4+y^4+N >= 4*x*y-1"), ("claim", "claim", "exp(x) >= 1+x-N"), ("analyze", "objective", "(x*y-N)^2/2")]
CONNECTIONS = 256
ARGUMENTS = ("claim", "expr", "objective")


def settled(value):
    """An answer without its times."""
    if isinstance(value, dict):
        return {k: settled(v) for k, v in value.items() if k not in ("ms", "elapsed", "seconds", "duration")}
    return [settled(v) for v in value] if isinstance(value, list) else value


def of_command_line(method, parameters):
    line = COMMAND + [method]
    for name, value in parameters.items():
        line += [value] if name in ARGUMENTS else ["--" + name, value]
    done = subprocess.run(line + ["--json", "-"] + ([] if method == "catalogue" else ["--quiet"]), capture_output=True, text=True, check=False)
    return settled(json.loads(done.stdout))


class Load:
    def __init__(self, seconds, clients):
        self.seconds, self.clients = seconds, clients
        self.counts, self.faults, self.lock = {}, [], threading.Lock()
        self.expected = [of_command_line(*q) for q in QUESTIONS]
        self.next = itertools.count(2)
        self.server = subprocess.Popen(COMMAND + ["serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.host = self.path = None
        for line in self.server.stdout:
            if found := re.search(r"http://([\d.]+:\d+)(/\w+)", line):
                self.host, self.path = found.groups()
                break
        threading.Thread(target=self.server.stdout.read, daemon=True).start()

    def count(self, what, fault=None):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1
            if fault and len(self.faults) < 20:
                self.faults.append(f"{what}: {fault}")

    def memory(self):
        with open(f"/proc/{self.server.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def ask(self, connection, path, body, headers):
        """The connection is kept; the next request opens it again where the server has closed it."""
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError):
            connection.close()
            raise

    def client(self, number, end):
        chance, json_type = random.Random(number), {"Content-Type": "application/json"}
        rpc = f"{self.path}/rpc?channel=client{number}"
        connection = http.client.HTTPConnection(self.host, timeout=600)
        while time.time() < end:
            at = chance.randrange(len(QUESTIONS))
            method, parameters = QUESTIONS[at]
            body = json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters})
            kind = chance.randrange(20)
            try:
                if kind == 0:
                    self.limit("too long", 413, self.ask(connection, rpc, body + " " * 70_000, json_type))
                elif kind == 1:
                    self.limit("no token", 404, self.ask(connection, "/rpc?channel=a", body, json_type))
                elif kind == 2:
                    self.limit("not JSON by type", 415, self.ask(connection, rpc, body, {"Content-Type": "text/plain"}))
                elif kind == 3:
                    self.limit("another host", 421, self.ask(connection, rpc, body, {**json_type, "Host": "example.com"}))
                elif kind == 4:
                    self.limit("another origin", 403, self.ask(connection, rpc, body, {**json_type, "Origin": "http://example.com"}))
                elif kind == 5:
                    self.new(chance.choice(NEW), connection, rpc, json_type)
                else:
                    status, answer = self.ask(connection, rpc, body, json_type)
                    result = json.loads(answer).get("result") if status == 200 else None
                    right = result is not None and settled(result) == self.expected[at]
                    self.count(method, None if right else f"{status} {answer[:300]!r}")
            except (http.client.HTTPException, OSError) as e:
                self.count("connection", repr(e))
        connection.close()

    def new(self, question, connection, rpc, headers):
        method, parameter, text = question
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": {parameter: text.replace("N", str(next(self.next)))}})
        status, answer = self.ask(connection, rpc, body, headers)
        result = json.loads(answer).get("result") if status == 200 else None
        right = result is not None and (method != "claim" or result["claims"][0]["verdict"] == "proved")
        self.count(f"new {method}", None if right else f"{status} {answer[:300]!r}")

    def beyond(self):
        """Connections beyond those that are held are closed at once; the others are served."""
        held = []
        for _ in range(CONNECTIONS + 10):
            one = socket.create_connection(self.host.split(":"))
            one.settimeout(5)
            held.append(one)
        time.sleep(1)
        served = 0
        for one in held:
            try:
                one.sendall(f"GET {self.path}/ HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
                served += one.recv(12) == b"HTTP/1.1 200"
            except OSError:
                pass
        for one in held:
            one.close()
        self.count(f"of {len(held)} connections at once {served} are served", None if 64 <= served <= CONNECTIONS else "the limit is not kept")

    def limit(self, what, expected, answer):
        self.count(what, None if answer[0] == expected else f"expected {expected}, found {answer[0]} {answer[1][:200]!r}")

    def run(self):
        start = time.time()
        threads = [threading.Thread(target=self.client, args=(i, start + self.seconds)) for i in range(self.clients)]
        for thread in threads:
            thread.start()
        samples = []
        while any(t.is_alive() for t in threads):
            time.sleep(1)
            samples.append(self.memory())
        self.beyond()
        self.server.terminate()
        self.server.wait()
        quarters = [max(samples[len(samples) * i // 4:len(samples) * (i + 1) // 4] or samples) for i in range(4)]
        for what, n in sorted(self.counts.items()):
            print(f"{what}: {n}")
        print("memory: at most " + ", ".join(f"{q:.0f}" for q in quarters) + " MiB in the four quarters of the time")
        if quarters[3] > 1.1 * quarters[1] + 16:
            self.faults.append("the memory grows")
        print(f"{sum(self.counts.values())} requests of {self.clients} clients in {time.time() - start:.0f} s, {len(self.faults)} faults")
        print("\n".join(self.faults))
        return 1 if self.faults else 0


if __name__ == "__main__":
    sys.exit(Load(int(sys.argv[1]) if len(sys.argv) > 1 else 600, int(sys.argv[2]) if len(sys.argv) > 2 else 64).run())
