"""Sentences of a treebank, what the networks see of a word, and the best tree over scored arcs."""

import random
from dataclasses import dataclass

import numpy as np

ENDINGS, BEGINNINGS, SHAPES = 4096, 2048, 8
PLAIN = str.maketrans("’‘“”–—", "''\"\"--")


@dataclass
class Word:
    form: str
    upos: str
    xpos: str
    head: int
    relation: str


def read_conllu(path):
    """The sentences of a CoNLL-U file, as lists of words."""
    sentences, words = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if words:
                sentences.append(words)
            words = []
        elif not line.startswith("#"):
            fields = line.split("\t")
            if fields[0].isdigit():
                words.append(Word(fields[1], fields[3], fields[4], int(fields[6]), fields[7]))
    return sentences


def recased(sentences):
    """The sentences, and some of them again in capitals, in small letters or with Capitals As In Titles."""
    again = []
    for words in sentences:
        chance = random.random()
        change = None
        if chance < 0.06:
            change = str.upper
        elif chance < 0.10:
            change = str.lower
        elif chance < 0.13:
            change = titled
        if change:
            again.append([Word(change(word.form), word.upos, word.xpos, word.head, word.relation) for word in words])
    return sentences + again


def titled(form):
    return form[:1].upper() + form[1:] if len(form) > 3 else form


def shape(form):
    """Capitals and digits; the same as `shape` in src/parse/words.rs."""
    if not any(letter.isalnum() for letter in form):
        return 7
    digits = ["0" <= letter <= "9" for letter in form]
    if any(digits):
        return 5 if all(digits) else 6
    upper = any(letter.isupper() for letter in form)
    lower = any(letter.islower() for letter in form)
    if upper and not lower:
        return 3 if len(form) > 1 else 2
    if upper:
        return 1 if form[0].isupper() else 4
    return 0


def normal(form):
    """Small letters, digits as 0, plain quotes and dashes; the same as `normalize` in src/parse/words.rs."""
    return "".join("0" if "0" <= letter <= "9" else letter for letter in form.lower()).translate(PLAIN)


def hash32(data):
    """FNV-1a, 32 bits; the same as `hash32` in src/parse/words.rs."""
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def affixes(form):
    """Rows of the last two, three and four letters, of the first and the first three, and the shape."""
    text = normal(form)
    ending = lambda count: hash32(f"{count}{text[-count:]}".encode()) % ENDINGS
    beginning = lambda count: hash32(f"{count}{text[:count]}".encode()) % BEGINNINGS
    return ending(2), ending(3), ending(4), beginning(1), beginning(3), shape(form)


def batches(sentences, words, shuffle=True):
    """Batches of sentences of like length, with at most that many words, padding counted."""
    length = lambda sentence: len(sentence["words"])
    order = sorted(sentences, key=lambda sentence: length(sentence) + random.random() * 3)
    result, batch, longest = [], [], 0
    for sentence in order:
        if batch and max(longest, length(sentence)) * (len(batch) + 1) > words:
            result.append(batch)
            batch, longest = [], 0
        batch.append(sentence)
        longest = max(longest, length(sentence))
    if batch:
        result.append(batch)
    if shuffle:
        random.shuffle(result)
    return result


def best_tree(scores):
    """Heads of the words of the best tree with one root (Chu-Liu and Edmonds); scores[dependent, head], 0 is the root."""
    count = len(scores) - 1
    heads = arborescence(scores)
    tops = [word for word in range(1, count + 1) if heads[word] == 0]
    if len(tops) > 1:
        best = None
        for top in tops:
            alone = scores.copy()
            alone[1:, 0] = -1e9
            alone[top, 0] = 1e6
            heads_alone = arborescence(alone)
            total = sum(scores[word, heads_alone[word]] for word in range(1, count + 1))
            if best is None or total > best[0]:
                best = (total, heads_alone)
        heads = best[1]
    return heads[1:]


def arborescence(scores):
    scores = scores.copy()
    np.fill_diagonal(scores, -1e9)
    scores[0, :] = -1e9
    heads = scores.argmax(1)
    heads[0] = 0
    circle = find_circle(heads)
    if circle is None:
        return heads
    inside = set(circle)
    outside = [node for node in range(len(scores)) if node not in inside]
    place = {node: number for number, node in enumerate(outside)}
    merged = len(outside)
    smaller = np.full((merged + 1, merged + 1), -1e9)
    around = sum(scores[node, heads[node]] for node in circle)
    leaves, enters = {}, {}
    for node in outside:
        for head in outside:
            smaller[place[node], place[head]] = scores[node, head]
        leaves[node] = max(circle, key=lambda other: scores[node, other])
        smaller[place[node], merged] = scores[node, leaves[node]]
        enters[node] = max(circle, key=lambda other: scores[other, node] - scores[other, heads[other]])
        entry = enters[node]
        smaller[merged, place[node]] = around + scores[entry, node] - scores[entry, heads[entry]]
    solved = arborescence(smaller)
    for node in outside[1:]:
        head = solved[place[node]]
        heads[node] = leaves[node] if head == merged else outside[head]
    above = outside[solved[merged]]
    heads[enters[above]] = above
    return heads


def find_circle(heads):
    done = {0}
    for start in range(1, len(heads)):
        path, node = [], start
        while node not in done and node not in path:
            path.append(node)
            node = heads[node]
        if node in path:
            return path[path.index(node):]
        done.update(path)
    return None
