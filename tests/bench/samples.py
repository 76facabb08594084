"""A small corpus written for the tests; it is in the form of `corpus/README.md`."""

from __future__ import annotations

LANTERN = """\
# review
title: The Lantern Weavers (2021) | series | invented
voice: user review
synopsis: A tax clerk inherits a failing lantern workshop and has one autumn to save it.
episodes: 4
e1: The clerk reads the will and takes over the workshop.
e2-3: The weavers find the old pattern and win the order of the temple.
e4: She marries the carpenter on the night of the festival.
F I loved the music in this one.
P A tax clerk inherits a workshop that makes lanterns.
¶
L2 The old pattern turns up behind the stove.
H The last hour is not what I hoped for.
¶
¶
E They marry in the end.
F The acting is superb.
"""

ICE = """\
# review
title: Thin Ice Radio (2019-2020) | film | real
voice: two-line note
synopsis: A night announcer on a frozen lake takes a call.
F Great sound!
F Great sound!
L He drowns halfway through.
"""

CORPUS = {"part_a_01": LANTERN + "\n" + ICE, "part_a_02": ICE.replace("Thin", "Thick")}
