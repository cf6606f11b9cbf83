"""Writes the student as src/parse/network.rs reads it.

usage: export.py student.pt network.bin
"""

import struct
import sys

import numpy as np
import torch

from treebank import hash32


def main(source, target):
    saved = torch.load(source)
    weights, sizes = saved["m"], saved["a"]
    with open(target, "wb") as file:
        number = lambda value: file.write(struct.pack("<I", value))
        floats = lambda tensor: file.write(tensor.contiguous().numpy().astype("<f4").tobytes())

        def texts(names):
            number(len(names))
            for name in names:
                file.write(bytes([len(name.encode())]) + name.encode())

        def table(name):
            """Eight bits a number, with a scale for each row."""
            rows = weights[name + ".weight"].numpy()
            scales = np.abs(rows).max(1) / 127 + 1e-12
            file.write(scales.astype("<f4").tobytes())
            file.write(np.clip(np.round(rows / scales[:, None]), -127, 127).astype("i1").tobytes())

        def layer(name):
            floats(weights[name + ".weight"])
            floats(weights[name + ".bias"])

        for name in ("emb", "dim", "layers", "arc", "lab"):
            number(sizes[name])
        for names in (saved["U"], saved["X"], saved["R"]):
            texts(names)
        words = saved["vocab"][1:]
        number(len(words))
        file.write(np.array([hash32(word.encode()) for word in words], dtype="<u4").tobytes())
        for name in ("form", "suf", "pre", "sh"):
            table(name)
        floats(weights["root"])
        # What a word says to the place before it, to its own, and to the one after.
        before, here, after = weights["conv.weight"].split(sizes["emb"], 1)
        floats(torch.cat([after, here, before]))
        floats(weights["conv.bias"])
        layer("n0")
        for at in range(sizes["layers"]):
            layer(f"q.{at}")
            layer(f"n.{at}")
        heads = ("up", "xp", "ad", "ah", "ld", "lh")
        floats(torch.cat([weights[name + ".weight"] for name in heads]))
        none = torch.zeros(sizes["lab"])
        floats(torch.cat([weights.get(name + ".bias", none) for name in heads]))
        floats(weights["W"].t())
        floats(torch.zeros(sizes["arc"]))
        floats(weights["hb.weight"].view(-1))
        floats(weights["dist"])
        layer("lo")


if __name__ == "__main__":
    main(*sys.argv[1:])
