#!/usr/bin/env python3
"""Puts listed names into plain news sentences in many ways, and counts how often mentions.csv has exactly this span and entity; and into longer
names that are something else ("§ Street", "the § Accords", a namesake), and counts how often the listed entity is left out there.

    training/names/variations.py PROGRAM [SHOW [KIND]]

PROGRAM is the dateline binary. With SHOW, a template's label ("anti-X"), what is lost of it is shown with what was taken; KIND is one of the columns.
The names are drawn from gazetteers/*.csv with a fixed seed; a name that several rows have is drawn only where one of them dwarfs the others.
"""
import collections
import csv
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).parents[2]
BELOW = "\n\nThe morning papers carried little else. Shops opened late because of the holiday."
DATE = "2016-05-03"


def rows(name):
    """A list of the gazetteer."""
    with open(ROOT / "gazetteers" / f"{name}.csv", encoding="utf-8-sig") as table:
        return list(csv.DictReader(table))


def plain(text):
    """Without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slip(name):
    """The name with the middle two letters of its longest word turned round, where that word is long and they differ; else nothing."""
    word, at = max(re.findall(r"\w+", name), key=len), len(max(re.findall(r"\w+", name), key=len)) // 2
    turned = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return name.replace(word, turned) if len(word) > 6 and word.istitle() and word != turned else ""


def acronym(row):
    """An alias of capitals alone, of three letters or more, that is no other row's."""
    for alias in row["aliases"].split("|"):
        if re.fullmatch(r"[A-Z]{3,7}[!~]?", alias) and BEARERS[alias.rstrip("!~").lower()] == 1:
            return alias.rstrip("!~")
    return ""


LISTS = {name: rows(name) for name in "people organizations cities countries regions places".split()}
BEARERS = collections.Counter(
    name.lower()
    for table in LISTS.values()
    for row in table
    for name in {plain(n).rstrip("!~?") for n in [row["name"], *row["aliases"].split("|")] if n}
)
COUNTRY = {row["code"]: row["name"] for row in LISTS["countries"] if row["name"] not in ("England", "Northern Ireland", "Scotland", "Wales")}
SURNAMES = collections.Counter(row["name"].split()[-1] for row in LISTS["people"])
LARGEST = {}
for town in sorted(LISTS["cities"], key=lambda row: int(row["population"] or 0)):
    LARGEST[town["name"]] = (int(town["population"] or 0), LARGEST.get(town["name"], (0, 0))[0])


def drawn():
    """Kind, row of the names that are put into sentences."""
    chance = random.Random(16)
    alone = lambda row: BEARERS[plain(row["name"]).lower()] == 1 and "." not in row["name"] and row["country"]
    people = [r for r in LISTS["people"] if alone(r) and 1 < len(r["name"].split()) < 4]
    bodies = [r for r in LISTS["organizations"] if alone(r) and len(r["name"].split()) > 1 and not re.search("^The |[,(&]", r["name"])]
    towns = [r for r in LISTS["cities"] if not r["ambiguity"] and r["country"] in COUNTRY and BEARERS[plain(r["name"]).lower()] < 3]
    great = lambda r: LARGEST[r["name"]][0] > 800_000 and LARGEST[r["name"]][0] > 8 * LARGEST[r["name"]][1]
    known = [r for r in towns if great(r) and int(r["population"]) == LARGEST[r["name"]][0] and not re.search("[(,]", r["name"])]
    small = [r for r in towns if alone(r) and 15_000 < int(r["population"] or 0) < 400_000]
    firms = ("company", "bank", "media")
    groups = {
        "person": (people, 150),
        "country": ([r for r in LISTS["countries"] if r["subtype"] == "country" and BEARERS[plain(r["name"]).lower()] == 1 and r["demonyms"]], 60),
        "region": ([r for r in LISTS["regions"] if alone(r) and not r["ambiguity"]], 50),
        "city": (known, 60),
        "town": (small, 60),
        "firm": ([r for r in bodies if r["subtype"] in firms], 60),
        "body": ([r for r in bodies if r["subtype"] not in (*firms, "armed-group", "sport") and acronym(r)], 60),
        "rebels": ([r for r in bodies if r["subtype"] == "armed-group"], 50),
        "word": ([r for r in LISTS["cities"] if r["ambiguity"] == "word"], 60),
        "given": ([r for r in LISTS["cities"] if r["ambiguity"] == "name"], 60),
    }
    return [(kind, row) for kind, (table, count) in groups.items() for row in chance.sample(table, min(count, len(table)))]


NAME = lambda row: row["name"]
# Surnames of one listed bearer, where they stand last.
FIRST = "CHN HKG KOR PRK TWN VNM KHM SGP MMR MYS IDN HUN ISL ETH".split()
LAST = lambda row: row["name"].split()[-1] if SURNAMES[row["name"].split()[-1]] == 1 and len(row["name"].split()) == 2 and row["country"] not in FIRST else ""
DEMONYM = lambda row: (row.get("demonyms") or "").split("|")[0]
PEOPLE, PLACES, BODIES = ["person"], ["country", "region", "city", "town"], ["firm", "body", "rebels"]
DOERS = PEOPLE + ["country"] + BODIES
ALL = PEOPLE + PLACES + BODIES
COLUMNS = ["all", *ALL, "word", "given"]
# Label: kinds, sentence with the sign § for the name, what is put there. Most labels are the sentences themselves.
RIGHT = {
    **{text: (kinds, text, NAME) for kinds, texts in (
        (DOERS, "§ rejected the offer on Monday.|The critics of § were silent.|On Monday § rejected the offer.|Meanwhile § rejected the offer."
        "|Nepal, § and Denmark opposed the plan.|Only one side was silent: §.|The §-backed plan was rejected.|The report on Monday § had feared was out."),
        (ALL, "Critics welcomed §'s decision.|Critics welcomed §’s decision.|The third one (§) was named later.|Hundreds of anti-§ protesters marched."
        '|"§ is not the problem," the minister said.|The file is called "§" in the archive.|Critics of **§** were silent.'),
        (PEOPLE, "The former minister § rejected the offer.|Critics of Mr. § rejected the offer.|§, 61, rejected the offer."),
        (PLACES, "Prices have risen in § since March.|A §-based firm won the order.|The convoy went from § to the coast."),
        (DOERS[1:], "The Nepal-§ talks failed.|The talks of Nepal & § failed."),
    ) for text in texts.split("|")},
    "line break": (ALL, "The morning papers of the capital carried little else because of the\nlong letter that had been sent last week by the critics"
        " of §\nto the council, and nothing was expected to come of it until the\nend of the year.", lambda r: r["name"].replace(" ", "\n", 1)),
    "two blanks": (ALL, "The critics of § were silent.", lambda r: r["name"].replace(" ", "  ") if " " in r["name"] else ""),
    "no diacritics": (ALL, "The critics of § were silent.", lambda r: plain(r["name"]) if plain(r["name"]) != r["name"] else ""),
    "slip of keys": (PEOPLE, "The lawyer of § was silent.", lambda r: slip(r["name"])),
    "middle initial": (PEOPLE, "The lawyer of § was silent.", lambda r: r["name"].replace(" ", " Q. ") if LAST(r) else ""),
    "capitals": (ALL, "CRITICS OF § WIN SUPPORT" + BELOW, lambda r: r["name"].upper()),
    "Title Case": (ALL, "Critics of § Win More Support in Council" + BELOW, NAME),
    "all capitals": (ALL, "THE CRITICS OF § WERE SILENT ON MONDAY. THE OFFER WAS REJECTED.", lambda r: r["name"].upper()),
    "label": (PEOPLE, "KELLY: Good morning.\n\n§: Good morning. We have rejected the offer.", lambda r: r["name"].upper()),
    "dateline": (["country", "city"], "§, May 3 (Reuters) - Shops opened late because of the holiday.", lambda r: r["name"].upper()),
    "caption": (DOERS, "§ during a meeting in Nepal. (AP Photo)" + BELOW, NAME),
    "surname after": (PEOPLE, "{name} arrived on Monday. Critics say § has rejected the offer.", LAST),
    "surname in headline": (PEOPLE, "§ rejects offer\n\nThe offer was rejected by {name} on Monday.", LAST),
    "acronym later": (["body", "rebels"], "The {name} ({acronym}) rejected the offer. On Monday the § was silent.", acronym),
    "acronym, no bracket": (["body", "rebels"], "The {name} rejected the offer. On Monday the § was silent.", acronym),
    "acronym alone": (["body"], "The leader of the § rejected the offer.", acronym),
    "acronym in its country": (["body", "rebels"], "In {country}, fighters of the § rejected the offer, the {country} office said.", acronym),
    "demonym": (["country", "region"], "The § officials rejected the offer.", DEMONYM),
    "of its country": (PEOPLE + BODIES, "§ of {country} rejected the offer.", lambda r: "" if " of " in r["name"] else r["name"]),
    "country's": (PEOPLE + BODIES, "{country}'s § rejected the offer.", lambda r: "" if " of " in r["name"] else r["name"]),
}
# The listed name is but a part here, and the entity is not meant.
TOWNS, SURNAME = ["country", "city", "town"], lambda row: row["name"].split()[-1]
AT, ABOUT = "Hundreds of people gathered quietly at {} on Monday.", "Hundreds have read about {} since Monday."
LONGER = {
    **{f"{kinds[-1]} {noun}": (kinds, sentence.format(noun), NAME) for kinds, sentence, nouns in (
        (TOWNS, AT, "the University of §|the § Street office|§ International Airport|§ Stadium|the § Hotel|the Hotel §|§ Bridge|§ Road|§ Hall|§ Square"
        "|§ Cathedral|the § Grill|§ Avenue"),
        (PEOPLE, AT, "the § Center|§ Stadium|§ International Airport|the § Foundation|§ Street|the § Library|§ Hospital|§ High School|the § Institute"),
        (["firm"], AT, "§ Stadium|the § Arena|the § Center|§ Field|the § Theatre|the § Cup"),
        (["city", "town"], ABOUT, "the § Agreement|the § Declaration|the § Climate Agreement|the § Final Act|the § accords|the § peace agreement|§ City FC"),
        (TOWNS, ABOUT, "the § Accords|the § Protocol|the § Treaty|the § Globe|the § Herald|the § Times|the § Post|§ United|the § Symphony Orchestra|§ Airlines"
        "|the § Stock Exchange|the § Film Festival|Bank of §|§ Airways|Hurricane §|§ Rovers|the § Dispatch|Miss §"),
        (PEOPLE, ABOUT, "the § Prize|the § Act|the § Memorial|the USS §|the § Award|the § Trophy"),
    ) for noun in nouns.split("|")},
    **{f"surname {noun}": (PEOPLE, ABOUT.format(noun), SURNAME) for noun in
       "Gregor §|Angela §|Bill § Lindqvist|the § Amendment|the § Report|the § Center|Mount §|Lake §|Fort §|Hurricane §|§ County|§ Street".split("|")},
    "as a word": (["word"], "They spoke of the § again.", lambda row: row["name"].lower()),
    "word opens": (["word"], "§ things were told again.", NAME),
    "given name": (["given"], "§ Bergqvist said she was tired.", NAME),
    "given name later": (["given"], "{name} Bergqvist said she was tired. They met § again.", NAME),
}


def documents():
    """Id, text, where the name stands, entity, whether it is to be taken."""
    for kind, row in drawn():
        context = f"Shops in {row['name']}, {COUNTRY[row['country']]}, opened late. " if kind in ("town", "region") else ""
        cells = {"address": "Ms" if row.get("gender") == "f" else "Mr", "name": row["name"], "country": COUNTRY.get(row["country"], "Nepal"), "acronym": acronym(row) if kind in BODIES else ""}
        for label, (kinds, text, filled) in {**RIGHT, **LONGER}.items():
            filling, right = filled(row) if kind in kinds else "", label in RIGHT
            if not filling or "{acronym}" in text and not cells["acronym"]:
                continue
            before, after = ((context if right else "") + text).format(**cells).split("§")
            yield (f"{label}|{kind}|{row['id']}", before + filling + after, len(before), len(before) + len(filling), row["id"], right)


def told(program, texts):
    """By document: start, end, entity, name of its mentions."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = pathlib.Path(folder) / "in.jsonl", pathlib.Path(folder) / "out"
        source.write_text("".join(json.dumps({"id": id, "date": DATE, "text": text}) + "\n" for id, text in texts))
        subprocess.run([program, "run", str(source), "--quiet", "--keep-duplicates", "--threads", "1", "--output", str(out)], check=True)
        found = collections.defaultdict(list)
        for row in csv.DictReader(open(out / "mentions.csv", encoding="utf-8-sig")):
            found[row["doc_id"]].append((int(row["start"]), int(row["end"]), row["entity_id"], row["rule"]))
        return found


def main():
    program, shown, only = (sys.argv[1:] + [None, None])[:3]
    taken = list(documents())
    found = told(program, [(id, text) for id, text, *_ in taken])
    counts, lost = collections.defaultdict(lambda: [0, 0]), []
    for id, text, start, end, entity, right in taken:
        label, kind, _ = id.split("|")
        here = [mention for mention in found[id] if mention[0] < end and start < mention[1]]
        exact = any(mention[:3] == (start, end, entity) for mention in here)
        # Nobody listed may be told by a surname, other than in a longer listed name.
        wrong = any(m[2] == entity or label.startswith("surname ") and m[2].startswith("person:") and m[3] != "found" for m in here)
        good = exact if right else not wrong
        for key in ((name, column) for name in (label, "all right" if right else "all longer") for column in (kind, "all")):
            counts[key] = [counts[key][0] + good, counts[key][1] + 1]
        lost += [] if good else [(label, kind, text, here)]
    print(f"{'':40}" + "".join(f"{kind:>8}" for kind in COLUMNS))
    for label in [*RIGHT, "all right", *LONGER, "all longer"]:
        cells = [counts[label, kind] for kind in COLUMNS]
        print(f"{label[:39]:40}" + "".join(f"{100 * good / of:8.0f}" if of else " " * 8 for good, of in cells))
    for label, kind, text, here in (row for row in lost if row[0] == shown and only in (None, row[1])):
        print(f"    {kind}: {text!r} {here}")


if __name__ == "__main__":
    main()
