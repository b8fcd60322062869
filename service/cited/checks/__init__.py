"""What a sentence must share with the paragraphs it cites, one matter a module. Pure, and without a model."""
