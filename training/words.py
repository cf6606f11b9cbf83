"""Counts words of a news corpus in small and in capital letters: gazetteers/words.csv.

  python3 training/words.py corpus.jsonl gazetteers/words.csv

A word that news writes small far more often than with a capital is a common word, so that a name spelt like it
("Nice", "Reading", "Target") needs support. Counts are per ten million words; the first word of a sentence and lines in
capitals tell nothing and are not counted. The corpus is JSON Lines with `text`; only counts are kept of it.
"""
import collections
import csv
import json
import re
import sys

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
MINIMUM = 2.0  # per ten million words: rarer words say nothing


def count(path):
    small, capital, total = collections.Counter(), collections.Counter(), 0
    for line in open(path, encoding="utf-8"):
        text = json.loads(line)["text"]
        for sentence in re.split(r"(?<=[.!?\"'”’])\s+|\n+", text):
            words = WORD.findall(sentence)
            total += len(words)
            if sum(w.isupper() for w in words) * 2 > len(words):
                continue
            for word in words[1:]:
                (small if word.islower() else capital)[word.lower()] += 1
    return small, capital, total


def main(corpus, output):
    small, capital, total = count(corpus)
    scale = 1e7 / total
    with open(output, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["word", "small", "capital"])
        for word in sorted(small):
            if small[word] * scale >= MINIMUM and len(word) > 1:
                table.writerow([word, round(small[word] * scale), round(capital[word] * scale)])


if __name__ == "__main__":
    main(*sys.argv[1:])
