"""Text of the web for the teacher to label: reviews, tweets, opinion, chat, articles and shops.

usage: web.py VADER-FOLDER CHATTERBOT-FOLDER WCXB-FOLDER OUT.jsonl

Reads the source packages vaderSentiment 2.5 (MIT; snippets of reviews, tweets and newspaper opinion) and chatterbot-corpus 1.3.3 (BSD) from
PyPI, unpacked, and the page texts of ../shared/html/wcxb (CC BY 4.0). Only what the teacher says of the sentences is learnt from.
"""

import html
import json
import random
import re
import sys
import tarfile
from pathlib import Path


def snippets(folder):
    """Runs of up to ten sentences of one review or article; each tweet alone."""
    with tarfile.open(next(Path(folder).rglob("hutto_ICWSM_2014.tar.gz"))) as packed:
        for member in packed.getmembers():
            if member.name.endswith("GroundTruth.txt"):
                group, lines = None, []
                for line in packed.extractfile(member).read().decode("utf-8", "replace").splitlines():
                    number, _, text = line.split("\t", 2)
                    if lines and (number.split("_")[0] != group or len(lines) == 10):
                        yield "\n\n".join(lines)
                        lines = []
                    group = number.split("_")[0]
                    lines.append(html.unescape(html.unescape(text)).strip())
                yield "\n\n".join(lines)


def talk(folder):
    for path in sorted(Path(folder).rglob("data/english/*.yml")):
        lines = re.findall(r"^\s+-(?: -)? (.+)$", path.read_text(encoding="utf-8"), re.M)
        for start in range(0, len(lines), 10):
            yield "\n\n".join(line.strip("'\"") for line in lines[start : start + 10])


def pages(folder):
    for path in sorted(Path(folder).glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["ground_truth"]["main_content"] or ""


def main(vader, chatterbot, wcxb, target):
    random.seed(3)
    texts = [*snippets(vader), *talk(chatterbot), *pages(wcxb)]
    random.shuffle(texts)
    with open(target, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps(dict(id=str(number), text=text)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
