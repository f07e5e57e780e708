// title: Ranks: who stands where among whom
// title_zh: 名次
// param scope: Place|Actor|Programme|Industry|Event|Project|System|Agreement = "*" — only of this one
// param_zh scope: 只看此范围
// param year: year = "*" — only this year
// param_zh year: 只看此年
// returns scope, indicator, comparator, rank, among, year, period, status, sources, scope_id, indicator_id, observation_id
// view: table
MATCH (d:Indicator)<-[:OF]-(o:Observation {measure: "rank"})
WHERE $year = "*" OR o.year = $year
OPTIONAL MATCH (o)-[:SCOPE]->(s)
WITH d, o, s
WHERE $scope = "*" OR s.id = $scope
RETURN s.name AS scope, d.name AS indicator, o.comparator AS comparator, o.value AS rank,
       COLLECT { MATCH (o)-[:AMONG]->(x) RETURN x.name ORDER BY x.name } AS among,
       o.year AS year, o.period AS period, o.status AS status, o.sources AS sources,
       s.id AS scope_id, d.id AS indicator_id, o.id AS observation_id
ORDER BY scope, scope_id, indicator, year, period, rank, observation_id
LIMIT $limit
