// title: Everything that has a name
// title_zh: 全部有名称的节点
// returns id, kind, name, other_names, identifiers, status, disputed, statements
// view: table
// What the finder knows. `identifiers` are by those properties that the model declares as such;
// `disputed` are the properties on which sources disagree.
MATCH (n)
WHERE n.name IS NOT NULL AND n.kind IS NOT NULL AND NOT n:Source
RETURN n.id AS id, n.kind AS kind, n.name AS name,
       coalesce(n.aliases, []) + CASE WHEN n.name_en IS NULL THEN [] ELSE [n.name_en] END AS other_names,
       [code IN [n.uscc, n.ror, n.cordis, n.orcid, n.adcode, n.geonames] WHERE code IS NOT NULL] AS identifiers,
       n.status AS status, coalesce(n.disputed, []) AS disputed, n.n AS statements
ORDER BY id
LIMIT $limit
