"""A whole pack, made in memory: its files by name, searched before anyone may see them."""

from collections.abc import Iterator, Mapping

from visit_exchange.errors import UserError
from visit_exchange.packs.contents import PackContents, PackDocument
from visit_exchange.packs.manifest import document_file, manifest_file, manifest_json, manifest_of
from visit_exchange.packs.naming import document_names, shared_name, workbook_name
from visit_exchange.packs.shared_numbers import has_shared_numbers, shared_workbook
from visit_exchange.packs.sheets.workbook import pack_workbook
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, Hit
from visit_exchange.privacy.documents.document_work import hits_in, hits_in_ours, stripped
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.visits.places.names import MANIFEST


class PackRefused(UserError):
    """The pack holds what identifies a child; nothing of it was published."""


def build_pack(contents: PackContents) -> dict[str, bytes]:
    """Return the files of the pack by name, the manifest last. The same contents, the same bytes.

    Documents are cleaned of their metadata here too: CannotBeCleaned when that is not possible.
    """
    files = {}
    listed = []
    if contents.lists:
        name = workbook_name(contents.visit)
        files[name] = pack_workbook(contents)
        sent = (upload for each in contents.lists for upload in each.uploads or (each.upload,))
        uploads = tuple(dict.fromkeys(sent))
        items = tuple(each.spec.id for each in contents.lists)
        listed.append(manifest_file(name, files[name], uploads, items))
        if has_shared_numbers(contents):
            name = shared_name(contents.visit)
            files[name] = shared_workbook(contents)
            listed.append(manifest_file(name, files[name], uploads, items))
    for name, document in document_names(contents.framework, contents.documents).items():
        files[name] = stripped(document.kind, document.content)
        listed.append(document_file(name, document, files[name]))
    files[MANIFEST] = manifest_json(manifest_of(contents, tuple(listed)))
    return files


def check_pack(
    files: Mapping[str, bytes],
    contents: PackContents,
    references: frozenset[str],
    *,
    names: frozenset[str] | KnownNames = frozenset(),
) -> None:
    """Raise PackRefused, with files, kinds and counts, if a stranger could tell who a child is.

    What a person has let through in a document is no reason, more than that is.
    """
    documents = document_names(contents.framework, contents.documents)
    hits = [
        hit
        for hit in _hits(files, frozenset(documents), references, names)
        if hit.count > _released(documents, hit)
    ]
    if hits:
        lines = "\n".join(f"  {hit.file}: {hit.kind}, {hit.count}" for hit in hits)
        raise PackRefused(
            f"Version {contents.version} of the pack was not published. "
            f"It holds what may identify a child:\n{lines}\n"
            "Ask the authority for the file without it."
        )


def _hits(
    files: Mapping[str, bytes],
    documents: frozenset[str],
    references: frozenset[str],
    names: frozenset[str] | KnownNames,
) -> Iterator[Hit]:
    """Yield what the gate finds, in the limited child: what is in a file came from uploads."""
    for name in (name for name in files if name not in documents):
        yield from hits_in_ours(name, files[name], references, names)
    for name in sorted(documents & files.keys()):
        hits = hits_in(name, files[name], references, names)
        yield from (Hit(name, CANNOT_BE_SEARCHED, 1),) if hits is None else hits


def _released(documents: Mapping[str, PackDocument], hit: Hit) -> int:
    document = documents.get(hit.file)
    return document.released.get(hit.kind, 0) if document else 0
