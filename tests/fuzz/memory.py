#!/usr/bin/python3
"""memory.py - random programs about memory, run by glassheap and by CPython 3.11, compared line for line.

    memory.py GLASSHEAP [--seconds N] [--seed N] [--programs N] [--jobs N] [--size N] [--keep FOLDER] [--show SEED]

Program number i of seed n is always the same program.  Standard output, standard error and the exit status must be
equal, addresses apart.  Where they differ the program is made smaller, statement by statement, as long as it still
differs, and written to FOLDER with both answers.  At the end stands a table of which kinds of events (event.def) the
programs reached: each must be.  The exit status is 1 when there is a finding or a kind that was not reached.
"""
import argparse
import ast
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import time

import memory_programs

ORACLE = '/usr/bin/python3'
ADDRESS = re.compile(rb'0x[0-9a-f]{6,}')
ENVIRONMENT = {'PATH': '/usr/bin', 'HOME': '/nonexistent', 'LC_ALL': 'C.UTF-8', 'PYTHONHASHSEED': '0'}
LIMIT = 60  # seconds, for one program


class Answer(collections.namedtuple('Answer', 'out err status')):
    def lines(self):
        return (self.out.decode('utf-8', 'replace') + '--- stderr\n' + self.err.decode('utf-8', 'replace') +
                '--- status %s\n' % self.status).split('\n')


def run(command, path):
    try:
        done = subprocess.run([*command, path], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT)
    except subprocess.TimeoutExpired as late:
        return Answer(late.stdout or b'', late.stderr or b'', 'none: too slow')
    return Answer(ADDRESS.sub(b'0xADDRESS', done.stdout), ADDRESS.sub(b'0xADDRESS', done.stderr), done.returncode)


class Pair:
    """The two interpreters, and a file that both run."""

    def __init__(self, glassheap, folder):
        self.ours = [glassheap, '--selfcheck']
        self.oracle = [ORACLE, '-s']
        self.path = os.path.join(folder, 'program-%d.py' % os.getpid())

    def differs(self, text):
        """Both answers when they differ, and would again."""
        with open(self.path, 'w', encoding='utf-8') as f:
            f.write(text)
        theirs, ours = run(self.oracle, self.path), run(self.ours, self.path)
        if theirs == ours or run(self.oracle, self.path) != theirs:
            return None
        return theirs, ours


# ---- making a program smaller -------------------------------------------------------------------------------------------

def statements(text):
    """The statements of [text], the longest first: (first line, last line, alone in its block)."""
    found = []

    def visit(node):
        for field in ('body', 'orelse', 'finalbody', 'handlers'):
            inner = getattr(node, field, None)
            if not isinstance(inner, list):
                continue
            for s in inner:
                if isinstance(s, (ast.stmt, ast.excepthandler)):
                    first = min([s.lineno] + [d.lineno for d in getattr(s, 'decorator_list', [])])
                    found.append((first, s.end_lineno, s.col_offset, isinstance(s, ast.excepthandler)))
                    visit(s)
    visit(ast.parse(text))
    return sorted(found, key=lambda s: s[0] - s[1])


def without(text, first, last):
    lines = text.split('\n')
    return '\n'.join(lines[:first - 1] + lines[last:])


def lines_stay(text, first, last):
    """Whether one of these lines says that it must not go."""
    return any('# stays' in line for line in text.split('\n')[first - 1:last])


def smaller_texts(text):
    """Programs with one statement less, then with one replaced by its block or by pass."""
    top = [s for s in statements(text) if s[2] == 0]
    top.sort()
    for step in (32, 16, 8, 4, 2):  # whole runs of statements
        for i in range(len(top) - step, -1, -step):
            if not lines_stay(text, top[i][0], top[i + step - 1][1]):
                yield without(text, top[i][0], top[i + step - 1][1])
    for first, last, column, handler in statements(text):
        if lines_stay(text, first, last):
            continue
        yield without(text, first, last)
        lines = text.split('\n')
        head = lines[first - 1].strip()
        if last > first and not handler:
            inner = [line[4:] for line in lines[first:last]]
            yield '\n'.join(lines[:first - 1] + inner + lines[last:])
        elif not handler and head != 'pass':
            yield '\n'.join(lines[:first - 1] + [' ' * column + 'pass'] + lines[last:])


def compiles(text):
    try:
        compile(text, 'program', 'exec', dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def signature(answers):
    """What kind of difference it is: two answers of one signature have the same cause, we hope."""
    theirs, ours = answers[0].lines(), answers[1].lines()
    for a, b in zip(theirs, ours):
        if a != b:
            return re.sub(r'\d+', '0', a), re.sub(r'\d+', '0', b)
    return len(theirs), len(ours)


def minimize(pair, text, answers, until):
    died = answers[0].status
    changed = True
    while changed and time.monotonic() < until:
        changed = False
        for smaller in smaller_texts(text):
            if time.monotonic() > until:
                break
            if smaller == text or not compiles(smaller):
                continue
            found = pair.differs(smaller)
            if found and (found[0].status == died or found[0].status == 0):
                text, answers, changed = smaller, found, True
                break
    return text, answers


# ---- one process's share -----------------------------------------------------------------------------------------------------

Finding = collections.namedtuple('Finding', 'seed text answers')


def one_program(glassheap, seed, size, folder):
    """Runs one program; a Finding or None."""
    pair = Pair(glassheap, folder)
    text = memory_programs.program(seed, size)
    answers = pair.differs(text)
    if not answers:
        return None
    text, answers = minimize(pair, text, answers, time.monotonic() + 120)
    return Finding(seed, text, answers)


def batch(glassheap, seeds, size, folder):
    return len(seeds), [f for f in (one_program(glassheap, s, size, folder) for s in seeds) if f]


# ---- all of it -------------------------------------------------------------------------------------------------------------------

def describe(finding):
    theirs, ours = (a.lines() for a in finding.answers)
    return '\n'.join(['# program ' + finding.seed, finding.text, '# CPython:', *theirs, '# glassheap:', *ours]) + '\n'


def event_kinds(source):
    with open(os.path.join(source, 'src/share/event.def'), encoding='utf-8') as f:
        return re.findall(r'^EVENT\((\w+),', f.read(), re.M)


def events_of(glassheap, seed, size, folder):
    """How many events of each kind a program reaches."""
    path = os.path.join(folder, 'events-%d.py' % os.getpid())
    with open(path, 'w', encoding='utf-8') as f:
        f.write(memory_programs.program(seed, size))
    answer = run([glassheap, '--stats'], path)
    return collections.Counter({word: int(n) for word, n in re.findall(r'^event (\w+) (\d+)$', answer.err.decode('utf-8', 'replace'), re.M)})


def main():
    p = argparse.ArgumentParser()
    p.add_argument('glassheap')
    p.add_argument('--seconds', type=lambda text: float(text or 60), default=60.0)
    p.add_argument('--seed', type=lambda text: text or '1', default='1')
    p.add_argument('--programs', type=int, default=10**9)
    p.add_argument('--jobs', type=int, default=os.cpu_count())
    p.add_argument('--size', type=int, default=40)
    p.add_argument('--keep', default='fuzz-memory')
    p.add_argument('--show', help='print the program of SEED-NUMBER and leave')
    o = p.parse_args()
    if o.show:
        print(memory_programs.program(o.show, o.size), end='')
        return 0
    os.makedirs(o.keep, exist_ok=True)
    started = time.monotonic()
    glassheap = os.path.abspath(o.glassheap)
    done = number = 0
    findings = collections.Counter()
    events = collections.Counter()
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor(o.jobs) as pool:
        running = set()
        while running or (time.monotonic() - started < o.seconds and number < o.programs):
            while len(running) < 2 * o.jobs and time.monotonic() - started < o.seconds and number < o.programs:
                seeds = [f'{o.seed}-{i}' for i in range(number, min(number + 10, o.programs))]
                running.add(pool.submit(batch, glassheap, seeds, o.size, folder))
                events += events_of(glassheap, seeds[0], o.size, folder)
                number += len(seeds)
            ended, running = concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in ended:
                n, found = future.result()
                done += n
                for f in found:
                    findings[signature(f.answers)] += 1
                    with open(os.path.join(o.keep, 'finding-%s.txt' % f.seed), 'w', encoding='utf-8') as out:
                        out.write(describe(f))
                    print('finding in program %s: %s' % (f.seed, signature(f.answers)), flush=True)
    source = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    missed = 0
    for kind in event_kinds(source):
        missed += not events[kind]
        print('%-16s %12d' % (kind, events[kind]))
    print('seed %s: %d programs in %.0f s, %d findings, %d kinds of events not reached' %
          (o.seed, done, time.monotonic() - started, sum(findings.values()), missed))
    return 1 if findings or missed else 0


if __name__ == '__main__':
    sys.exit(main())
