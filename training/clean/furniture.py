#!/usr/bin/env python3
"""Puts lines that are no news (furniture.txt) into an article, above, between and below its paragraphs, with and without blank lines, and
counts how often the program finds names or events in them.

    training/clean/furniture.py PROGRAM

PROGRAM is the dateline binary. Lines that leak are shown.
"""
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

LINES = (pathlib.Path(__file__).parent / "furniture.txt").read_text().splitlines()
# Paragraphs that name nobody.
PARAGRAPHS = (
    "The harvest was good this year. Farmers in the valley said that the rains had come early and that the price of maize had fallen.",
    "The road to the market was repaired in spring. Lorries now need half the time, and traders have opened new stalls beside it.",
    "Prices are expected to stay low until the end of the year. The cooperative plans to build a second store.",
)
PLACES = {"above": 0, "between": 1, "below": 3}


def main():
    documents, spans = [], {}
    for at, line in enumerate(LINES):
        for place, index in PLACES.items():
            for break_ in ("\n\n", "\n"):
                text = break_.join([*PARAGRAPHS[:index], line, *PARAGRAPHS[index:]])
                name = f"{at}|{place}|{len(break_)}"
                documents.append({"id": name, "date": "2015-03-04", "text": text})
                spans[name] = range(text.index(line), text.index(line) + len(line))
    with tempfile.TemporaryDirectory() as folder:
        source, out = pathlib.Path(folder) / "in.jsonl", pathlib.Path(folder) / "out"
        source.write_text("".join(json.dumps(document) + "\n" for document in documents))
        flags = ["--quiet", "--keep-duplicates", "--output", str(out)]
        subprocess.run([sys.argv[1], "run", str(source), *flags], check=True)
        rows = lambda name: csv.DictReader(open(out / name, encoding="utf-8-sig"))
        leaks = {row["doc_id"] for row in rows("mentions.csv") if int(row["start"]) in spans[row["doc_id"]]}
        events = {row["doc_id"] for row in rows("event_mentions.csv")}
    of_place = collections.Counter(name.split("|")[1] for name in leaks)
    told = collections.Counter(name.split("|")[1] for name in events)
    for place in PLACES:
        all_ = 2 * len(LINES)
        print(f"{place:8} names in {of_place[place]} of {all_} lines that are no news, events in {told[place]}")
    leaking = sorted({int(name.split("|")[0]) for name in leaks})
    print("\n".join("    " + LINES[at] for at in leaking))


if __name__ == "__main__":
    main()
