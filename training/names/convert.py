"""Bracketed sentences (`[P Mara Ellison] of [O Harrow Freight] left [L Dunmore].`, one a line) → IOB2.

usage: convert.py OUT-TRAIN.iob2 OUT-TEST.iob2 FILE.txt ...

Every fourth sentence goes to the test file. Words are cut as in the English Web Treebank, near enough: readers take the names from
`# text` and cut it their own way.
"""

import os
import re
import sys

WORD = re.compile(r"[A-Z](?:\.[A-Z])+\.?|(?:Mr|Mrs|Ms|Dr|Sen|Sgt|Lt|Col|Gen|St|Inc|Corp|Co|Ltd|Bros|Jr|N|J|K|T|W|E|C|B|Pa|Re)\.(?=\W)|\w+?(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|\w+(?:'(?!s\b)\w+)*|\S")
NAME = re.compile(r"\[([PLO]) ([^\]]+)\]")
TYPES = {"P": "PER", "L": "LOC", "O": "ORG"}


def sentence(line):
    text, names, end = "", [], 0
    for mark in NAME.finditer(line):
        text += line[end : mark.start()]
        names.append((len(text), len(text) + len(mark[2]), TYPES[mark[1]]))
        text += mark[2]
        end = mark.end()
    text += line[end:]
    rows = []
    for word in WORD.finditer(text):
        label = "O"
        for start, stop, kind in names:
            if start <= word.start() < stop:
                label = ("B-" if word.start() == start else "I-") + kind
        rows.append((word[0], label))
    assert sum(label[0] == "B" for _, label in rows) == len(names), line
    return text, rows


def main():
    train, test, *sources = sys.argv[1:]
    outs = [open(train, "w", encoding="utf-8"), open(test, "w", encoding="utf-8")]
    for source in sources:
        genre = os.path.basename(source).split(".")[0]
        for number, line in enumerate(open(source, encoding="utf-8"), 1):
            line = line.strip()
            if not line:
                continue
            text, rows = sentence(line)
            out = outs[number % 4 == 0]
            out.write(f"# sent_id = {genre}-{number}\n# text = {text}\n")
            out.writelines(f"{index}\t{word}\t{label}\n" for index, (word, label) in enumerate(rows, 1))
            out.write("\n")


main()
