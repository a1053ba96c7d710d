#!/usr/bin/env python3
"""Claims against Sollya's checkinfnorm in one run, processor time: the claims of a collection that Sollya can express (at most one variable, a bounded
interval, functions that it knows), Sollya in a process each, this program in one process for all.
Usage: benchmarks/sollya.py PROGRAM... [--claims FILE.tsv] [--limit SECONDS]     needs sollya (Debian package sollya)
       benchmarks/sollya.py dotnet artifacts/boundcheck/boundcheck.dll"""
import csv, json, os, re, resource, statistics, subprocess, sys, tempfile

KNOWN = {'x', 'pi', 'exp', 'log', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'sqrt', 'abs'}


def option(name, standard):
    if name not in sys.argv:
        return standard
    at = sys.argv.index(name)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


def translate(text, variable):
    """The expression in Sollya's language; None where it has no words for it."""
    text = re.sub(r'logcosh\(([^()]*)\)', r'log(cosh(\1))', text)
    text = re.sub(r'softplus\(([^()]*)\)', r'log(1+exp(\1))', text)
    words = re.findall(r'[A-Za-z_]\w*', re.sub(r'\d+\.?\d*[eE][-+]?\d+', '1', text))
    if variable:
        text = re.sub(rf'\b{variable}\b', 'x', text)
        words = ['x' if w == variable else w for w in words]
    text = re.sub(r'(?<![\w.])e(?!\w)', '(exp(1))', text)
    return text if all(w in KNOWN or w == 'e' for w in words) else None


def script(claim, box):
    """The claim as a Sollya program that prints true when it is proved; None where it can't be said."""
    sides = re.fullmatch(r'([^<>=!]+)(<=|>=|<|>)([^<>=!]+)', claim)
    interval = re.fullmatch(r'\s*(\w+)\s+in\s+\[([^,]+),([^\]]+)\]\s*', box) if box.strip() else None
    if not sides or (box.strip() and (not interval or 'inf' in box)):
        return None
    variable = interval.group(1) if interval else None
    left, right = (translate(s.strip(), variable) for s in (sides.group(1), sides.group(3)))
    ends = [translate(e.strip(), None) for e in interval.groups()[1:]] if interval else ['0', '0']
    if None in (left, right, *ends):
        return None
    if sides.group(2)[0] == '>':
        left, right = right, left
    domain = f'[{ends[0]};{ends[1]}]'
    if 'x' not in re.findall(r'[A-Za-z_]\w*', left + ' ' + right):
        return f'verbosity=0!; f = ({right}) - ({left}); inf(evaluate(f, {domain})) >= 0;\n'
    error = re.fullmatch(r'abs\((.*)\)', left)
    # A bound of an error is what checkinfnorm is for; elsewhere 0 <= right - left <= M, which is |right - left - M/2| <= M/2.
    if error and balanced(error.group(1)) and 'x' not in re.findall(r'[A-Za-z_]\w*', right):
        return f'verbosity=0!; checkinfnorm({error.group(1)}, {domain}, {right});\n'
    return f'verbosity=0!; f = ({right}) - ({left}); M = sup(evaluate(f, {domain})); checkinfnorm(f - M/2, {domain}, M/2);\n'


def balanced(text):
    depth = 0
    for c in text:
        depth += (c == '(') - (c == ')')
        if depth < 0:
            return False
    return depth == 0


def run(command, limit):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        output = subprocess.run(command, capture_output=True, text=True, timeout=limit).stdout
    except subprocess.TimeoutExpired:
        output = 'timeout'
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return output, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


here = os.path.dirname(os.path.abspath(__file__))
claims, limit = option('--claims', os.path.join(here, '..', 'tests', 'Bounds.Tests', 'Claims', 'claims.tsv')), float(option('--limit', '20'))
program = sys.argv[1:] or ['dotnet', os.path.join(here, '..', 'artifacts', 'boundcheck', 'boundcheck.dll')]
with open(claims) as file:
    rows = list(csv.DictReader((line for line in file if not line.startswith('#')), delimiter='\t', quoting=csv.QUOTE_NONE))
chosen = [(r, s) for r in rows if r['expected'] in ('proved', 'valid') and not r.get('where') and (s := script(r['claim'], '' if r['on'] == '(constant)' else r['on']))]
with tempfile.TemporaryDirectory() as work:
    listed, source = os.path.join(work, 'claims.tsv'), os.path.join(work, 'claim.sollya')
    with open(listed, 'w') as file:
        file.write('name\tclaim\ton\n' + ''.join(f"{r['name']}\t{r['claim']}\t{'' if r['on'] == '(constant)' else r['on']}\n" for r, _ in chosen))
    peer = {}
    for row, text in chosen:
        with open(source, 'w') as file:
            file.write(text)
        output, seconds = run(['sollya', source], limit)
        peer[row['name']] = (output.strip().endswith('true'), seconds)
    with open(source, 'w') as file:
        file.write('1;\n')
    start = min(run(['sollya', source], limit)[1] for _ in range(5))
    output, ours = run([*program, 'claim', '--file', listed, '--json', '-', '--quiet', '--timeout', '600'], 900)
answers = {c['name']: c for c in json.loads(output)['claims']}
decided = [n for n, (yes, _) in peer.items() if yes]
proved = [n for n in peer if answers[n]['verdict'] == 'proved']
print(f'{len(chosen)} of {len(rows)} claims can be said in Sollya; it proves {len(decided)} in {limit:g} s each, this program {len(proved)}')
if decided:
    theirs = [peer[n][1] for n in decided]
    mine = [answers[n]['ms'] / 1000 for n in decided]
    print(f'the {len(decided)} that Sollya proves: Sollya {sum(theirs):.2f} s, median {statistics.median(theirs) * 1000:.0f} ms a claim '
          f'({start * 1000:.0f} ms of it the start of a process); this program, inside its one process, {sum(mine):.2f} s, median {statistics.median(mine) * 1000:.0f} ms; '
          f'faster on {sum(m < t for m, t in zip(mine, theirs))}')
total = sum(t for _, t in peer.values())
print(f'all of them: Sollya {total:.1f} s of processor time, this program {ours:.1f} s, its start and compilation included: {total / ours:.1f} times as fast; '
      f'{ours / len(chosen) * 1000:.0f} ms a claim')
