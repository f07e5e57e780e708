"""The graph in the words of the web of data: W3C ORG, PROV, Data Cube, SKOS, schema.org, SHACL.

`words` turns what the model declares into IRIs and literals, `blocks` turns the ledger into
triples, a subject at a time; `vocabulary` and `shapes` follow from the model alone.  `turtle` and
`jsonld` write.

A statement is an `rdf:Statement` with its subject, predicate and object, and with its source,
status, years and places.  This is the one way that says all of it in plain Turtle and in JSON-LD
alike, for properties and relationships in the same manner, and that any tool can read: named graphs
need TriG and have no room for the place within a source, n-ary nodes differ with every
relationship, and RDF-star is not yet read everywhere.  What is the case is said in plain triples
beside it.
"""
