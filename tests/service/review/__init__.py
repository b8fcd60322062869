"""Tests of the checks on a report, a file a rule."""
