"""A kind of visit, as data: the door to its model and to the files that hold it."""

from visit_exchange.kinds.asked_for import Item
from visit_exchange.kinds.framework import Framework
from visit_exchange.kinds.loading import framework_ids, load_framework
from visit_exchange.kinds.rules.choosing_rules import TrackingItem

__all__ = ["Framework", "Item", "TrackingItem", "framework_ids", "load_framework"]
