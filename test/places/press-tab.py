"""A shell on a terminal of its own: types what stdin says, and prints what the terminal showed.

Usage: press-tab.py FOLDER SHELL [ARGUMENT...] < KEYS
stdin is lines of JSON: a text to type, or a pattern to wait for as {"wait": "..."}. A pattern that does not come is an error.
"""

import json
import os
import pty
import re
import select
import sys
import time

TIMEOUT = 30


def main() -> None:
    folder, *command = sys.argv[1:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvp(command[0], command)
    seen = ""
    shown = ""
    for line in sys.stdin:
        step = json.loads(line)
        if isinstance(step, str):
            seen = ""
            os.write(terminal, step.encode())
            continue
        end = time.monotonic() + TIMEOUT
        while re.search(step["wait"], seen, re.DOTALL) is None:
            if time.monotonic() > end:
                sys.exit(f"{step['wait']} did not come; the terminal showed\n{shown}")
            ready, _, _ = select.select([terminal], [], [], 0.2)
            if not ready:
                continue
            try:
                text = os.read(terminal, 65536).decode(errors="replace")
            except OSError:
                sys.exit(f"the shell ended; the terminal showed\n{shown}")
            seen += text
            shown += text
            # Some shells ask the terminal where its cursor is, or what it is, and wait for the answer.
            if "\x1b[6n" in text:
                os.write(terminal, b"\x1b[1;1R")
            if "\x1b[c" in text or "\x1b[0c" in text:
                os.write(terminal, b"\x1b[?62;c")
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    print(shown)


main()
