"""Checks gazetteers/people.csv against the actor dictionaries of PETRARCH: prints what differs, changes nothing.

  python3 training/check_people.py gazetteers/people.csv ../shared/petrarch

The dictionaries (Phoenix.Countries.actors.txt and Phoenix.International.actors.txt, MIT licence) are read in place
and only compared: where the two disagree a person looks, and corrects our row from knowledge or leaves it.

Comes in: people.csv, and dictionary entries such as

  NICOLAS_SARKOZY_ # comment
  +SARKOZY                             another name of the same actor
          [FRAGOV 070516-20120515]     a code and its days, YYMMDD or YYYYMMDD; `<` until, `>` since

Goes out, one line each, sorted:

  head     an office with exact days (the dictionaries give them to heads of state and government) of which ours
           differs by more than 60 days at the start or the end
  kind     an office of another kind or country than those of ours in those years
  list     as `head`, of an office by whole months, from lists of ministers; these begin in 2003 and lag by some weeks
  more     an office in years when ours held none
  missing  a head, or a minister of defence, whom we lack (foreign ministers have no code of their own there)

Last come counts. People are found by their full name, letters folded; an office of theirs is compared with that office,
or unbroken run of offices, of ours which fits it best.
"""
import calendar
import collections
import csv
import datetime
import re
import sys
import unicodedata

FILES = ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt")
TOLERANCE = 60  # days by which an office may differ
LISTS_BEGIN = datetime.date(2003, 1, 1)  # an office that starts on this day may have started earlier
LISTS_END = datetime.date(2008, 7, 1)  # an open office was held at least until then (some lists go on to 2010 or 2013)
SAME = {"KSV": "XKX", "TMP": "TLS", "DDR": "DEU"}  # their codes of countries, and ours
OUR_YEARS = datetime.date(1990, 1, 1)  # heads who left before are not missed
KINDS = ("GOV", "LEG", "MIL", "JUD", "OPP", "REB", "INS", "SEP", "COP", "SPY", "REL")
TITLES = re.compile(
    r"^((acting|interim|former|new|us|u s|american|uk|un) )*"
    r"(president|prime minister|premier|secretary general|secretary|senator|king|queen|general|sheikh"
    r"|vice president|foreign minister|chancellor|minister|mr|mrs) (of \w+ )?"
)

Office = collections.namedtuple("Office", "country kind start end first last title code exact")
# start and end: earliest day of the start, latest day of the end; first and last: latest start, earliest end.


def fold(name):
    """`Abdel-Fattah al-Sisi`, `ABDEL_FATTAH_AL_SISI_` -> `abdel fattah al sisi`."""
    name = unicodedata.normalize("NFKD", name.translate(str.maketrans("øØłŁđĐıß", "oOlLdDis")))
    name = "".join(c for c in name if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`]", "", name)).split())


def days(date):
    """First and last day of `2009`, `2009-01` or `2009-01-20`; None for an empty or unknown date."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return None
    year, month, day = ([int(n) for n in date.split("-")] + [0, 0])[:3]
    last = calendar.monthrange(year, month or 12)[1]
    return datetime.date(year, month or 1, day or 1), datetime.date(year, month or 12, day or last)


def parse_code(code):
    """Splits an actor code into the country (or IGO...) and the kind of role; the kind may be empty."""
    country, rest = SAME.get(code[:3], code[:3]), code[3:]
    if country in ("IGO", "NGO", "MNC", "IMG"):
        return country, country
    kinds = [rest[i:i + 3] for i in range(0, len(rest), 3) if rest[i:i + 3] in KINDS]
    return country, "LEG" if "LEG" in kinds else (kinds or [""])[0]


# --- our file


def our_office(role):
    title, code, start, end = role.split(";")
    country, kind = parse_code(code)
    first = days(start)
    last = days(end) or (None if end else (datetime.date.max, datetime.date.max))
    if not first or not last:
        return None
    return Office(country, kind, first[0], last[1], first[1], last[0], title, code, True)


def read_people(path):
    """Returns the people by folded full name (names and aliases of two words or more)."""
    by_name = collections.defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row["offices"] = [o for o in (our_office(r) for r in row["roles"].split("|") if r) if o]
            for name in {fold(n) for n in [row["name"], *row["aliases"].split("|")]}:
                if " " in name:
                    by_name[name].append(row)
    return by_name


def runs(offices):
    """Offices, and the unbroken runs that they make, country by country and kind by kind."""
    found = list(offices)
    for key in {(o.country, o.kind) for o in offices}:
        run = None
        for office in sorted(o for o in offices if (o.country, o.kind) == key):
            if run and (office.start <= run.end or (office.start - run.end).days <= TOLERANCE):
                late = max(run, office, key=lambda o: o.end)
                run = run._replace(end=late.end, last=late.last, title=f"{run.title} + {office.title}")
                found.append(run)
            else:
                run = office
    return found


# --- their files


def their_day(text):
    """`070516` or `20120515` -> a date; two-digit years from 30 on are of the last century. None if it is no date."""
    text = text[:8] if len(text) > 8 else text
    if len(text) == 6:
        text = ("19" if text >= "30" else "20") + text
    try:
        return datetime.datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None


def their_office(code, dates):
    country, kind = parse_code(code)
    dates = dates.replace(" ", "")
    if match := re.fullmatch(r"(\d+)-(\d+)", dates):
        start, end = their_day(match[1]), their_day(match[2])
    elif match := re.fullmatch(r">(\d+)", dates):
        start, end = their_day(match[1]), datetime.date.max
    elif match := re.fullmatch(r"<(\d+)", dates):
        start, end = datetime.date.min, their_day(match[1])
    else:
        return None
    if not start or not end or start > end or "ELI" in code:
        return None
    exact = start.day != 1 or end != datetime.date.max and 1 < end.day < 28
    return Office(country, kind, start, end, start, end, "", code, exact)


def read_dictionary(path):
    """Yields (names, offices) of each entry that has dated codes."""
    names, offices = [], []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            line = line.split("#")[0].rstrip()
            if not line:
                continue
            codes = re.findall(r"\[([A-Z]+)\s*([^\]]*)\]", line)
            name = re.sub(r"\[.*", "", line).strip()
            if name and not name.startswith("+"):
                if offices:
                    yield names, offices
                names, offices = [name], []
            elif name:
                names.append(name[1:])
            offices += [o for o in (their_office(*c) for c in codes) if o]
    if offices:
        yield names, offices


# --- comparing


def index_words(by_name):
    """Our names by country and word."""
    by_word = collections.defaultdict(set)
    for name, rows in by_name.items():
        for row in rows:
            for word in name.split():
                by_word[row["country"], word].add((row["id"], name))
    return by_word


def find(by_name, names, offices):
    """Our row for an entry: one that shares a full name, of the same country if there are several."""
    countries = {o.country for o in offices}
    found = []
    for name in names:
        folded = fold(name)
        for candidate in (folded, TITLES.sub("", folded)):
            found += [row for row in by_name.get(candidate, []) if row not in found]
    same = [r for r in found if r["country"] in countries or any(o.country in countries for o in r["offices"])]
    return (same or found or [None])[0], bool(same)


def alike(by_word, name, country):
    """Ids of our people of that country who share two words of a name with an entry, or the last and an initial."""
    words = name.split()
    shared = collections.Counter(key for word in set(words) for key in by_word.get((country, word), ()))
    for (row_id, ours), number in shared.items():
        if number >= 2 or ours.split()[-1] == words[-1] and ours[0] == name[0]:
            yield row_id


def gap(ours, theirs):
    """Days by which the start and the end of an office differ, 0 where the precision of either hides it."""
    start = max((ours.start - theirs.start).days, (theirs.start - ours.first).days, 0)
    if theirs.start == LISTS_BEGIN and ours.start <= theirs.start or theirs.start == datetime.date.min:
        start = 0
    if theirs.end == datetime.date.max:
        return start, max((LISTS_END - ours.end).days, 0)
    return start, max((ours.last - theirs.end).days, (theirs.end - ours.end).days, 0)


def overlaps(a, b):
    return a.start <= b.end and b.start <= a.end


def written(office):
    start, end = ("" if d in (datetime.date.max, datetime.date.min) else str(d) for d in (office.start, office.end))
    return f"{office.title} {office.code} {start}..{end}".strip()


def compare(row, office, around):
    """One line for an office of theirs that fits none of ours, nor is part of a run of offices that does; or None."""
    near = [o for o in row["offices"] if overlaps(o, office)]
    if not near:
        if not row["offices"] or office.end < OUR_YEARS:
            return None
        return "more", f"theirs {written(office)}; ours {row['roles']}"
    same = [o for o in runs(row["offices"]) if o[:2] == office[:2] and overlaps(o, office)]
    if not same:
        return "kind", f"theirs {written(office)}; ours {', '.join(map(written, near))}"
    best = min(same, key=lambda o: sum(gap(o, office)))
    start, end = gap(best, office)
    if any(max(gap(o, run)) <= TOLERANCE for o in same for run in (office, *around)):
        return None
    what = " ".join(f"{name} {n} days" for name, n in (("start", start), ("end", end)) if n > TOLERANCE)
    return ("head" if office.exact else "list"), f"{what}: theirs {written(office)}; ours {written(best)}"


def wider(office, offices):
    """The runs of offices of one kind that an office of theirs is part of."""
    return [o for o in runs(offices) if o[:2] == office[:2] and o.start <= office.start and o.end >= office.end]


def missing(office):
    """Whether an office that we lack is one of a head of state or government, or of a minister of defence."""
    government = office.kind == "GOV" and office.end >= OUR_YEARS
    return government and (office.exact or "MIL" in office.code)


def main(people, folder):
    by_name = read_people(people)
    by_word = index_words(by_name)
    lines, seen, counts = collections.defaultdict(set), set(), collections.Counter()
    for file in FILES:
        for names, offices in read_dictionary(f"{folder}/{file}"):
            counts["dated entries of the dictionaries"] += 1
            row, same = find(by_name, names, offices)
            if row is None or not same and len(fold(names[0]).split()) < 2:
                for office in filter(missing, offices):
                    hint = " | ".join(sorted(set(alike(by_word, fold(names[0]), office.country))))
                    hint = hint and f"; perhaps {hint}"
                    lines["missing"].add(f"{office.country} {fold(names[0])}: {written(office)}{hint}")
                continue
            seen.add(row["id"])
            for kind, text in filter(None, (compare(row, o, wider(o, offices)) for o in offices)):
                lines[kind].add(f"{row['id']} ({names[0].strip('_ ')}) {text}")
    for kind in ("head", "kind", "list", "more", "missing"):
        for line in sorted(lines[kind]):
            print(kind, line)
        counts[f"differences: {kind}"] = len(lines[kind])
    counts["people in both"] = len(seen)
    for what, number in counts.items():
        print(f"# {number} {what}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 training/check_people.py gazetteers/people.csv ../shared/petrarch")
    main(*sys.argv[1:])
