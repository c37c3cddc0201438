"""A kind of visit, as data: the door to its model and to the files that hold it."""

from visit_exchange.visits.asked_for import Item
from visit_exchange.visits.framework_file import framework_ids, load_framework
from visit_exchange.visits.framework_model import Framework
from visit_exchange.visits.tracking_rules import TrackingItem

__all__ = ["Framework", "Item", "TrackingItem", "framework_ids", "load_framework"]
