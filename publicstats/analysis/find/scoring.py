"""What a query is worth over all figures of an edition, a column at a time."""

from __future__ import annotations

import re
from string import digits

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.analysis.find.folding import STOP_WORDS, split_query
from publicstats.analysis.find.term_matching import EXACT, PREFIX, SOUND, match_term
from publicstats.analysis.find.terms import DIMENSIONS, list_terms
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.quantity import QuantityError, parse_quantity
from publicstats.text.characters import COMPATIBLE

MIN_PIECE = 2
"""Characters of the shortest piece that a word is cut into."""
MAX_CUT = 24
"""Characters of the longest word that is cut: each more costs as many tries as it has characters."""
MAX_CUT_LETTERS = 8
"""Letters of the longest one: beyond first letters, a word that is not found is a slip, not two words."""
CLOSE = 1e-9
"""How far a value may be from the number typed: what floats leave of a decimal."""
IDENTICAL = 10 * EXACT
"""What the id of a figure, or of its indicator or source, is worth: more than any words."""
IDENTIFIED = ("indicator", "source")
Scores = dict[str, float]


@memoize(16, per_figure=True)
def score_figures(edition: Edition, query: str) -> np.ndarray:
    """How well each figure matches a query, by position; 0 where a word is not found."""
    words = split_query(query)
    total = np.zeros(len(edition.figures), dtype=np.float32)
    found = np.full(len(total), bool(words))
    for word in words:
        scores = _score_word(edition, word)
        found &= scores > 0
        total += scores
    if len(words) > 1:
        # Words that stand together in a name, in the order typed, are most likely meant as that name.
        total += _spread(edition, " ".join(words))
    return np.where(found, total, 0) + _score_id(edition, query.strip())


def _score_id(edition: Edition, query: str) -> np.ndarray:
    """What a query is worth that is an id: of a figure, or of what figures are of."""
    best = np.zeros(len(edition.figures), dtype=np.float32)
    position = edition.locate(query)
    if position is not None:
        best[position] = IDENTICAL
    for name in IDENTIFIED:
        cells = edition.figures[name].cat
        if query and query in cells.categories:
            best[cells.codes.to_numpy() == cells.categories.get_loc(query)] = IDENTICAL
    return best


@memoize(1024)
def match_records(edition: Edition, name: str, word: str) -> Scores:
    """The values of a dimension, or the themes, that a word matches in any reading, with their worth."""
    best: Scores = {}
    for pieces in read_word(edition, word):
        each = [match_values(edition, name, piece) for piece in pieces]
        for value in each[0]:
            worth = min(scores.get(value, 0) for scores in each) / len(pieces)
            best[value] = max(best.get(value, 0), worth)
    return {value: worth for value, worth in best.items() if worth}


@memoize(1024)
def read_word(edition: Edition, word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a word: as it is and, where no name begins with it, in pieces: 上海热线, ybcb."""
    names = (match_values(edition, name, word) for name in DIMENSIONS)
    best = max((score for scores in names for score in scores.values()), default=0)
    if best >= (SOUND * PREFIX if word.isascii() else PREFIX) or _score_printed(edition, word).any():
        return ((word,),)
    pieces = cut_word(edition, word)
    return ((word,), pieces) if pieces else ((word,),)


@memoize(4096)
def cut_word(edition: Edition, word: str) -> tuple[str, ...]:
    """The longest pieces of a word, from its beginning, that are each found; none where it has no such."""
    if len(word) > (MAX_CUT_LETTERS if word.isascii() else MAX_CUT):
        return ()
    for end in range(len(word) - 1, 0, -1):
        piece, rest = word[:end], word[end:]
        is_passed_over = piece in STOP_WORDS and not piece.isascii()
        if is_passed_over or (end >= MIN_PIECE and is_found(edition, piece)):
            kept = () if is_passed_over else (piece,)
            if rest in STOP_WORDS:
                return kept
            if len(rest) >= MIN_PIECE:
                pieces = (rest,) if is_found(edition, rest) else cut_word(edition, rest)
                if pieces:
                    return (*kept, *pieces)
    return ()


@memoize(4096)
def is_found(edition: Edition, word: str) -> bool:
    """Whether any name of the edition has a word, or any figure the number that it is."""
    if any(match_values(edition, name, word) for name in DIMENSIONS):
        return True
    return _parse_number(word) is not None and bool(_score_printed(edition, word).any())


@memoize(4096)
def match_values(edition: Edition, name: str, word: str) -> Scores:
    """The values of a dimension, or the themes, that a word matches, with what the match is worth."""
    scores = {
        value: max((match_term(word, term) for term in terms), default=0)
        for value, terms in list_terms(edition, name).items()
    }
    return {value: score for value, score in scores.items() if score}


def _score_word(edition: Edition, word: str) -> np.ndarray:
    """What a word is worth against each figure: the best of its readings, a piece as good as its weakest."""
    best = np.zeros(len(edition.figures), dtype=np.float32)
    for pieces in read_word(edition, word):
        each = [np.maximum(_spread(edition, piece), _score_printed(edition, piece)) for piece in pieces]
        np.maximum(best, np.minimum.reduce(each) / len(pieces), out=best)
    return best


def _spread(edition: Edition, word: str) -> np.ndarray:
    """What a word is worth against the names of each figure: the best of its dimensions."""
    frame = edition.figures
    best = np.zeros(len(frame), dtype=np.float32)
    for name, dimension in DIMENSIONS.items():
        scores = match_values(edition, name, word)
        if scores:
            cells = frame[dimension.column].cat
            by_code = [dimension.weight * scores.get(value, 0) for value in cells.categories]
            np.maximum(best, np.array(by_code, dtype=np.float32)[cells.codes.to_numpy()], out=best)
    return best


@memoize(32, per_figure=True)
def _score_printed(edition: Edition, word: str) -> np.ndarray:
    """What a word is worth against the figures as printed: their characters, or the number typed."""
    best = np.zeros(len(edition.figures), dtype=np.float32)
    if not re.search(r"[0-9*×一二三四五六七八九十百千万亿]", word):
        return best
    edge = r"(^|[^0-9.])" if word[0] in digits else ""
    found = pc.match_substring_regex(_read_printed(edition), edge + re.escape(word))
    best[found.to_numpy(zero_copy_only=False).astype(bool)] = PREFIX
    number = _parse_number(word)
    if number is not None:
        values = edition.figures["value"].to_numpy(dtype=float)
        best[np.isclose(values, number, rtol=CLOSE, atol=0)] = EXACT
    return best


def _parse_number(word: str) -> float | None:
    """The number that a word is, in either language; none where it has a unit or is a word."""
    if word[0] not in digits:
        return None
    for lang in ("zh", "en"):
        try:
            quantity = parse_quantity(word, lang)
        except QuantityError:
            continue
        if quantity.value is not None and not quantity.unit:
            return float(quantity.value)
    return None


@memoize(4)
def _read_printed(edition: Edition) -> pa.ChunkedArray:
    """What is printed of each figure, folded as a query's words are."""
    printed = pa.chunked_array([pa.array(edition.figures["printed"], type=pa.large_string())])
    plain = pc.utf8_lower(pc.utf8_normalize(printed, form=COMPATIBLE))
    return pc.replace_substring_regex(plain, pattern=r"[\s,]", replacement="")
