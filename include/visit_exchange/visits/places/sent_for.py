"""Folders that say what an upload was sent for: an item, a list, a selected child."""

import re

# What lies under this folder of a visit's uploads is about its selected children.
TRACKING_FOLDER = "tracking/"
# Below this, in a folder named by an item's number, lie documents for it, whatever they look like.
DOCUMENTS_FOLDER = "documents/"
# Likewise a list that was sent for an item: it is checked by what it holds, and compared with that.
LISTS_FOLDER = "lists/"

# Where a file from an upload page lies: a folder of its own, so that no two have the same key.
_OF_ITS_OWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/")
_FOR_AN_ITEM = re.compile(rf"^{DOCUMENTS_FOLDER}([a-z0-9-]+)/")
_FOR_A_LIST = re.compile(rf"^{LISTS_FOLDER}([a-z0-9-]+)/")
_FOR_A_CHILD = re.compile(rf"^{TRACKING_FOLDER}([a-z0-9-]+)/([a-z0-9-]+)/(?=[^/]+$)")


def item_folder(number: str) -> str:
    """Return the folder of documents for the item of this number: ``documents/2-1/``."""
    return f"{DOCUMENTS_FOLDER}{folder_number(number)}/"


def list_folder(number: str) -> str:
    """Return the folder of files for the list of this number: ``lists/1-2/``."""
    return f"{LISTS_FOLDER}{folder_number(number)}/"


def child_folder(code: str, kind: str) -> str:
    """Return the folder of one kind of document about one child."""
    return f"{TRACKING_FOLDER}{folder_number(code)}/{folder_number(kind)}/"


def folder_number(number: str) -> str:
    """Return an item's number as a folder may be called."""
    return re.sub(r"[^a-z0-9]+", "-", number.casefold())


def item_sent_for(name: str) -> str | None:
    """Return the number (as a folder) of the item that a file was sent for; None if for none."""
    found = _FOR_AN_ITEM.match(name)
    return found[1] if found else None


def list_sent_for(name: str) -> str | None:
    """Return the number (as a folder) of the list that a file was sent for; None if for none."""
    found = _FOR_A_LIST.match(name)
    return found[1] if found else None


def child_sent_for(name: str) -> tuple[str, str] | None:
    """Return child and kind of document (as folders) that a file was sent for; None if for none."""
    found = _FOR_A_CHILD.match(name)
    return (found[1], found[2]) if found else None


def plain_name(name: str) -> str:
    """Return a file's name without the folder that says what it is about."""
    return _FOR_A_LIST.sub("", _FOR_AN_ITEM.sub("", name)).removeprefix(TRACKING_FOLDER)


def sent_name(prefix: str, key: str) -> str:
    """Return what a file below a sender's prefix is called by its sender.

    The folder that a page's file has of its own says nothing to anybody, and its hexadecimal
    digits must not be taken for a child's code.
    """
    return _OF_ITS_OWN.sub("", key.removeprefix(prefix), count=1)
