"""Takes news documents at random, about as many letters from each source.

usage: sample.py NEWS.jsonl.zst LETTERS OUT.jsonl
"""

import json
import random
import subprocess
import sys
from collections import defaultdict


def main(path, letters, target):
    random.seed(3)
    text = subprocess.run(["zstd", "-dc", path], capture_output=True, check=True, text=True).stdout
    lines = [line + "\n" for line in text.split("\n") if line]
    sources = defaultdict(list)
    for line in lines:
        sources[json.loads(line)["source"]].append(line)
    chosen = []
    for documents in sources.values():
        random.shuffle(documents)
        taken = 0
        for line in documents:
            if taken > float(letters):
                break
            taken += len(line)
            chosen.append(line)
    random.shuffle(chosen)
    with open(target, "w", encoding="utf-8") as file:
        file.writelines(chosen)


if __name__ == "__main__":
    main(*sys.argv[1:])
