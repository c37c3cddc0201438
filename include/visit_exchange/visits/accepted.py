"""The newest accepted version of each item, by sender: what packs and lateness are made of."""

from functools import cached_property

from visit_exchange.visits.uploads.submission import ACCEPTED, Submission, SubmittedItem

Version = tuple[Submission, SubmittedItem]
Accepted = dict[str, Version]


class WithUploads:
    """Whatever knows the uploads of a visit."""

    submissions: tuple[Submission, ...]

    def accepted_items(self, sender: str = "") -> Accepted:
        """Return, for each item, the sender's newest accepted version by upload time.

        ``sender`` is the id of a partner; empty for the authority.
        """
        newest: Accepted = {}
        for version in self._accepted.get(sender, ()):
            newest.setdefault(version[1].item, version)
        return newest

    def accepted_of_every_sender(self) -> dict[str, Accepted]:
        """Return, for each sender and item, the newest accepted version; the authority's first."""
        return {sender: self.accepted_items(sender) for sender in sorted({"", *self._accepted})}

    def accepted_files(self, sender: str = "") -> dict[str, tuple[Version, ...]]:
        """Return, for each item, the newest accepted version of each file, the newest first.

        Files are told apart by their names.
        """
        files: dict[str, dict[str, Version]] = {}
        for submission, item in self._accepted.get(sender, ()):
            of_item = files.setdefault(item.item, {})
            of_item.setdefault(submission.name_hash, (submission, item))
        return {item: tuple(versions.values()) for item, versions in files.items()}

    @cached_property
    def _accepted(self) -> dict[str, list[Version]]:
        """What was accepted of each sender, the newest first."""
        found: dict[str, list[Version]] = {}
        for submission in sorted(
            self.submissions, key=lambda each: (each.received_at, each.number), reverse=True
        ):
            accepted = [(submission, it) for it in submission.items if it.status in ACCEPTED]
            if accepted:
                found.setdefault(submission.sender, []).extend(accepted)
        return found
