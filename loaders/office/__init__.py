"""Tables as offices make them: finds in a grid of cells the table that a person sees there.

`reading` turns a file into grids, `layout` finds the blocks of a grid, `draft` proposes what their
columns mean, and `tables` gives the rows of a block to the reader that all tables share.
"""
