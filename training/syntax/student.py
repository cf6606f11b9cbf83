"""The student: the small network that the program carries.

usage: student.py TREEBANK-FOLDER vectors.npz student.pt [--labels labels*.pt] [--treebanks MORE.conllu ...] [--tests FILE.conllu ...]

It learns from the treebank and, by the teacher's probabilities (Hinton et al. 2015), from raw news. What its layers are
stands in src/parse/network.rs, which computes the same.
"""

import argparse
import functools
import random
import time
from collections import Counter

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from treebank import BEGINNINGS, ENDINGS, SHAPES, affixes, batches, best_tree, normal, read_conllu, recased, titled

FARTHEST = 32
FIELDS = ("upos", "xpos", "head", "relation")
affixes = functools.lru_cache(200_000)(affixes)


class Forms(nn.Module):
    """A row for each word: its vector from outside, turned, which stays as it is, and for common words a row of their own.

    Row 0 stands for a word that is not known; in training, words are hidden at times: mostly their own row, sometimes both.
    """

    def __init__(self, vocabulary, width):
        super().__init__()
        self.register_buffer("vectors", torch.tensor(vocabulary.vectors))
        self.turn = nn.Linear(self.vectors.shape[1], width, bias=False)
        nn.init.eye_(self.turn.weight)
        self.own = nn.Embedding(vocabulary.own, width)
        nn.init.normal_(self.own.weight, 0, 0.15)
        with torch.no_grad():
            self.own.weight[(self.vectors[: vocabulary.own] != 0).any(1)] = 0

    def forward(self, form, hide):
        chance = torch.rand(form.shape) if self.training else torch.ones(form.shape)
        form = torch.where(chance < 0.25 * hide, torch.zeros_like(form), form)
        own = torch.where(form < len(self.own.weight), form, torch.zeros_like(form))
        seen = (own == form) & ((chance >= hide) | (form == 0))
        return self.turn(self.vectors[form]) + self.own(own) * seen[..., None]

    def table(self):
        with torch.no_grad():
            rows = self.turn(self.vectors)
            rows[: len(self.own.weight)] += self.own.weight
        return rows


class Student(nn.Module):
    def __init__(self, vocabulary, upos, xpos, relations, sizes):
        super().__init__()
        width = self.width = sizes["dim"]
        table = lambda rows: nn.Embedding(rows, sizes["emb"])
        self.form = Forms(vocabulary, sizes["emb"])
        self.suf, self.pre, self.sh = table(ENDINGS), table(BEGINNINGS), table(SHAPES)
        for module in (self.suf, self.pre, self.sh):
            nn.init.normal_(module.weight, 0, 0.15)
        self.root = nn.Parameter(torch.randn(sizes["emb"]) * 0.3)
        self.conv, self.n0 = nn.Linear(3 * sizes["emb"], width), nn.LayerNorm(width)
        self.q = nn.ModuleList(nn.Linear(width, 3 * width) for _ in range(sizes["layers"]))
        self.n = nn.ModuleList(nn.LayerNorm(width) for _ in range(sizes["layers"]))
        for layer in self.q:  # some cells forget at once, some keep for long
            layer.bias.data[width : 2 * width] = torch.linspace(-1, 3, width // 2).repeat(2)
        self.up, self.xp = nn.Linear(width, upos), nn.Linear(width, xpos)
        self.ad, self.ah = nn.Linear(width, sizes["arc"]), nn.Linear(width, sizes["arc"])
        self.W, self.hb = nn.Parameter(torch.eye(sizes["arc"]) * 0.3), nn.Linear(sizes["arc"], 1, bias=False)
        self.dist = nn.Parameter(torch.zeros(2 * FARTHEST + 1))
        self.ld, self.lh = nn.Linear(width, sizes["lab"]), nn.Linear(width, sizes["lab"], bias=False)
        self.lo = nn.Linear(sizes["lab"], relations)
        self.dropout = sizes["drop"]

    def drop(self, rows):
        return functional.dropout(rows, self.dropout, self.training)

    def embed(self, batch):
        parts = batch["parts"]
        words = self.form(batch["form"], batch["hide"]) + sum(self.suf(parts[..., at]) for at in range(3)) + self.sh(parts[..., 5])
        words = (words + self.pre(parts[..., 3]) + self.pre(parts[..., 4])) * batch["mask"][..., None]
        return torch.cat([self.root.expand(len(words), 1, -1), words], 1)

    def forward(self, batch):
        words = self.drop(self.embed(batch))
        edge = torch.zeros(len(words), 1, words.shape[2])
        around = [torch.cat([edge, words[:, :-1]], 1), words, torch.cat([words[:, 1:], edge], 1)]
        states = self.n0(functional.relu(self.conv(torch.cat(around, -1))))
        for layer, norm in zip(self.q, self.n):
            states = norm(states + self.recur(layer(self.drop(states)), batch["rows"][..., None].float()))
        top = self.drop(states)
        dependents, heads = functional.relu(self.ad(top)), functional.relu(self.ah(top))
        arcs = dependents @ self.W @ heads.transpose(1, 2) + self.hb(heads).transpose(1, 2)
        place = torch.arange(top.shape[1])
        arcs = arcs + self.dist[(place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST]
        arcs = arcs.masked_fill(~batch["rows"][:, None, :], -1e4).masked_fill(torch.eye(len(place), dtype=torch.bool), -1e4)
        return top, arcs, self.ld(top), self.lh(top)

    def recur(self, gates, mask):
        """The gated mean of candidates along the sentence, forwards in one half, backwards in the other."""
        width, half = self.width, self.width // 2
        keep, opened = torch.sigmoid(gates[..., width : 2 * width]), torch.sigmoid(gates[..., 2 * width :])
        fresh, keep = gates[..., :width] * (1 - keep) * mask, keep * mask
        both = lambda rows: torch.stack([rows[..., :half], rows[..., half:].flip(1)]).unbind(2)
        memory, memories = None, []
        for new, kept in zip(both(fresh), both(keep)):
            memory = new if memory is None else torch.addcmul(new, kept, memory)
            memories.append(memory)
        forwards, backwards = torch.stack(memories, 2)
        return opened * torch.cat([forwards, backwards.flip(1)], -1)

    def relations(self, left, right, heads):
        return self.lo(functional.relu(left[:, 1:] + right[torch.arange(len(heads))[:, None], heads]))


class Vocabulary:
    """The words of the training text that have a row of their own, then words that have a vector only.

    Of words with a vector, only those that come OFTEN times have a row of their own besides.
    """

    OFTEN = 8

    def __init__(self, counts, least, vectors, most):
        found = np.load(vectors)
        rows = dict(zip(found["words"].tolist()[:most], found["rows"]))
        own = [word for word, count in counts.most_common() if count >= (self.OFTEN if word in rows else least)]
        own_words = set(own)
        self.words = [""] + own + [word for word in rows if word not in own_words]
        self.places = {word: place for place, word in enumerate(self.words)}
        self.own, self.counts = len(own) + 1, counts
        none = np.zeros(found["rows"].shape[1], "f4")
        self.vectors = np.stack([rows.get(word, none) for word in self.words])

    def see(self, forms):
        """What the network sees of the words, and how often each word itself is to be hidden in training."""
        words = [normal(form) for form in forms]
        return dict(
            words=forms, form=torch.tensor([self.places.get(word, 0) for word in words]),
            parts=torch.tensor([affixes(form) for form in forms]),
            hide=torch.tensor([1 / (1 + 4 * self.counts[word] ** 0.5) + 0.02 for word in words]),
        )


def gold_sentences(sentences, vocabulary, tags):
    result = []
    for words in sentences:
        sentence = vocabulary.see([word.form for word in words])
        for name in FIELDS:
            values = [getattr(word, name) for word in words]
            sentence[name] = torch.tensor(values if name == "head" else [tags[name].get(value, 0) for value in values])
        result.append(sentence)
    return result


def labelled_sentences(labels, vocabulary):
    result = []
    for forms, *values in labels:
        chance = random.random()
        if chance < 0.03:
            forms = [form.upper() for form in forms]
        elif chance < 0.05:
            forms = [titled(form) for form in forms]
        elif chance < 0.06:
            forms = [form.lower() for form in forms]
        sentence = vocabulary.see(forms) | dict(zip(("arcs", "head", "relation", "upos", "xpos"), values))
        result.append(sentence | dict(arcs=without_self(sentence["arcs"])))
    return result


def without_self(arcs):
    """Log probabilities of heads without the word itself, which the student never considers."""
    arcs = arcs.float()
    arcs[torch.arange(len(arcs)), torch.arange(len(arcs)) + 1] = -1e9
    return functional.log_softmax(arcs, -1).half().clamp(min=-60000)


def collate(sentences):
    length = torch.tensor([len(sentence["words"]) for sentence in sentences])
    longest, count = int(length.max()), len(sentences)
    rows = torch.arange(longest + 1)[None] < (length + 1)[:, None]
    batch = dict(rows=rows, mask=rows[:, 1:])
    for name in sentences[0].keys() - {"words"}:
        example = sentences[0][name]
        if name == "arcs":
            batch[name] = torch.zeros(count, longest, longest + 1)
        else:
            kind = torch.float if example.is_floating_point() else torch.long
            batch[name] = torch.zeros(count, longest, *example.shape[1:], dtype=kind)
        for number, sentence in enumerate(sentences):
            value = sentence[name]
            if name == "arcs":
                batch[name][number, : len(value), : value.shape[1]] = value.float().exp()
            else:
                batch[name][number, : len(value)] = value.float().exp() if value.is_floating_point() else value
    return batch


def loss_of(model, batch, tags):
    """Cross-entropy with the treebank's answers or, where there are labels, with the teacher's probabilities."""
    states, arcs, left, right = model(batch)
    mask, soft = batch["mask"], "arcs" in batch
    pairs = [
        (1.0, arcs[:, 1:], batch["arcs" if soft else "head"]),
        (1.0, model.relations(left, right, batch["head"]), batch["relation"]),
        (tags, model.up(states[:, 1:]), batch["upos"]),
        (tags, model.xp(states[:, 1:]), batch["xpos"]),
    ]
    return sum(weight * functional.cross_entropy(scores[mask], answers[mask]) for weight, scores, answers in pairs)


def scores(model, sentences):
    """Per cent of universal tags, Penn tags, heads, and heads with relation that are right."""
    model.eval()
    total, right_counts = 0, [0] * 4
    with torch.no_grad():
        for group in batches(sentences, 1500, shuffle=False):
            batch = collate(group)
            states, arcs, left, right = model(batch)
            heads = torch.zeros_like(batch["head"])
            for number, sentence in enumerate(group):
                size = len(sentence["words"])
                heads[number, :size] = torch.tensor(best_tree(arcs[number, : size + 1, : size + 1].numpy()))
            mask = batch["mask"]
            attached = (heads == batch["head"]) & mask
            related = model.relations(left, right, heads).argmax(-1) == batch["relation"]
            upos = (model.up(states[:, 1:]).argmax(-1) == batch["upos"]) & mask
            xpos = (model.xp(states[:, 1:]).argmax(-1) == batch["xpos"]) & mask
            total += mask.sum().item()
            for place, value in enumerate([upos, xpos, attached, attached & related]):
                right_counts[place] += value.sum().item()
    return [round(100 * count / max(total, 1), 2) for count in right_counts]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("vectors")
    parser.add_argument("target")
    parser.add_argument("--labels", nargs="*", default=[])
    parser.add_argument("--treebanks", nargs="*", default=[])
    parser.add_argument("--tests", nargs="*", default=[])
    for name, value in dict(emb=96, dim=96, layers=2, arc=48, lab=48, epochs=10, gold=1, batch=1200, threads=1, words=60_000).items():
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--start", help="an earlier student to go on from")
    parser.add_argument("--tags", type=float, default=0.5, help="weight of each kind of tag in the loss")
    parser.add_argument("--share", type=float, default=1.0, help="share of the labelled sentences in an epoch, drawn anew each time")
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=2e-3)
    options = vars(parser.parse_args())
    torch.set_num_threads(options["threads"])
    torch.manual_seed(1)
    random.seed(1)
    train, dev = (read_conllu(f"{options['folder']}/en_ewt-ud-{part}.conllu") for part in ("train", "dev"))
    for path in options["treebanks"]:
        train += read_conllu(path)
    labels, names = [], None
    for path in options["labels"]:
        saved = torch.load(path)
        labels += saved["out"]
        names = dict(upos=saved["U"], xpos=saved["X"], relation=saved["R"])
    column = lambda name: sorted({getattr(word, name) for words in train for word in words})
    names = names or {name: column(name) for name in ("upos", "xpos", "relation")}
    tags = {name: {value: place for place, value in enumerate(values)} for name, values in names.items()}
    counts = Counter(normal(word.form) for words in train for word in words)
    for forms, *_ in labels:
        counts.update(normal(form) for form in forms)
    vocabulary = Vocabulary(counts, 3 if labels else 2, options["vectors"], options["words"])
    gold = gold_sentences(recased(train), vocabulary, tags)
    dev = gold_sentences(dev, vocabulary, tags)
    tests = [gold_sentences(read_conllu(path), vocabulary, tags) for path in options["tests"]]
    soft = labelled_sentences(labels, vocabulary)
    model = Student(vocabulary, *(len(names[name]) for name in ("upos", "xpos", "relation")), options)
    if options["start"]:
        model.load_state_dict(torch.load(options["start"])["m"], strict=False)
    print(len(vocabulary.words), "words,", vocabulary.own, "with a row of their own,", sum(value.numel() for value in model.parameters()), "parameters", flush=True)

    def epoch_batches():
        groups = [group for _ in range(options["gold"]) for group in batches(gold, options["batch"])]
        labelled = batches(soft, options["batch"])
        groups += labelled[: int(len(labelled) * options["share"])]
        random.shuffle(groups)
        return groups

    steps = options["epochs"] * len(epoch_batches())
    optimizer = torch.optim.AdamW(model.parameters(), lr=options["rate"], weight_decay=0.001, betas=(0.9, 0.99))
    rate = lambda step: min((step + 1) / 300, max(0.01, (steps - step) / steps))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    start = time.time()
    for epoch in range(options["epochs"]):
        model.train()
        total = 0
        for group in epoch_batches():
            loss = loss_of(model, collate(group), options["tags"])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 3.0)
            optimizer.step()
            scheduler.step()
            total += loss.item()
        shown = [scores(model, dev), *(scores(model, test) for test in tests)]
        print("epoch", epoch, round(total * options["epochs"] / steps, 3), *shown, int(time.time() - start), "s", flush=True)
        saved = dict(m=model.state_dict() | {"form.weight": model.form.table()}, vocab=vocabulary.words, U=names["upos"], X=names["xpos"], R=names["relation"])
        torch.save(saved | dict(a=options), options["target"])


if __name__ == "__main__":
    main()
