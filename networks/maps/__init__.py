"""Maps as plain numbers for SVG, drawn on the server.

shapes.py reads the outlines that tools/build_maps.py has made, projections.py brings a place on the
earth to one on the drawing, places.py says where organisations may be shown, knots.py which maps there are
and with which dots, spreading.py moves those apart, map_labels.py finds room for names, and drawing.py
puts all of it together.
"""
