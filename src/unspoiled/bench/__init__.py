"""Measures the product against labelled text, with intervals.

Read `corpus` (labelled reviews), then `statistics` (shares and curves with their
intervals). Nothing of it is needed to answer a viewer; what goes beyond reading the
corpus needs the extra `unspoiled[bench]`.
"""
