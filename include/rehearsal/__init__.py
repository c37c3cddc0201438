"""Plays the authority and the inspectors of an invented visit, and judges what was answered."""
