"""Makes headlines and subjunctives of news sentences that the teacher is sure of: neither is in the treebank.

usage: headlines.py UD-FOLDER COUNT OUT.conllu labels*.pt

"The Syrian army bombed Aleppo on Monday, officials said." gives "Syrian army bombs Aleppo"; "Iran said that Russia supports
the plan" gives "Iran demanded that Russia support the plan". Only forms change and words go, so the tree stays right.
"""

import random
import sys

import numpy as np
import torch

from treebank import Word

SURE = 0.93
LONGEST = 13
ARTICLES = {"the", "a", "an"}
SAYING = {"said", "says", "announced", "added", "reported", "told"}
DEMANDING = ["demanded", "insisted", "urged", "proposed", "recommended", "requested", "asked", "ordered", "suggested"]
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}


def forms_of_verbs(folder):
    """Past and present forms of the verbs of the treebank → lemma, and back to the base form."""
    lemmas = {}
    for line in open(f"{folder}/en_ewt-ud-train.conllu", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) > 4 and fields[4] in {"VBD", "VBZ", "VBP", "VBN", "VB"} and fields[3] == "VERB":
            lemmas[fields[1].lower(), fields[4]] = fields[2].lower()
    return lemmas | {"verbs": set(lemmas.values())}


def base(word, lemmas):
    known = lemmas.get((word.form.lower(), word.xpos))
    if known:
        return known
    form = word.form.lower()
    verbs = lemmas["verbs"]
    for stem in (form[:-2], form[:-1], form[:-3], form[:-3] + "y"):
        if len(stem) > 2 and stem in verbs and form.endswith(("ed", "s")):
            return stem
    return None


def third_person(lemma):
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def children(words, head):
    return [at for at, word in enumerate(words, 1) if word.head == head]


def below(words, top):
    """A word and all that depends on it."""
    found, queue = {top}, [top]
    while queue:
        for child in children(words, queue.pop()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


def kept(words, keep, top):
    """The words of `keep` as a sentence of its own, with `top` as root."""
    places = {at: number for number, at in enumerate(sorted(keep), 1)}
    result = []
    for at in sorted(keep):
        word = words[at - 1]
        if at != top and word.head not in places:
            return None
        head, relation = (0, "root") if at == top else (places[word.head], word.relation)
        result.append(Word(word.form, word.upos, word.xpos, head, relation))
    return result


def child(words, head, *relations):
    return next((at for at in children(words, head) if words[at - 1].relation in relations), None)


def is_plural(words, subject):
    joined = any(words[at - 1].relation == "conj" for at in children(words, subject))
    return joined or words[subject - 1].xpos in {"NNS", "NNPS"} or words[subject - 1].form.lower() in {"they", "we"}


def headline(words, lemmas):
    words = [Word(**vars(word)) for word in words]
    top = next(at for at, word in enumerate(words, 1) if word.head == 0)
    if words[top - 1].form.lower() in SAYING and (told := child(words, top, "ccomp")):
        top = told
    root = words[top - 1]
    subject = child(words, top, "nsubj", "nsubj:pass")
    if root.upos != "VERB" or subject is None or subject > top or words[subject - 1].upos not in {"NOUN", "PROPN"}:
        return None
    keep = below(words, top)
    helpers = [at for at in children(words, top) if words[at - 1].relation in {"aux", "aux:pass"}]
    forms = [words[at - 1].form.lower() for at in helpers]
    passive = any(words[at - 1].relation == "aux:pass" for at in helpers)
    if passive and forms[-1:] and forms[-1] in {"was", "were", "is", "are"} and len(forms) == 1:
        keep -= set(helpers)
    elif passive and forms in (["will", "be"], ["has", "been"], ["have", "been"]):
        drop = helpers if forms[0] != "will" else []
        keep -= set(drop)
        if not drop:
            words[helpers[0] - 1] = Word("to", "PART", "TO", top, "mark")
    elif not helpers and root.xpos in {"VBD", "VBZ", "VBP"} or forms in (["has"], ["have"]) and root.xpos == "VBN":
        lemma = base(root, lemmas)
        if lemma is None:
            return None
        plural = is_plural(words, subject)
        root.form, root.xpos = (lemma, "VBP") if plural else (third_person(lemma), "VBZ")
        keep -= set(helpers)
    elif forms == ["will"] and root.xpos == "VB":
        words[helpers[0] - 1] = Word("to", "PART", "TO", top, "mark")
    elif forms in (["is"], ["are"], ["was"], ["were"]) and root.xpos == "VBG":
        keep -= set(helpers)
    else:
        return None
    for at in sorted(keep):
        word = words[at - 1]
        article = word.upos == "DET" and word.form.lower() in ARTICLES
        dated = word.form.lower() in DAYS and word.relation.startswith("obl")
        ends = word.relation == "punct" and (word.form in ".\"“”" or word.head == top)
        off_root = word.head == top and word.relation in {"parataxis", "mark", "cc", "discourse", "dep", "vocative"}
        if (article or ends or off_root) and at in keep and word.form != "to":
            keep -= below(words, at)
        elif dated:
            keep -= below(words, at)
    while len(keep) > LONGEST:
        last = [at for at in children(words, top) if at in keep and at > top]
        last = [at for at in last if words[at - 1].relation in {"obl", "advcl", "conj", "xcomp", "obl:unmarked", "advmod"}]
        if not last:
            return None
        keep -= below(words, last[-1])
    if not 3 <= len(keep) <= LONGEST:
        return None
    result = kept(words, keep, top)
    if result is None or result[0].relation in {"punct", "cc"}:
        return None
    for word in result:
        if word.relation == "cc" and word.form == "and" and random.random() < 0.35:
            word.form, word.upos, word.xpos, word.relation = ",", "PUNCT", ",", "punct"
    result[0].form = result[0].form[:1].upper() + result[0].form[1:]
    if random.random() < 0.35:
        for word in result:
            word.form = word.form if len(word.form) < 4 and word.upos in {"ADP", "PART", "DET", "CCONJ"} else word.form[:1].upper() + word.form[1:]
    return result


def subjunctive(words, lemmas):
    words = [Word(**vars(word)) for word in words]
    top = next(at for at, word in enumerate(words, 1) if word.head == 0)
    told = child(words, top, "ccomp")
    if told is None or told < top or words[top - 1].form.lower() not in SAYING | {"believed", "thought", "hoped"}:
        return None
    that, subject = child(words, told, "mark"), child(words, told, "nsubj")
    if that is None or subject is None or words[that - 1].form != "that" or subject < that or child(words, told, "cop", "aux:pass"):
        return None
    verb = words[told - 1]
    helpers = [at for at in children(words, told) if words[at - 1].relation == "aux"]
    if verb.upos != "VERB" or len(helpers) > 1 or not helpers and verb.xpos not in {"VBD", "VBZ", "VBP"} or helpers and verb.xpos != "VB":
        return None
    lemma = base(verb, lemmas) if not helpers else verb.form.lower()
    if lemma is None:
        return None
    verb.form, verb.xpos = lemma, "VB"
    words[top - 1].form, words[top - 1].xpos = random.choice(DEMANDING), "VBD"
    keep = set(range(1, len(words) + 1)) - set(helpers)
    return kept(words, keep, top) if len(keep) <= 40 else None


def sentences(paths):
    for path in paths:
        saved = torch.load(path)
        for forms, arcs, heads, relations, upos, xpos in saved["out"]:
            size = len(forms)
            if not 5 <= size <= 45:
                continue
            best = np.exp(arcs.numpy().max(-1).astype("f4"))
            heads = heads.tolist()
            if best.mean() < SURE or heads.count(0) != 1:
                continue
            names = lambda table, values: [table[value] for value in values.numpy().argmax(-1).tolist()]
            columns = names(saved["U"], upos), names(saved["X"], xpos), heads, names(saved["R"], relations)
            yield [Word(*fields) for fields in zip(forms, *columns)]


def main(folder, count, target, *paths):
    random.seed(7)
    lemmas = forms_of_verbs(folder)
    made, wanted = {headline: [], subjunctive: []}, {headline: int(count), subjunctive: int(count) // 6}
    for words in sentences(paths):
        if all(len(results) >= wanted[change] for change, results in made.items()):
            break
        for change, results in made.items():
            if len(results) < wanted[change] and (changed := change(words, lemmas)):
                results.append(changed)
    with open(target, "w", encoding="utf-8") as file:
        for words in made[headline] + made[subjunctive]:
            file.write(f"# text = {' '.join(word.form for word in words)}\n")
            for at, word in enumerate(words, 1):
                file.write(f"{at}\t{word.form}\t_\t{word.upos}\t{word.xpos}\t_\t{word.head}\t{word.relation}\t_\t_\n")
            file.write("\n")
    print({change.__name__: len(results) for change, results in made.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
