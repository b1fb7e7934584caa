"""Administrative units, dated, with parents, predecessors and successors."""
