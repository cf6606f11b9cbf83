#!/usr/bin/env python3
"""Tells the sentences of tests/cases/events.txt in ways that change nothing of what they tell, and counts how often the program still tells it.

    training/events/variations.py PROGRAM [LEAST_CONFIDENCE [VARIATION]]

PROGRAM is the dateline binary. Only short single sentences whose events are all asserted are taken, and of them those that hold as they stand.
With VARIATION ("On Monday"), the sentences that no longer hold are shown with what is told.
"""
import collections
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).parents[2] / "tests" / "cases" / "events.txt"
# Words that begin a sentence with a capital and are no names.
SMALL = (
    "A After An At Gunmen Her His Hundreds In Its Many Most On Police Protesters Rebels Some The Their Thousands Three"
    " Troops Two"
).split()


def small(text):
    """The sentence as it stands behind other words."""
    return text[0].lower() + text[1:] if text.split(" ")[0] in SMALL else text


def between(text, insert):
    """The sentence with something between its subject and its verb, where those are its first two words; else nothing."""
    found = re.match(r"([A-Z]\w+) ([a-z]+ed .*)", text)
    return f"{found[1]}{insert}{found[2]}" if found and found[1] not in SMALL else ""


VARIATIONS = {
    "as it stands": lambda text: text,
    "On Monday,": lambda text: "On Monday, " + small(text),
    "On Monday": lambda text: "On Monday " + small(text),
    "Meanwhile,": lambda text: "Meanwhile, " + small(text),
    "Earlier this week": lambda text: "Earlier this week " + small(text),
    "As expected,": lambda text: "As expected, " + small(text),
    "In a move that": lambda text: "In a move that surprised diplomats, " + small(text),
    "According to": lambda text: "According to diplomats, " + small(text),
    "The paper said": lambda text: "The newspaper said on Sunday that " + small(text),
    "told Reuters": lambda text: "An official told Reuters that " + small(text),
    "officials said": lambda text: text[:-1] + ", officials said on Monday.",
    "agency reported": lambda text: text[:-1] + ", the state news agency reported.",
    "for the second time": lambda text: text[:-1] + " for the second time this year.",
    "amid tension": lambda text: text[:-1] + " amid growing tension in the region.",
    "last month": lambda text: text[:-1] + " last month.",
    "a move that": lambda text: text[:-1] + ", a move that surprised diplomats.",
    "officials said, between": lambda text: between(text, ", officials said on Tuesday, "),
    "citing, between": lambda text: between(text, ", citing security concerns, "),
    "dashes, between": lambda text: between(text, " - long seen as cautious - "),
    "Tuesday, between": lambda text: between(text, " Tuesday "),
    "changed course and": lambda text: between(text, " changed course and "),
    "; Nepal did not": lambda text: text[:-1] + "; Nepal did not.",
    "Nepal has not signed;": lambda text: "Nepal has not signed the accord; " + small(text),
    "despite warnings": lambda text: "Despite warnings from Nepal, " + small(text),
    "at the request": lambda text: text[:-1] + " at the request of Nepal.",
    "with the support": lambda text: "With the support of Nepal, " + small(text),
    "together with": lambda text: text[:-1] + " together with Nepal.",
    "At the United Nations": lambda text: "At the United Nations, " + small(text),
    "dateline": lambda text: "GENEVA, May 3 (Reuters) - " + text,
    "among others": lambda text: "The region has been tense for months. " + text + " No further details were given.",
    "a quotation after": lambda text: text + ' "It was to be expected," one analyst said.',
    "bullet": lambda text: "- " + text,
    "no stop": lambda text: text[:-1],
    "capitals": lambda text: text.upper()[:-1],
}


def cases():
    """Name, date, text and expected events of the cases that can be varied."""
    for line in CASES.read_text().splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != 4:
            continue
        text, expected = cells[2], cells[3].split(";")
        plain = text.endswith(".") and ". " not in text and "\\n" not in text and text[0].isupper()
        asserted = all(item.count(":") == 1 for item in expected)
        if plain and asserted and cells[3] != "none" and len(text.split()) < 22:
            yield cells[0], cells[1], text, expected


def told(program, documents, least):
    """By document: source, target, code of its asserted events."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.jsonl"
        source.write_text("".join(json.dumps(document) + "\n" for document in documents))
        out = pathlib.Path(folder) / "out"
        flags = ["--quiet", "--keep-duplicates", "--output", str(out)] + (["--least-confidence", least] if least else [])
        subprocess.run([program, "run", str(source), *flags], check=True)
        rows = lambda name: csv.DictReader(open(out / name, encoding="utf-8-sig"))
        events = {row["event_id"]: row for row in rows("events.csv")}
        found = collections.defaultdict(list)
        for row in rows("event_mentions.csv"):
            event = events[row["event_id"]]
            if row["status"] == "asserted":
                found[row["doc_id"]].append((event["source_code"], event["target_code"], event["cameo"]))
        return found


def holds(events, expected):
    """Whether every expected event is told."""
    parts = (re.fullmatch(r"(.*?)>(.*?):(.*)", item).groups() for item in expected)
    return all(any(all(map(str.startswith, event, wanted)) for event in events) for wanted in parts)


def main():
    program, least, shown = (sys.argv[1:] + [None, None])[:3]
    taken = list(cases())
    documents = [
        {"id": f"{name}|{kind}", "date": date, "text": vary(text)}
        for name, date, text, _ in taken
        for kind, vary in VARIATIONS.items()
        if vary(text)
    ]
    found = told(program, documents, least)
    still = [case for case in taken if holds(found[f"{case[0]}|as it stands"], case[3])]
    print(f"{len(taken)} sentences, {len(still)} hold as they stand")
    for kind, vary in VARIATIONS.items():
        varied = [case for case in still if vary(case[2])]
        lost = [case for case in varied if not holds(found[f"{case[0]}|{kind}"], case[3])]
        print(f"{kind:24} {100 * (1 - len(lost) / len(varied)):5.1f} %")
        if kind == shown:
            for name, _, text, expected in lost:
                print(f"    {vary(text)}\n        wanted {';'.join(expected)}, told {found[f'{name}|{kind}']}")


if __name__ == "__main__":
    main()
