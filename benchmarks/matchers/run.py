#!/usr/bin/env python3
"""Times all matchers in one go and prints a Markdown table: run.py PEERS DOCUMENTS.jsonl [--python PYTHON] [--only ENGINE,...] [--sizes 10k,100k,1m].

PEERS is a folder with match_peers.py and the gazetteers gaz10k.tsv, gaz100k.tsv, gaz1m.tsv (also as .zst). Needs
`cargo build --release --workspace` before, zstd, and for the Python engines a PYTHON with flashtext, flashtext2, pyahocorasick
and spacy. Every engine runs alone, on one core, over the same documents; figures are MB of text per second of processor
time. `dateline` is the program itself: `dateline match --threads 1` with a compiled gazetteer, JSON Lines in, CSV out, loading
included.
"""
import argparse
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

RUST = ["token-hash", "aho-corasick-nfa", "aho-corasick-dfa", "daachorse"]
PYTHON = ["flashtext2", "flashtext", "pyac-all", "spacy-phrase"]
TYPES = {"PER": "person", "LOC": "place", "ORG": "organization"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peers", type=pathlib.Path)
    parser.add_argument("documents")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--only", default=",".join(["dateline"] + RUST + PYTHON))
    parser.add_argument("--sizes", default="10k,100k,1m")
    parser.add_argument("--binaries", type=pathlib.Path, default=pathlib.Path("target/release"))
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    print("| names | engine | build or load s | matching MB/s | whole job MB/s | engine MB | peak MB | names found |")
    print("|---|---|---|---|---|---|---|---|")
    for size in arguments.sizes.split(","):
        names = unpacked(arguments.peers, size, folder)
        for engine in arguments.only.split(","):
            if engine == "aho-corasick-dfa" and size == "1m":
                continue
            run = dateline if engine == "dateline" else one
            cells = run(arguments, engine, names, folder)
            print("|", " | ".join([size, engine] + cells), "|", flush=True)


def unpacked(peers, size, folder):
    plain = folder / f"gaz{size}.tsv"
    packed = peers / f"gaz{size}.tsv.zst"
    if packed.exists():
        subprocess.run(["zstd", "-dqf", packed, "-o", plain], check=True)
        return plain
    return peers / f"gaz{size}.tsv"


def one(arguments, engine, names, folder):
    out = folder / "out.csv"
    if engine in RUST:
        command = [arguments.binaries / "dateline-matchers", engine, names, arguments.documents, out]
    else:
        command = [arguments.python, arguments.peers / "match_peers.py", engine, names, arguments.documents, out]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        return [f"failed ({done.returncode})"] + [""] * 5
    row = json.loads(done.stdout.splitlines()[-1])
    job = row.get("job_mbs", row.get("job_mbs_cpu"))
    hits = row.get("hits", row.get("n"))
    memory = row.get("engine_mb", row.get("eng_mb"))
    return [str(cell) for cell in (row["build_s"], row["match_mbs"], job, memory, row["peak_mb"], hits)]


def dateline(arguments, _, names, folder):
    """The program itself; its job counts from start to end, the load with an empty document apart."""
    table, compiled, out = folder / "names.csv", folder / "names.dlg", folder / "out.csv"
    with open(table, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "type"])
        for line in open(names, encoding="utf-8"):
            alias, key, kind = line.rstrip("\n").split("\t")
            rows.writerow([key, alias, TYPES[kind]])
    program = arguments.binaries / "dateline"
    build, _ = seconds([program, "gazetteer", "build", "-o", compiled, table])
    matching = [program, "match", "--only-gazetteer", "--gazetteer", compiled, "--threads", "1", "--output", out]
    empty = folder / "empty.jsonl"
    empty.write_text('{"id": "a", "text": "x"}\n')
    load, _ = seconds(matching + [empty])
    job, peak = seconds(matching + [arguments.documents])
    megabytes = sum(len(json.loads(line)["text"].encode()) for line in open(arguments.documents, "rb")) / 1e6
    hits = sum(1 for _ in csv.reader(open(out, encoding="utf-8"))) - 1
    return [f"{build:.2f} build, {load:.2f} load", "", f"{megabytes / job:.1f}", "", f"{peak:.0f}", str(hits)]


def seconds(command):
    """Seconds of processor time and peak MB of a command."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], [str(part) for part in command])
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command[:3]} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
