"""The teacher of the name finder: a large, slow tagger of names, fine-tuned from a small pretrained transformer.

usage: teacher.py train teacher.pt FILE.iob2 ...            fine-tune on annotated sentences
       teacher.py score teacher.pt FILE.iob2 ...            exact spans and types, micro-F1
       teacher.py label teacher.pt FILE.conllu OUT.iob2     label the sentences of a CoNLL-U file
Before a file, `+N/M` takes only sentences of documents whose number falls in the first N of M parts, `-N/M` the others.

The encoder is that of ../syntax/teacher.py (MiniLM, its lowest layers kept as they are). It is not part of the program: it labels
sentences from which the finder of `src/spot/found` learns. Parts of speech are an input, forgotten in half of the training
sentences, so that it can use those of a treebank and do without.
"""

import os
import random
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "syntax"))

import torch
from torch import nn
from torch.nn import functional

from teacher import WIDTH, Encoder, pieces_of
from treebank import shape

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]
EPOCHS = 5


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.bert, self.mix = Encoder(), nn.Parameter(torch.zeros(3))
        self.sh, self.suf, self.pos = nn.Embedding(8, 24), nn.Embedding(4096, 24), nn.Embedding(len(UPOS) + 1, 24)
        size = 2 * WIDTH + 72
        self.lstm = nn.LSTM(size, 160, 1, batch_first=True, bidirectional=True)
        self.out = nn.Linear(320, len(LABELS))

    def forward(self, batch):
        outputs = self.bert(batch["ids"], batch["attention"])
        weights = functional.softmax(self.mix, 0)
        pieces = weights[0] * outputs[-1] + weights[1] * outputs[-2] + weights[2] * outputs[-3]
        row = torch.arange(pieces.shape[0])[:, None]
        ends = [pieces[row, batch["first"]], pieces[row, batch["last"]]]
        words = torch.cat([*ends, self.sh(batch["shape"]), self.suf(batch["ending"]), self.pos(batch["pos"])], -1)
        words = functional.dropout(words, 0.25, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(words, batch["length"], batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.out(functional.dropout(states, 0.3, self.training))


def read_iob2(path, part=None):
    sentences, words, text, document = [], [], "", ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif line.startswith("# sent_id = "):
            document = line[12:].rsplit("-", 1)[0]
        elif not line and words:
            chosen = part is None or (zlib.crc32(document.encode()) % part[2] < part[1]) == (part[0] == "+")
            if chosen:
                sentences.append(dict(words=[w for w, _ in words], labels=[l for _, l in words], text=text, upos=None))
            words = []
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            words.append((cells[1], cells[2] if cells[2] in LABELS else "O"))
    if words:
        sentences.append(dict(words=[w for w, _ in words], labels=[l for _, l in words], text=text, upos=None))
    return sentences


def read_conllu(path):
    sentences, words, text = [], [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif not line and words:
            sentences.append(dict(words=[w for w, _ in words], upos=[u for _, u in words], text=text))
            words = []
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                words.append((cells[1], cells[3]))
    return sentences


def collate(group, forget):
    count = len(group)
    length = torch.tensor([len(s["words"]) for s in group])
    longest, most = int(length.max()), max(len(s["pieces"][0]) for s in group)
    batch = dict(ids=torch.zeros(count, most, dtype=torch.long), attention=torch.zeros(count, most), length=length)
    batch |= {name: torch.zeros(count, longest, dtype=torch.long) for name in ["first", "last", "shape", "ending", "pos"]}
    batch["labels"] = torch.full((count, longest), -100)
    for number, s in enumerate(group):
        ids, first, last = s["pieces"]
        size = len(first)
        batch["ids"][number, : len(ids)] = torch.tensor(ids)
        batch["attention"][number, : len(ids)] = 1
        batch["first"][number, :size] = torch.tensor(first)
        batch["last"][number, :size] = torch.tensor(last)
        batch["shape"][number, :size] = torch.tensor([shape(w) for w in s["words"]])
        batch["ending"][number, :size] = torch.tensor([zlib.crc32(w[-3:].lower().encode()) % 4096 for w in s["words"]])
        if s.get("upos") and not (forget and random.random() < 0.5):
            batch["pos"][number, :size] = torch.tensor([1 + UPOS.index(u) if u in UPOS else 0 for u in s["upos"]])
        if "labels" in s:
            batch["labels"][number, :size] = torch.tensor([LABELS.index(l) for l in s["labels"]])
    return batch


def prepared(sentences):
    for s in sentences:
        s["pieces"] = pieces_of(s["words"])
    return [s for s in sentences if s["pieces"]]


def batches(sentences, words, mix):
    order = sorted(sentences, key=lambda s: len(s["words"]) + (random.random() * 6 if mix else 0))
    groups, group, size = [], [], 0
    for s in order:
        if group and size + len(s["words"]) > words:
            groups.append(group)
            group, size = [], 0
        group.append(s)
        size += len(s["words"])
    groups.append(group)
    if mix:
        random.shuffle(groups)
    return groups


def recased(sentences):
    again = []
    for s in sentences:
        chance = random.random()
        change = str.upper if chance < 0.05 else str.lower if chance < 0.10 else None
        if change:
            words = [change(w) for w in s["words"]]
            again.append(dict(s, words=words, pieces=pieces_of(words)))
    return sentences + [s for s in again if s["pieces"]]


def decode(logits):
    """The best allowed sequence of labels, with the lowest probability in each name."""
    scores = torch.log_softmax(logits, -1)
    allowed = torch.zeros(len(LABELS), len(LABELS))
    for j, label in enumerate(LABELS):
        if label[0] == "I":
            for i, before in enumerate(LABELS):
                if before[2:] != label[2:]:
                    allowed[i, j] = -1e9
    best = scores[0] + allowed[0]
    back = []
    for row in scores[1:]:
        total = best[:, None] + allowed
        value, source = total.max(0)
        back.append(source)
        best = value + row
    at = int(best.argmax())
    path = [at]
    for source in reversed(back):
        at = int(source[at])
        path.append(at)
    path.reverse()
    sure = [float(scores[i, l].exp()) for i, l in enumerate(path)]
    return [LABELS[l] for l in path], sure


def spans(labels):
    found, i = set(), 0
    while i < len(labels):
        if labels[i][0] == "B":
            j = i + 1
            while j < len(labels) and labels[j][0] == "I":
                j += 1
            found.add((i, j, labels[i][2:]))
            i = j
        else:
            i += 1
    return found


def predict(model, sentences):
    model.eval()
    with torch.no_grad():
        for group in batches(sentences, 2500, False):
            logits = model(collate(group, False))
            for number, s in enumerate(group):
                s["found"], s["sure"] = decode(logits[number, : len(s["words"])])


def score(model, sentences, name):
    predict(model, sentences)
    right = gold = found = 0
    for s in sentences:
        a, b = spans(s["labels"]), spans(s["found"])
        right, gold, found = right + len(a & b), gold + len(a), found + len(b)
    print(f"{name}: {gold} gold, {found} found, P {100*right/max(found,1):.1f} R {100*right/gold:.1f} F1 {200*right/(gold+found):.1f}", flush=True)


def train(out, sentences, test):
    model = Tagger()
    for module in [model.bert.w, model.bert.p, model.bert.t, model.bert.n, *model.bert.l[:4]]:
        for parameter in module.parameters():
            parameter.requires_grad = False
    bert = [p for p in model.bert.parameters() if p.requires_grad]
    rest = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    optimizer = torch.optim.AdamW([dict(params=bert, lr=1.2e-4), dict(params=rest, lr=1.5e-3)], weight_decay=0.01)
    steps = EPOCHS * len(batches(recased(sentences), 600, True))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 60, max(0.02, 1 - s / (steps + 30))))
    weights = torch.ones(len(LABELS))
    for epoch in range(EPOCHS):
        model.train()
        total = 0
        for group in batches(recased(sentences), 600, True):
            batch = collate(group, True)
            loss = functional.cross_entropy(model(batch).flatten(0, 1), batch["labels"].flatten(), weights)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss)
        print(f"epoch {epoch}: loss {total:.2f}", flush=True)
        for name, part in test:
            score(model, part, name)
    torch.save(model.state_dict(), out)


def label(model, source, out):
    sentences = prepared(read_conllu(source))
    predict(model, sentences)
    with open(out, "w", encoding="utf-8") as file:
        for number, s in enumerate(sentences):
            if "\t" in s["text"]:
                continue
            file.write(f"# sent_id = silver-{number}\n# text = {s['text']}\n")
            for index, (word, tag, sure) in enumerate(zip(s["words"], s["found"], s["sure"]), 1):
                file.write(f"{index}\t{word}\t{tag}\t{sure:.2f}\n")
            file.write("\n")


def files(arguments):
    found, part = [], None
    for argument in arguments:
        if argument[0] in "+-" and "/" in argument:
            part = (argument[0], *map(int, argument[1:].split("/")))
        else:
            sentences = prepared(read_iob2(argument, part))
            treebank = os.environ.get("UD")
            if treebank:
                with_upos(sentences, treebank)
            found.append((argument, sentences))
            part = None
    return found


def with_upos(sentences, treebank):
    known = {tuple(s["words"]): s["upos"] for s in read_conllu(treebank)}
    for s in sentences:
        s["upos"] = known.get(tuple(s["words"]))


def main():
    torch.manual_seed(1)
    random.seed(1)
    command, path, *rest = sys.argv[1:]
    if command == "train":
        at = rest.index("--test") if "--test" in rest else len(rest)
        train(path, [s for _, part in files(rest[:at]) for s in part], files(rest[at + 1 :]))
        return
    model = Tagger()
    model.load_state_dict(torch.load(path))
    if command == "score":
        for name, part in files(rest):
            score(model, part, name)
    else:
        label(model, *rest)


main()
