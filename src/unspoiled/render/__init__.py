"""Answers, titles and reviews put into a form: JSON values, or lines for a terminal."""
