"""A large, slow finder of names, fine-tuned from a small pretrained transformer, that marks names in raw sentences.

usage: teacher.py [+2/3] GOLD.iob2 [GOLD.iob2 ...] --test -2/3 TEST.iob2 --raw SENTENCES.conllu WORDS [SENTENCES.conllu WORDS ...] --out silver.iob2

The encoder is the one of training/syntax/teacher.py (MiniLM); capitals, which it does not see, come as shapes. SENTENCES are what
`dateline parse --tokens-only` writes; of each file about WORDS words are taken, sentences with capitals only, and of these the ones
the teacher is sure of. A part before a file (`+2/3`) is that of `dateline-training names`. Fixed seeds.
"""

import os
import random
import sys
import time
import zlib

import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "syntax"))
from teacher import WIDTH, Encoder, pieces_of  # noqa: E402
from treebank import batches, shape, titled  # noqa: E402

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
EPOCHS = 4
SURE = 0.75  # least probability of the least sure word of a sentence that is kept


class Marker(nn.Module):
    def __init__(self):
        super().__init__()
        self.bert, self.mix = Encoder(), nn.Parameter(torch.zeros(3))
        self.sh = nn.Embedding(8, 32)
        self.lstm = nn.LSTM(2 * WIDTH + 32, 160, 1, batch_first=True, bidirectional=True)
        self.out = nn.Linear(320, len(LABELS))

    def frozen(self):
        return [self.bert.w, self.bert.p, self.bert.t, self.bert.n, self.bert.l[0], self.bert.l[1]]

    def forward(self, batch):
        outputs = self.bert(batch["ids"], batch["attention"])
        weights = functional.softmax(self.mix, 0)
        pieces = weights[0] * outputs[-1] + weights[1] * outputs[-2] + weights[2] * outputs[-3]
        row = torch.arange(pieces.shape[0])[:, None]
        words = torch.cat([pieces[row, batch["first"]], pieces[row, batch["last"]], self.sh(batch["shape"])], -1)
        words = functional.dropout(words, 0.25, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(words, batch["length"], batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.out(functional.dropout(states, 0.3, self.training))


def sentence_of(forms, labels=None, text=None):
    pieces = pieces_of(forms)
    return pieces and dict(words=forms, pieces=pieces, labels=labels, text=text)


def collate(sentences):
    count = len(sentences)
    length = torch.tensor([len(sentence["words"]) for sentence in sentences])
    longest, most = int(length.max()), max(len(sentence["pieces"][0]) for sentence in sentences)
    batch = dict(ids=torch.zeros(count, most, dtype=torch.long), attention=torch.zeros(count, most), length=length)
    batch |= {name: torch.zeros(count, longest, dtype=torch.long) for name in ("first", "last", "shape", "labels")}
    batch["mask"] = torch.arange(longest)[None] < length[:, None]
    for number, sentence in enumerate(sentences):
        ids, first, last = sentence["pieces"]
        batch["ids"][number, : len(ids)] = torch.tensor(ids)
        batch["attention"][number, : len(ids)] = 1
        rows = dict(first=first, last=last, shape=[shape(form) for form in sentence["words"]], labels=sentence["labels"] or [])
        for name, row in rows.items():
            batch[name][number, : len(row)] = torch.tensor(row, dtype=torch.long)
    return batch


def holds(part, document):
    if not part:
        return True
    number, of = map(int, part[1:].split("/"))
    at = zlib.crc32(document.encode()) % of
    return {"+": at < number, "-": at >= number, "=": at == number, "!": at != number}[part[0]]


def gold(path, part):
    document, text, forms, labels, sentences = "", "", [], [], []
    for line in [*open(path, encoding="utf-8"), "\n"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            document = line[14:]
        elif line.startswith("# sent_id = "):
            document = line[12:].rsplit("-", 1)[0]
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            forms.append(cells[1])
            labels.append(LABELS.index(cells[2]) if cells[2] in LABELS else 0)
        elif not line:
            if forms and holds(part, document):
                sentences.append(sentence_of(forms, labels, text))
            forms, labels = [], []
    return [sentence for sentence in sentences if sentence]


def raw(path, words):
    random.seed(7)
    text, forms, sentences = "", [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                forms.append(cells[1])
        elif not line:
            if 3 <= len(forms) <= 50 and any(form[:1].isupper() for form in forms[1:]) and not any(c in text for c in "\u00a0\u00ad"):
                sentences.append((forms, text))
            forms = []
    random.shuffle(sentences)
    chosen = []
    for forms, text in sentences:
        sentence = sentence_of(forms, None, text)
        if sentence:
            chosen.append(sentence)
            words -= len(forms)
        if words <= 0:
            break
    return chosen


def recased(sentences):
    again = []
    for sentence in sentences:
        chance = random.random()
        change = str.upper if chance < 0.05 else str.lower if chance < 0.14 else titled if chance < 0.17 else None
        if change:
            again.append(sentence_of([change(form) for form in sentence["words"]], sentence["labels"]))
    return sentences + [sentence for sentence in again if sentence]


def best(log):
    """The best labels that begin and continue names as they may (Viterbi); log[word, label]."""
    count = len(LABELS)
    allowed = torch.zeros(count, count)
    for before in range(count):
        for after in range(count):
            if LABELS[after][0] == "I" and LABELS[before][1:] != LABELS[after][1:]:
                allowed[before, after] = -1e9
    score, back = log[0] + allowed[0], []
    for row in log[1:]:
        total = score[:, None] + allowed
        score, from_ = total.max(0)
        score = score + row
        back.append(from_)
    labels = [int(score.argmax())]
    for from_ in reversed(back):
        labels.append(int(from_[labels[-1]]))
    return labels[::-1]


def mark(model, sentences):
    model.eval()
    with torch.inference_mode():
        for group in batches(sentences, 2500, shuffle=False):
            logs = functional.log_softmax(model(collate(group)), -1)
            for number, sentence in enumerate(group):
                log = logs[number, : len(sentence["words"])]
                labels = best(log)
                yield sentence, labels, log[torch.arange(len(labels)), torch.tensor(labels)].exp()


def names(labels):
    found, start = set(), None
    for at, label in enumerate([*labels, 0]):
        if start is not None and LABELS[label][0] != "I":
            found.add((start, at, LABELS[labels[start]][2:]))
            start = None
        if LABELS[label][0] == "B":
            start = at
    return found


def report(model, sentences):
    right = told = given = 0
    for sentence, labels, _ in mark(model, sentences):
        found, true = names(labels), names(sentence["labels"])
        right, told, given = right + len(found & true), told + len(found), given + len(true)
    return f"P {100 * right / max(told, 1):.1f} R {100 * right / max(given, 1):.1f} F1 {200 * right / max(told + given, 1):.1f}"


def main(arguments):
    lists, kind, part, out = {"train": [], "test": []}, "train", None, None
    raws, words = [], iter(arguments)
    for word in words:
        if word in ("--test", "--raw", "--out"):
            kind = word[2:]
            if kind == "out":
                out = next(words)
        elif kind == "raw":
            raws.append((word, int(next(words))))
        elif word[0] in "+-=!":
            part = word
        else:
            lists[kind] += gold(word, part)
            part = None
    torch.manual_seed(1)
    random.seed(1)
    model = Marker()
    for module in model.frozen():
        module.requires_grad_(False)
    encoder = [value for name, value in model.named_parameters() if name.startswith("bert") and value.requires_grad]
    rest = [value for name, value in model.named_parameters() if not name.startswith("bert")]
    optimizer = torch.optim.AdamW(
        [dict(params=encoder, lr=1.5e-4, weight_decay=0.01), dict(params=rest, lr=1.5e-3, weight_decay=0.001)], betas=(0.9, 0.98)
    )
    train = recased(lists["train"])
    steps = EPOCHS * len(batches(train, 600))
    rate = lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    start = time.time()
    for epoch in range(EPOCHS):
        model.train()
        for group in batches(train, 600):
            batch = collate(group)
            loss = functional.cross_entropy(model(batch)[batch["mask"]], batch["labels"][batch["mask"]])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            scheduler.step()
        print("epoch", epoch, report(model, lists["test"]), int(time.time() - start), "s", flush=True)
    if not out:
        return
    with open(out, "w", encoding="utf-8") as file:
        kept = 0
        for path, count in raws:
            for sentence, labels, sure in mark(model, raw(path, count)):
                if float(sure.min()) >= SURE:
                    kept += 1
                    file.write(f"# sent_id = silver{kept}-1\n# text = {sentence['text']}\n")
                    for number, (form, label) in enumerate(zip(sentence["words"], labels)):
                        file.write(f"{number + 1}\t{form}\t{LABELS[label]}\n")
                    file.write("\n")
            print(path, kept, "sentences", int(time.time() - start), "s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
