"""Cells brought to canonical values."""
