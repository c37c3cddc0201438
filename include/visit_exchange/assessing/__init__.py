"""One assessment of a file: what it is, what is wrong with it, and what of it may go on.

Pure: everything that must be known is gathered before, and everything that follows is done after.
The pipeline and the desk call the same ``assess``, so they cannot disagree.
"""
