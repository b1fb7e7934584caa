"""The wire's own things: sources, what was seen at them, stories with their versions."""

from congtin.wire.models.bands import ArticleBand, ItemBand
from congtin.wire.models.items import WireItem
from congtin.wire.models.sightings import Sighting, Version
from congtin.wire.models.sources import WireSource

__all__ = ["ArticleBand", "ItemBand", "Sighting", "Version", "WireItem", "WireSource"]
