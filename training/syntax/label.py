"""The teacher labels raw sentences with probabilities of tags, heads and relations.

usage: label.py teacher.pt SENTENCES.conllu WORDS labels%d.pt

SENTENCES.conllu is what `dateline parse --tokens-only` writes; about WORDS words of it are taken at random.
"""

import random
import sys
import time

import torch
from torch.nn import functional

from teacher import collate, load, pieces_of
from treebank import batches

SENTENCES_IN_FILE = 10_000


def raw_sentences(path):
    forms = []
    for line in open(path, encoding="utf-8"):
        if line == "\n":
            if 3 <= len(forms) <= 60 and all(0 < len(form) <= 40 for form in forms):
                yield forms
            forms = []
        elif not line.startswith("#") and line.split("\t")[0].isdigit():
            forms.append(line.split("\t")[1])


def choose(path, words):
    random.seed(5)
    sentences = list(raw_sentences(path))
    random.shuffle(sentences)
    chosen = []
    for forms in sentences:
        pieces = pieces_of(forms)
        if pieces:
            chosen.append(dict(words=forms, pieces=pieces))
            words -= len(forms)
        if words <= 0:
            break
    return chosen


def label(model, group):
    """For each sentence: forms; log probabilities of heads; best heads; log probabilities of relations and tags."""
    states, arcs, left, right = model(collate(group, gold=False))
    heads = functional.log_softmax(arcs[:, 1:], -1).clamp(min=-20)
    best = heads.argmax(-1)
    parts = [model.relations(left, right, best), model.up(states[:, 1:]), model.xp(states[:, 1:])]
    relations, upos, xpos = (functional.log_softmax(part.float(), -1).half() for part in parts)
    for number, sentence in enumerate(group):
        size = len(sentence["words"])
        cut = lambda rows: rows[number, :size].clone()
        yield sentence["words"], heads[number, :size, : size + 1].half(), cut(best.short()), cut(relations), cut(upos), cut(xpos)


def main(teacher, path, words, target):
    model, tags = load(teacher)
    sentences, files, start = [], 0, time.time()
    groups = batches(choose(path, int(words)), 2500)
    with torch.inference_mode():
        for number, group in enumerate(groups):
            sentences += label(model, group)
            if len(sentences) >= SENTENCES_IN_FILE or number + 1 == len(groups):
                torch.save(dict(out=sentences, U=tags["upos"], X=tags["xpos"], R=tags["relation"]), target % files)
                print(target % files, len(sentences), "sentences", int(time.time() - start), "s", flush=True)
                sentences, files = [], files + 1


if __name__ == "__main__":
    main(*sys.argv[1:])
