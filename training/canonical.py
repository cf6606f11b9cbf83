"""Writes gazetteer files in canonical form: rows by id, cells without space around them, minimal quoting, LF.

  python3 training/canonical.py gazetteers/people.csv ...
"""
import csv
import os
import sys


def canonical(path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    rows.sort(key=lambda row: row[header.index("id")].encode())
    beside = path + ".new"
    with open(beside, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    os.replace(beside, path)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        canonical(name)
