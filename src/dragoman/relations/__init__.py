"""The state of every relationship: deeds fold into moves, moves into what stood on any date."""
