"""How right the act, the commitment and the links of claims are, against rows marked by hand."""
