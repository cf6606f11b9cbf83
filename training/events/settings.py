#!/usr/bin/env python3
"""Adds days and places to the short sentences of tests/cases/events.txt, and counts how often an event takes them (or, where they are of something
else, does not).

    training/events/settings.py PROGRAM [ADDITION]

PROGRAM is the dateline binary. Taken are sentences of one clause that tell no day themselves, all dated Wednesday, 2015-06-17, and for the
places those that tell no place. With ADDITION ("at dawn"), the sentences that fail are shown.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from variations import cases, small

WRITTEN = "2015-06-17"
LEAST_CONFIDENCE = "0.5"
# Words of a second clause, which what is added might be said of as well.
CLAUSES = re.compile(
    r"\b(that|to [a-z]+|who|which|whose|where|after|before|when|while|if|as|for|over|[a-z]+ing|said|its|their|his)\b|,"
)


def behind(words):
    """The sentence with words before its stop."""
    return lambda text: f"{text[:-1]} {words}."


def first(words):
    """The sentence behind words."""
    return lambda text: f"{words} {small(text)}"


# What is added, and the day that the event then has.
DAYS = {
    "on Monday": (behind("on Monday"), "2015-06-15"),
    "last Friday": (behind("last Friday"), "2015-06-12"),
    "yesterday": (behind("yesterday"), "2015-06-16"),
    "on June 3": (behind("on June 3"), "2015-06-03"),
    "on 3 June 2014": (behind("on 3 June 2014"), "2014-06-03"),
    "in early May": (behind("in early May"), "2015-05"),
    "in 2009": (behind("in 2009"), "2009"),
    "two days ago": (behind("two days ago"), "2015-06-15"),
    "a decade ago": (behind("a decade ago"), ""),
    "late on Tuesday": (behind("late on Tuesday"), "2015-06-16"),
    "at dawn": (behind("at dawn on Sunday"), "2015-06-14"),
    "In March 2011,": (first("In March 2011,"), "2011-03"),
    "Last December,": (first("Last December,"), "2014-12"),
    "of a vote to come": (behind("ahead of a vote next month"), WRITTEN),
    "of talks to come": (behind("before talks on Friday"), WRITTEN),
    "of a treaty": (behind("under a treaty of 1998"), WRITTEN),
    "of a war": (behind("five years after the war of 2010"), WRITTEN),
    "of the sentence before": (first("The parliament voted on the budget in March 2013."), WRITTEN),
    "of the sentence after": (lambda text: text + " A vote is planned for August.", WRITTEN),
}
# What is added, and the place that the event then has, or has not.
PLACES = {
    "in Geneva": (behind("in Geneva"), "Geneva", True),
    "In Geneva,": (first("In Geneva,"), "Geneva", True),
    "at a summit": (behind("at a summit in Lima"), "Lima", True),
    "in Lima on Monday": (behind("in Lima on Monday"), "Lima", True),
    "in the town of": (behind("in the northern town of Arua"), "Arua", True),
    "near Basra": (behind("near Basra"), "Basra", True),
    "of a reason": (behind("because of the situation in Nepal"), "Nepal", False),
    "of speakers": (lambda text: text[:-1] + ", diplomats in Nairobi said.", "Nairobi", False),
    "of the sentence behind": (lambda text: text + " The weather in Nairobi was fine.", "Nairobi", False),
}


def told(program, documents):
    """By document: source, target, code, day and place of its events."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = pathlib.Path(folder) / "in.jsonl", pathlib.Path(folder) / "out"
        source.write_text("".join(json.dumps(document) + "\n" for document in documents))
        flags = ["--quiet", "--keep-duplicates", "--output", str(out), "--least-confidence", LEAST_CONFIDENCE]
        subprocess.run([program, "run", str(source), *flags], check=True)
        rows = lambda name: csv.DictReader(open(out / name, encoding="utf-8-sig"))
        events = {row["event_id"]: row for row in rows("events.csv")}
        found = {}
        for row in rows("event_mentions.csv"):
            event = events[row["event_id"]]
            cells = [event[name] for name in ("source_code", "target_code", "cameo", "date", "place_name")]
            found.setdefault(row["doc_id"], []).append(cells)
        return found


def fitting(events, expected):
    """For each expected event one that is told; nothing when one is not."""
    found = []
    for item in expected:
        wanted = re.fullmatch(r"(.*?)>(.*?):(.*)", item).groups()
        fits = [event for event in events if all(map(str.startswith, event[:3], wanted))]
        if not fits:
            return []
        found.append(fits[0])
    return found


def main():
    program, shown = (sys.argv[1:] + [None])[:2]
    taken = [(name, text, expected) for name, _, text, expected in cases() if not CLAUSES.search(text)]
    additions = {"": lambda text: text} | {name: row[0] for name, row in (DAYS | PLACES).items()}
    documents = [
        {"id": f"{name}|{added}", "date": WRITTEN, "text": add(text)}
        for name, text, _ in taken
        for added, add in additions.items()
    ]
    found = told(program, documents)
    events = lambda name, added, expected: fitting(found.get(f"{name}|{added}", []), expected)
    today = [case for case in taken if (plain := events(case[0], "", case[2])) and all(e[3] == WRITTEN for e in plain)]
    nowhere = [case for case in today if not any(event[4] for event in events(case[0], "", case[2]))]
    rows = [(name, today, lambda event, day=day: event[3] == day) for name, (_, day) in DAYS.items()]
    rows += [
        (name, nowhere, lambda event, place=place, is_its=is_its: (event[4] == place) == is_its)
        for name, (_, place, is_its) in PLACES.items()
    ]
    for name, of, right in rows:
        told_ones = [(text, rest) for case, text, expected in of if (rest := events(case, name, expected))]
        wrong = [(text, rest) for text, rest in told_ones if not all(map(right, rest))]
        print(f"{name:24} {100 * (1 - len(wrong) / len(told_ones)):5.1f} % of {len(told_ones)}")
        if name == shown:
            for text, rest in wrong:
                print(f"    {additions[name](text)}\n        told {rest}")


if __name__ == "__main__":
    main()
