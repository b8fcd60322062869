"""Report files in, ranked paragraphs out. Knows nothing of questions, answers or HTTP."""
