"""Words the finder of names knows: given names, surnames, towns, how news writes them, and word classes.

usage: lexicon.py CORPUS.jsonl TREEBANK.conllu GAZETTEERS-FOLDER OUT.tsv

Columns: word, given (0-3, how usual), surname (0-3), place (0-3), capitals (0-7, how often with a capital inside sentences),
frequency (0-3), class of 64, class of 512 (0: none).
Names: US Census 1990 (public domain, package `names`) and the lists of the package `faker` (MIT). Word classes: k-means over
the leading dimensions of the association of words with the words beside them (left and right apart) in the corpus; counts only,
no text is kept.
"""

import csv
import importlib
import json
import os
import pkgutil
import re
import sys
import unicodedata
from collections import Counter

import numpy as np
import torch

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")


def plain(word):
    """Small letters without accents, apostrophes and stops."""
    word = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in word if c.isalnum() or c == "&")


def is_latin(word):
    return all(c.isascii() or "LATIN" in unicodedata.name(c, "") or unicodedata.combining(c) for c in word if c.isalpha())


def census(name):
    import names

    rows = open(os.path.join(os.path.dirname(names.__file__), name)).read().splitlines()
    return [(row.split()[0].lower(), float(row.split()[1])) for row in rows]


def faker_names():
    import faker.providers.person as person

    given, surnames = Counter(), Counter()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            target = given if attribute.startswith("first_name") else surnames if attribute.startswith("last_name") else None
            values = getattr(provider, attribute)
            if target is None or not isinstance(values, (list, tuple, dict, set)):
                continue
            for value in values:
                for word in re.split(r"[\s-]+", str(value)):
                    if len(word) > 1 and is_latin(word) and "{" not in word:
                        target[plain(word)] += 1
    return given, surnames


def levels(shares, extra, bounds):
    found = {}
    for word, share in shares:
        found[plain(word)] = 3 if share >= bounds[0] else 2 if share >= bounds[1] else 1
    for word in extra:
        found.setdefault(word, 2)
    return found


def places(folder):
    found = {}
    for name in ["towns", "cities", "regions", "countries"]:
        for row in csv.DictReader(open(f"{folder}/{name}.csv", encoding="utf-8")):
            people = int(row.get("population") or 0)
            words = [plain(word) for word in re.split(r"[\s-]+", row["name"])]
            if len(words) == 1:
                level = 3 if people >= 100_000 or name in ("regions", "countries") else 2
                found[words[0]] = max(found.get(words[0], 0), level)
            else:
                found[words[0]] = max(found.get(words[0], 0), 1)
    return found


def texts(corpus, treebank):
    for line in open(corpus, encoding="utf-8"):
        row = json.loads(line)
        yield row["text"]
    for line in open(treebank, encoding="utf-8"):
        if line.startswith("# text = "):
            yield line[9:]


def main():
    corpus, treebank, gazetteers, out = sys.argv[1:]
    small, capital = Counter(), Counter()
    stream, boundary = [], {".", "!", "?", '"', ":", "“", "”", "*", "-", ">", "(", "'", "`"}
    ids = {}
    for text in texts(corpus, treebank):
        before = "."
        for word in WORD.findall(text):
            key = plain(word) or word
            if word.isdigit():
                key = "0"
            stream.append(ids.setdefault(key, len(ids)))
            if word[0].isalpha():
                if not word[0].isupper():
                    small[key] += 1
                elif before not in boundary and not (word.isupper() and before.isupper()):
                    capital[key] += 1
            before = word
        stream.append(ids.setdefault("\n", len(ids)))
    words = list(ids)
    stream = np.array(stream, dtype=np.int64)
    counts = np.bincount(stream, minlength=len(words))
    print(len(stream), "tokens", len(words), "words", flush=True)
    order = np.argsort(-counts, kind="stable")
    kept = order[: min(40000, int((counts >= 6).sum()))]
    contexts = order[:1500]
    row = np.full(len(words), -1, dtype=np.int64)
    row[kept] = np.arange(len(kept))
    column = np.full(len(words), -1, dtype=np.int64)
    column[contexts] = np.arange(len(contexts))
    matrix = np.zeros((len(kept), 2 * len(contexts)), dtype=np.float32)
    for offset, shift in [(1, 0), (-1, len(contexts))]:
        one = stream[:-1] if offset == 1 else stream[1:]
        other = stream[1:] if offset == 1 else stream[:-1]
        rows, columns = row[one], column[other]
        good = (rows >= 0) & (columns >= 0)
        keys, number = np.unique(rows[good] * (2 * len(contexts)) + columns[good] + shift, return_counts=True)
        matrix.reshape(-1)[keys] = number
    total = matrix.sum()
    expected = matrix.sum(1, keepdims=True) * (matrix.sum(0, keepdims=True) ** 0.75) / (total**0.75)
    matrix = np.maximum(0, np.log(np.maximum(matrix, 1e-9) / np.maximum(expected, 1e-9)))
    torch.manual_seed(1)
    u, s, _ = torch.svd_lowrank(torch.from_numpy(matrix), q=64, niter=2)
    vectors = u * s.sqrt()
    vectors = vectors / vectors.norm(dim=1, keepdim=True).clamp_min(1e-6)
    classes = {}
    for size in (64, 512):
        centres = vectors[torch.linspace(0, min(len(vectors), 8000) - 1, size).long()].clone()
        for _ in range(15):
            nearest = torch.cat([(part @ centres.T).argmax(1) for part in vectors.split(8192)])
            sums = torch.zeros_like(centres).index_add_(0, nearest, vectors)
            centres = torch.where(sums.norm(dim=1, keepdim=True) > 0, sums / sums.norm(dim=1, keepdim=True).clamp_min(1e-6), centres)
        classes[size] = {words[w]: int(c) + 1 for w, c in zip(kept, nearest)}
    given_extra, surname_extra = faker_names()
    given = levels(census("dist.female.first") + census("dist.male.first"), given_extra, (0.1, 0.01))
    surname = levels(census("dist.all.last")[:50000], surname_extra, (0.02, 0.002))
    place = places(gazetteers)
    seen = {word for word in words if small[word] + capital[word] >= 6 and word[0].isalpha()}
    with open(out, "w", encoding="utf-8") as file:
        for word in sorted(set(given) | set(surname) | set(place) | seen):
            lower, upper = small[word], capital[word]
            share, both = upper / max(lower + upper, 1), lower + upper
            bin_ = 0 if both < 3 else 1 + sum(share > bound for bound in (0.01, 0.1, 0.4, 0.75, 0.93, 0.99))
            often = sum(both > bound for bound in (10, 100, 2000))
            cells = [given.get(word, 0), surname.get(word, 0), place.get(word, 0), bin_, often]
            cells += [classes[64].get(word, 0), classes[512].get(word, 0)]
            if any(cells) and len(word) > 0:
                file.write("\t".join([word, *map(str, cells)]) + "\n")


main()
