"""The judge's model card, and its measured rate in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from unspoiled.bench.statistics import wilson


def trust(rows: Sequence[Mapping[str, Any]]) -> str:
    """The measured rate in a sentence, for wherever a user decides to trust it."""
    shown, given, events = (
        sum(row[key] for row in rows) for key in ("shown", "given_away", "events")
    )
    found = wilson(given, shown)
    low, high = found.low or 0.0, found.high or 1.0
    return (
        f"Of {shown} sentences of other people's reviews that were shown to somebody "
        f"who had seen nothing, {given} gave something away "
        f"({given / max(1, shown):.1%}, 95% interval {low:.1%} to {high:.1%}): "
        f"{events} an event or the ending, the rest a hint."
    )


def card(facts: Mapping[str, Any]) -> str:
    """The model card, with the figures of this fit."""
    sets = "\n".join(
        f"| {row['set']} | {row['sentences']:,} | {row['auc']:.3f} "
        f"| {row['accuracy']:.3f} | {row['calibration_error']:.3f} "
        f"| {row['given_away_in_safest_30%']:.1%} "
        f"| {row['given_away_in_safest_50%']:.1%} |"
        for row in facts["figures"]
    )
    proofs = "\n".join(
        f"| {row['set']} | {row['safe_shown']:.0%} | {row['given_away']} of "
        f"{row['shown']:,} | {row['events']} "
        f"| {row['interval'][0]:.1%} to {row['interval'][1]:.1%} |"
        for row in facts["figures"]
    )
    return _CARD.format(sets=sets, proofs=proofs, **{k: facts[k] for k in _PLAIN})


_PLAIN = ("name", "encoder", "share", "trust")
_CARD = """# The judge ({name})

Says what a sentence of a review gives away: nothing (feel), the set-up (premise), that
something is there (hint), a development (later), the ending. Written by
`scripts/reader_training.py` and `scripts/train_reveals.py`.

## What it is

Two models whose probabilities are averaged ({share} to the first) and calibrated:

- the *reader*, the packaged sentence encoder (all-MiniLM-L6-v2, Apache-2.0) fine-tuned to
  read a window of up to 126 tokens of a review at once, so that a sentence is understood
  among its neighbours, with a small network over the mean of each sentence's tokens and a
  few plain features (place in the review, length, names, cue words). It is shipped in
  int8 and shares the encoder's table of words ({encoder});
- a multinomial logistic regression over TF-IDF of words and pairs of words.

Licence of the weights: Apache-2.0.

## What it was fitted on

The project's own corpus (`corpus/`, CC BY 4.0) and nothing else, without a tenth of the
works, on which no weight was fitted: reviews written for the project, each sentence labelled
by its author and a tenth of the reviews once more by somebody who did not see the first
labels. The mixture, the calibration and the thresholds were chosen on that tenth and on a
development set of 739 sentences of other people's reviews, on which no weight was fitted.

## Figures

A sentence "gives away" when its label is hint, later or ending. The thresholds were chosen
with these very sets in view, so expect somewhat worse on reviews of another kind;
`unspoiled bench gate` repeats and widens these figures.

| set | sentences | AUC | five-way accuracy | calibration error | given away in the safest 30% | in the safest 50% |
|---|---|---|---|---|---|---|
{sets}

What is shown to somebody who has seen nothing (95% Wilson interval of the share that gives
something away; without the title's synopsis and episodes):

| set | safe sentences shown | give something away | of these events or endings | interval |
|---|---|---|---|---|
{proofs}

{trust}

## Known failures

- Long film reviews that retell the plot: where the set-up ends and the story begins is
  often seen too late, and remarks between two plot sentences are taken for plot.
- A development that is named only in passing, in praise of a scene or a couple, inside a
  long friendly sentence.
- Hints phrased as pacing ("it gets tangled in the second half") against pacing that gives
  nothing away ("it drags in the second half").
- It reads English only. Reviews in other languages, and sentences in other scripts, are
  taken to give everything away and stay hidden. So is a sentence of more than 64 tokens
  (some 50 words), which it does not read to its end.
- Sarcasm, and comparisons that spoil another title, are seldom understood.
"""
