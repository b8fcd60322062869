"""Ways to make a true claim wrong. Each takes a claim and yields texts that its paragraphs don't hold; pure.

They read figures and names with patterns of their own, so as not to share the blind spots of the checks they test.
"""
