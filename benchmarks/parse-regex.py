#!/usr/bin/env python3
"""A parser of strace as a person would write it, for benchmarks/parse: one regular expression a line, the paths of the
calls that succeeded in a set. It joins no calls that were interrupted, and knows no directories.

    benchmarks/parse-regex.py TRACE
"""

import re
import sys

CALL = re.compile(r'^(\d+) +(\w+)\((?:[^"]*?, )??"((?:[^"\\]|\\.)*)".* = (-?\d+)')

paths = set()
calls = 0
with open(sys.argv[1], encoding="latin-1") as trace:
    for line in trace:
        found = CALL.match(line)
        if found:
            calls += 1
            if found[4] != "-1":
                paths.add(found[3])
print(calls, len(paths))
