"""Maps drawn on the server: where organisations are, without a tile, a script or another host."""
