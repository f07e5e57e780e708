"""What pages share: data with its caches, finder, card, picture, map, matrix, table."""
