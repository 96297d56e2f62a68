"""Writes the recording of the shop's cluster. Only needed to change the sample."""
