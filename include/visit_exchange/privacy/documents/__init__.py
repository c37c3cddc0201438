"""Documents that travel: rebuilt from what is known of their format, every string of it searched.

What is published is only what was read: a part, an object or an attribute that no vocabulary here
names does not travel.
"""
