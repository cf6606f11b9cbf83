#!/usr/bin/env python3
"""Who does it and to whom, told in other ways: a change of the name changes the code in a known way, and nothing else.

    training/events/sides.py PROGRAM [LEAST [WAY]]

Short sentences of tests/cases/events.txt that begin with a country as the doer, and those with a country as the target, are told again with other
names for that side ("the Russian parliament", "US and Russian forces", "she" after a sentence about a minister). Shown is for each way how often the
event is told with the code wanted for the side ("extra": and another one, "wrong": with another code, "class": of the class between others, "none").
Those who do not do what states do (students, firms) are only tried with words, threats and protest. With WAY ("a court"), what is lost is shown.
"""
import collections
import csv
import datetime
import re
import sys

import variations

ROWS = lambda name: csv.DictReader(open(variations.ROOT / "gazetteers" / name, encoding="utf-8-sig"))
ARTICLE = re.compile("United|Netherlands|Philippines|Soviet|Republic|Gambia|Maldives|Bahamas|Islands")
# Days between two ways in one run: what several say of one day would be joined as one event.
APART, AT_ONCE = 14, 12
SAYING = {"01", "02", "10", "11", "13", "14"}


def countries():
    """What is said of each country, by its name."""
    cities = {row["id"]: row["name"] for name in ("cities.csv", "places.csv") for row in ROWS(name)}
    found = {}
    for row in ROWS("countries.csv"):
        words = row["demonyms"].split("|")
        if not words[0]:
            continue
        the = "the " if ARTICLE.search(row["name"]) else ""
        people = words[0] + "s" if words[0] + "s" in words else None
        capital = cities.get(row["capital"])
        found[row["name"]] = dict(n=row["name"], a=words[0], c=row["code"], the=the + row["name"], people=people, capital=capital)
    return found


COUNTRIES = countries()
NAMES = "|".join(map(re.escape, sorted(COUNTRIES, key=len, reverse=True)))
DOER = re.compile(rf"(The )?({NAMES})(?:'s government)? (?=(?!and |or |of |immigration )[a-z])")
TARGET = re.compile(
    rf"(?<=[a-z] )(the )?({NAMES})(?=(\.|,| (?:over|for|to|of|on|after|with|at|by|from|about|until|when|as|last|and|because|against|in)\b))"
)
NO_TARGET = re.compile(
    r"\b(in|of|from|near|across|into|inside|between|and|or|around|for|at|through|over|than|the|off|outside|northern|southern|eastern|western"
    r"|throughout|visited|entered|invaded|occupied|left)( the)?\s*$"
)
SINGULAR = re.compile(r"(is|has|was|does|\w+s)\b")

# Phrase, code. {c} is the country's code; "+" before a phrase: a plural; several codes are joined by spaces.
WAYS = """
the {a} government|{c}GOV
+{a} officials|{c}GOV
the {a} foreign ministry|{c}GOV
the {a} parliament|{c}LEG
the {a} army|{c}MIL
+{a} troops|{c}MIL
the {a} air force|{c}MIL
+{a} warplanes|{c}(MIL)?
+{a} naval units|{c}MIL
+{a} police|{c}COP
the {a} opposition|{c}OPP
+{a} rebels|{c}(REB/INS/SEP)
the {a} prime minister|{c}GOV
{a} Foreign Minister Ramo Teku|{c}GOV
Ana Torvel, the {a} health minister,|{c}GOV
President Ramo Teku of {the}|{c}GOV
{a} opposition leader Ramo Teku|{c}OPP
the {a} ambassador to Norway|{c}GOV
{n}'s UN envoy|{c}GOV
{n}'s ambassador to the United Nations, Ramo Teku,|{c}GOV
a {a} court|{c}JUD
{n}'s central bank|{c}GOV
two {a} journalists|{c}MED
+{a} protesters|{c}(OPP/CVL)
+{a} students|{c}(EDU/CVL)
+tens of thousands of {a} protesters|{c}(OPP/CVL)
+hundreds of {a} civilians|{c}CVL
+at least 12 {a} soldiers|{c}MIL
+some 3,000 {a} refugees|{c}REF
a {a} fighter|{c}(REB/INS/UAF)
a {a} fighter jet|{c}(MIL)?
a {a} company|{c}(BUS/MNC)
a spokeswoman for the {a} foreign ministry|{c}GOV
former {a} president Ramo Teku|{c}(ELI/GOV)
+the {people}|{c}
+two {people}|{c}CVL
{capital}|{c}(GOV)?
the government in {capital}|{c}(GOV)?
+{n} and its allies|{c}
{n}, a member of the council,|{c}
the Taliban|AFG.*
the UN Security Council|IGOUNO.*
Human Rights Watch|NG.*
{n}, Denmark and Nepal|{c} DNK NPL
{n} as well as Denmark|{c} DNK
both {n} and Denmark|{c} DNK
{a} and Danish forces|{c}MIL DNKMIL
US and {a} forces|{c}MIL USAMIL
{a}, Danish and Nepalese troops|{c}MIL DNKMIL NPLMIL
the {a} and Danish foreign ministers|{c}GOV DNKGOV
the {a} government and the rebels|{c}GOV ({c})?(REB/INS)
{n} and Hamas|{c} P.*
"""
# The same after a sentence that introduces the doer.
TOLD_BEFORE = """
{a} President Ramo Teku spoke on Monday. He|{c}GOV
{a} President Ramo Teku spoke on Monday. Teku|{c}GOV
{n}'s foreign minister, Ana Torvel, spoke on Monday. The minister|{c}GOV
The {a} government met on Monday. It|{c}GOV
The {a} foreign ministry was busy on Monday. A ministry spokesman|{c}GOV
{n} has been quiet for a month. The country|{c}
+{a} troops stood in the rain. They|{c}MIL
+{n} and Denmark share a river. The two countries|{c} DNK
+{n} and Denmark share a river. Both sides|{c} DNK
"""
UNOFFICIAL = re.compile("MED|EDU|CVL|REF|BUS")


def parsed(ways):
    """Way, phrase, codes and whether it is a plural."""
    for line in ways.split("\n"):
        if line:
            phrase, codes = line.split("|")
            yield line.split("|")[0].lstrip("+"), phrase.lstrip("+"), codes.replace("/", "|").split(" "), phrase[0] == "+"


def told(phrase, country):
    """The phrase with the country's names; None where it has no such name."""
    names = re.findall(r"{(\w+)}", phrase)
    return phrase.format(**country) if all(country[name] for name in names) else None


def capital(text):
    return text[0].upper() + text[1:]


def cases():
    """Side, case, date, text, way, and the codes wanted for source, target and class; the way "" is the sentence as it stands."""
    wanted = lambda codes, country: [code.format(c=country["c"]) for code in codes]
    for name, date, text, expected in variations.cases():
        source, target, code = re.fullmatch(r"(.*?)>(.*?):(.*)", expected[0]).groups()
        if len(expected) > 1:
            continue
        begins = DOER.match(text)
        if begins and source.startswith(COUNTRIES[begins[2]]["c"]) and not re.search(r"\b(its(elf)?|them(selves)?|their)\b", text):
            country, rest = COUNTRIES[begins[2]], text[begins.end() :]
            yield "doer", name, date, text, "", [source + ".*"], [target + ".*"], code
            for way, phrase, codes, plural in [*parsed(WAYS), *parsed(TOLD_BEFORE)]:
                new = told(phrase, country)
                denmark = len(codes) > 1 and (country["n"] in ("Denmark", "Nepal", "United States") or target[:3] in ("DNK", "NPL"))
                unable = any(map(UNOFFICIAL.search, codes)) and code[:2] not in SAYING
                if new and not denmark and not unable and not (plural and SINGULAR.match(rest)):
                    yield "doer", name, date, f"{capital(new)} {rest}", way, wanted(codes, country), [target + ".*"], code
        found = [one for one in TARGET.finditer(text) if COUNTRIES[one[2]]["c"] == target]
        if len(found) == 1 and not NO_TARGET.search(text[: found[0].start()]) and not re.search(r"\b(its|which)\b", text):
            country, before, after = COUNTRIES[found[0][2]], text[: found[0].start()], text[found[0].end() :]
            yield "target", name, date, text, "", [source + ".*"], [target + ".*"], code
            for way, phrase, codes, _ in parsed(WAYS):
                new = told(phrase, country)
                denmark = len(codes) > 1 and (country["n"] in ("Denmark", "Nepal") or source[:3] in ("DNK", "NPL", "USA"))
                if new and not denmark:
                    new = new.rstrip(",") if after[0] in ".," else new
                    yield "target", name, date, before + new + after, way, [source + ".*"], wanted(codes, country), code


def judge(events, sources, targets, code, side):
    """How the events told fit what is wanted."""
    fits = lambda wanted, code: any(re.fullmatch(one, code) for one in wanted)
    of_class = [event for event in events if event[2].startswith(code)]
    pairs = ((source, target) for source in sources for target in targets)
    held = all(any(fits([pair[0]], event[0]) and fits([pair[1]], event[1]) for event in of_class) for pair in pairs)
    mine, own, others = (0, sources, targets) if side == "doer" else (1, targets, sources)
    same = [event for event in of_class if fits(others, event[1 - mine])]
    extra = any(not fits(own, event[mine]) for event in same)
    return ("extra" if extra else "held") if held else "wrong" if same else "class" if of_class else "none"


def main():
    program, least, shown = (sys.argv[1:] + [None, None])[:3]
    taken = list(cases())
    ways = list(dict.fromkeys(case[4] for case in taken))
    runs = collections.defaultdict(list)
    for number, (side, _, date, text, way, *_) in enumerate(taken):
        part, place = divmod(ways.index(way), AT_ONCE)
        if len(date) == 10:
            date = str(datetime.date.fromisoformat(date) + datetime.timedelta(days=place * APART))
        runs[part, side].append({"id": str(number), "date": date, "text": text})
    found = {}
    for documents in runs.values():
        events = variations.told(program, documents, least)
        found.update((document["id"], events[document["id"]]) for document in documents)
    table, good = collections.defaultdict(list), set()
    for number, (side, name, _, text, way, sources, targets, code) in enumerate(taken):
        how = judge(found[str(number)], sources, targets, code, side)
        if way == "" and how == "held":
            good.add((side, name))
        if (side, name) in good:
            table[side, way].append((how, text, found[str(number)]))
    for (side, way), rows in table.items():
        counts = collections.Counter(row[0] for row in rows)
        others = "  ".join(f"{how} {counts[how]:3}" for how in ("extra", "wrong", "class", "none"))
        print(f"{side:7}{way[-46:] or 'as it stands':47}{100 * counts['held'] / len(rows):5.1f} % of {len(rows):3}  {others}")
        if shown and shown == way:
            for how, text, events in rows:
                if how != "held":
                    print(f"    {how}: {text}\n        told {events}")
    for side in ("doer", "target"):
        counts = collections.Counter(row[0] for key, rows in table.items() if key[0] == side for row in rows)
        print(f"{side}: {100 * counts['held'] / counts.total():.1f} % of {counts.total()}")


if __name__ == "__main__":
    main()
