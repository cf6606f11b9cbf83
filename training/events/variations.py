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
import textwrap

ROOT = pathlib.Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "events.txt"
# Words that begin a sentence with a capital and are no names.
SMALL = (
    "A After An At Gunmen Her His Hundreds In Its Many Most On Police Protesters Rebels Some The Their Thousands Three"
    " Troops Two"
).split()
# Paragraphs of news that tell no act.
BEFORE = "The morning papers carried little else. Shops opened late because of the holiday. The traffic in the centre was heavy."
AFTER = "The evening news was watched by millions. Prices in the shops have hardly changed. The harvest is expected to be good."


def small(text):
    """The sentence as it stands behind other words."""
    return text[0].lower() + text[1:] if text.split(" ")[0] in SMALL else text


def countries():
    """The adjective of each country by its name."""
    with open(ROOT / "gazetteers" / "countries.csv", encoding="utf-8-sig") as table:
        return {row["name"]: row["demonyms"].split("|")[0] for row in csv.DictReader(table) if row["demonyms"]}


COUNTRIES = countries()
DOER = re.compile(rf"(The )?({'|'.join(sorted(COUNTRIES, key=len, reverse=True))}) (?=(?!and |or |of )[a-z])")


def doer(phrase):
    """The sentence with a phrase in the place of the country that it begins with; of others None."""

    def told(text):
        begins = DOER.match(text)
        if not begins or re.search(r"\bits(elf)?\b", text):
            return None
        country = ("the " if begins[1] else "") + begins[2]
        new = phrase.format(country=country, adjective=COUNTRIES[begins[2]]) + " " + text[begins.end() :]
        return new[0].upper() + new[1:]

    return told


def between(text, insert):
    """The sentence with something between its subject and its verb, where those are its first two words; else nothing."""
    found = re.match(r"([A-Z]\w+) ([a-z]+ed .*)", text)
    return f"{found[1]}{insert}{found[2]}" if found and found[1] not in SMALL else ""


def inside(sentence):
    """Another sentence with {who} and {what} was done in it, where who is the first word and a verb in -ed the second; of others None."""

    def told(text):
        found = re.match(r"([A-Z]\w+) ([a-z]+ed) (.*)\.$", text)
        if not found or found[1] in SMALL or re.search(r"\b(and|but) [a-z]+ed\b", found[3]):
            return None
        return sentence.format(who=found[1], what=f"{found[2]} {found[3]}", upper=found[1].upper())

    return told


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
    "a title before": lambda text: "A quiet week in the capital\n\n" + text,
    "paragraphs around": lambda text: "\n\n".join((BEFORE, text, AFTER)),
    "wrapped lines": lambda text: textwrap.fill(f"{BEFORE} {text} {AFTER}", 66),
    "last paragraph": lambda text: "\n\n".join((BEFORE, AFTER, text)),
    "forgotten spaces": lambda text: "The weather was mild." + text + "Trading was thin at noon.",
    "quoted": lambda text: '"' + text[:-1] + '," the minister said.',
    "a turn": lambda text: "KELLY: Good morning.\n\nINSKEEP: " + text + "\n\nKELLY: Thank you.",
    "headline of a text": lambda text: "\n\n".join((text[:-1], BEFORE, AFTER)),
    "bullet": lambda text: "- " + text,
    "no stop": lambda text: text[:-1],
    "capitals": lambda text: text.upper()[:-1],
    "government": doer("the government of {country}"),
    "side": doer("the {adjective} side"),
    "envoy by name": doer("{country}'s envoy, Ramo Teku,"),
    "who is minister": doer("Ramo Teku, who is the {adjective} interior minister,"),
    "largest donor": doer("{country}, the largest donor,"),
    "dashes": doer("{country} - a member of the council -"),
    "its neighbour": doer("Denmark's neighbour {country}"),
    "as well as": doer("{country} as well as Denmark"),
    "along with": doer("{country}, along with Denmark,"),
    "with the curly quotes": lambda text: BEFORE + " “" + text[:-1] + ",” he said.",
    "line after line": lambda text: "Shops were closed.\n" + text + "\nRead more here",
    "source behind": lambda text: text[:-1] + " - Reuters",
    "has": inside("{who} has {what}."),
    "it was": inside("It was {who} that {what}."),
    "after it had": inside("The talks collapsed after {who} had {what}."),
    "which": inside("{who}, which {what}, will hold elections next month."),
    "After": inside("After {who} {what}, shops closed."),
    "because": inside("Shops closed because {who} {what}."),
    "hours before": inside("Shops closed hours before {who} {what}."),
    "saying that": inside("An official confirmed the report, saying that {who} {what}."),
    "why": inside("It was not clear why {who} {what}."),
    "There were reports": inside("There were reports that {who} {what}."),
    "News that": inside("News that {who} {what} spread quickly."),
    "held elections and": inside("{who} held elections and {what}."),
    "the third verb": inside("{who} held elections, formed a government and {what}."),
    "and held elections": inside("{who} {what} and held elections."),
    "however": inside("{who}, however, {what}."),
    "bracket": inside("{who} (population 9 million) {what}."),
    "capital name": inside("{upper} {what}."),
}
# The same under words by which it is not told as done; none of them may be told as a fact.
UNDONE = {
    "has not": inside("{who} has not {what}."),
    "never": inside("{who} never {what}."),
    "denied that it": inside("{who} denied that it {what}."),
    "might have": inside("{who} might have {what}."),
    "if": inside("If {who} {what}, shops would close."),
    "whether": inside("It was not clear whether {who} {what}."),
    "no evidence": inside("There was no evidence that {who} {what}."),
    "not true": inside("It is not true that {who} {what}."),
    "were false": inside("Reports that {who} {what} were false."),
    "unconfirmed": inside("Officials could not confirm reports that {who} {what}."),
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
        for kind, vary in (VARIATIONS | UNDONE).items()
        if vary(text)
    ]
    found = told(program, documents, least)
    still = [case for case in taken if holds(found[f"{case[0]}|as it stands"], case[3])]
    print(f"{len(taken)} sentences, {len(still)} hold as they stand")
    for kind, vary in VARIATIONS.items():
        varied = [case for case in still if vary(case[2])]
        lost = [case for case in varied if not holds(found[f"{case[0]}|{kind}"], case[3])]
        print(f"{kind:24} {100 * (1 - len(lost) / len(varied)):5.1f} % of {len(varied)}")
        if kind == shown:
            for name, _, text, expected in lost:
                print(f"    {vary(text)}\n        wanted {';'.join(expected)}, told {found[f'{name}|{kind}']}")
    for kind, vary in UNDONE.items():
        varied = [case for case in still if vary(case[2])]
        facts = [vary(case[2]) for case in varied if holds(found[f"{case[0]}|{kind}"], case[3])]
        print(f"{kind:24} {100 * len(facts) / len(varied):5.1f} % of {len(varied)} told as facts")
        if kind == shown:
            print(*(f"    {text}" for text in facts), sep="\n")


if __name__ == "__main__":
    main()
