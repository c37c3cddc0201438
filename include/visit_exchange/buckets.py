"""The four places where objects lie, by what they are for."""

from enum import StrEnum


class Bucket(StrEnum):
    """What a bucket is for; its name in the store is a setting."""

    UPLOADS = "uploads"  # an authority adds to its own prefix and can do nothing else
    REPLIES = "replies"  # an authority reads its own prefix
    STAGING = "staging"  # the pipeline's own: accepted, pseudonymised content
    PACKS = "packs"  # inspectors read the packs of their visits
