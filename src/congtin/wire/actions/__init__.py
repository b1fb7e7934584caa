"""Changing the wire: visits to sources, what they bring, and what the newsroom decides on it."""

from congtin.wire.actions.changing import decline_change, take_change
from congtin.wire.actions.deciding import (
    accept_item,
    ignore_item,
    join_article,
    merge_items,
    postpone_item,
    restore_item,
)
from congtin.wire.actions.filing import fail_sighting, file_content, index_article, note_unchanged
from congtin.wire.actions.visiting import (
    fail_visit,
    finish_visit,
    hold_lease,
    lease_source,
    record_entries,
    request_visit,
)

__all__ = [
    "accept_item",
    "decline_change",
    "fail_sighting",
    "fail_visit",
    "file_content",
    "finish_visit",
    "hold_lease",
    "ignore_item",
    "index_article",
    "join_article",
    "lease_source",
    "merge_items",
    "note_unchanged",
    "postpone_item",
    "record_entries",
    "request_visit",
    "restore_item",
    "take_change",
]
