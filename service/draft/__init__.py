"""Next year's report from this year's: what stands is carried over, what is not known yet is left open. Pure."""
