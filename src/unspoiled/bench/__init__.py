"""Measures the product against labelled text and requests, with intervals.

In reading order; first what all of it shares and the judge:

corpus           labelled reviews, one sentence a line
statistics       shares, curves and agreement with their intervals
cases            labelled text of every source as reviews with spans
figures          a figure, what is wanted of it, the report
judging          cases through the judge and the gate; all that is known of the judge here
measures         judged sentences -> figures
baselines        simple judges to compare with
gate             the yardsticks, one after another
picture          a report's curves, drawn

then finding:

rank_measures    a ranking against what is right -> figures of one request
yardstick        the project's own requests for dramas, and their grades
tasks            requests with what is right for each, from files that others made
collection       titles and reviews -> the texts that simple rankers look in
vectors          vectors of many texts, kept in a folder
rankers          simple rankers to compare with
product          all that is known of the product here
contest          rankers meet tasks -> figures
library          the libraries that finding is measured on, built once
finding          the sets, one after another
finding_picture  a report's bars, drawn
pooling          rankings -> candidates for grading, blind

and asking:

parsing          parsed requests against labelled phrasings, slot by slot
parsed           labelled phrasings -> how much of them is understood
keeping          requests with hard limits -> does every pick keep them
combining        texts of requests -> many others, made of their parts
asking_speed     how long a warm answer takes

Nothing of it is needed to answer a viewer. What goes beyond reading the corpus needs
the extra `unspoiled[bench]`.
"""
