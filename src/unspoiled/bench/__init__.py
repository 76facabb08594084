"""Measures the product against labelled text, with intervals. In reading order:

corpus      labelled reviews, one sentence a line
parsing     parsed requests against labelled phrasings, slot by slot
statistics  shares, curves and agreement with their intervals
cases       labelled text of every source as reviews with spans
figures     a figure, what is wanted of it, the report
judging     cases through the judge and the gate; all that is known of the judge here
measures    judged sentences -> figures
baselines   simple judges to compare with
gate        the yardsticks, one after another
picture     a report's curves, drawn

Nothing of it is needed to answer a viewer. What goes beyond reading the corpus needs
the extra `unspoiled[bench]`.
"""
