"""The citable snapshot: the ledger as it stands, as data packages that load again.

Each source is a data package of its own in `sources/<id>/`, with a table for each kind and type of
relationship, so that what each says stays apart and its licence with it.  `judgements.csv` has what
people and rules decided, `corrections.jsonl` what people corrected by hand.  A `datapackage.json`
above describes all files, with checksums.
"""

FORMAT = 2  # of a package that is written
READ = (1, FORMAT)  # 2 says which files a source was read from
DESCRIPTION = "datapackage.json"
JUDGEMENTS = "judgements.csv"
CORRECTIONS = "corrections.jsonl"
SUMS = "SHA256SUMS"
README = "README.md"
SOURCES = "sources"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
