"""Figures of several reports side by side: which figure stands in a cell, and what the rows say. Pure."""
