// title: Figures by scope, indicator and year
// title_zh: 指标数值（按范围、指标、年份）
// param scope: Place|Actor|Programme|Industry|Event|Project|System|Agreement = "*" — of this one; of a place, with all below it
// param_zh scope: 范围；地点含其下辖
// param indicator: Indicator = "*" — only this indicator, with its parts
// param_zh indicator: 只看此指标及其分项
// param year: year = "*" — only this year
// param_zh year: 只看此年
// param measure: measure = "*" — only this measure
// param_zh measure: 只看此计量方式
// returns indicator, scope, year, period, measure, comparator, value, unit, status, among, sources, indicator_id, scope_id, observation_id
// view: table
OPTIONAL MATCH (:Place {id: $scope})<-[:PART_OF*0..5]-(p:Place)
WITH collect(DISTINCT p.id) AS inside
OPTIONAL MATCH (:Indicator {id: $indicator})<-[:PART_OF*0..4]-(i:Indicator)
WITH inside, collect(DISTINCT i.id) AS wanted
MATCH (d:Indicator)<-[:OF]-(o:Observation)
WHERE ($indicator = "*" OR d.id IN wanted) AND ($year = "*" OR o.year = $year)
  AND ($measure = "*" OR o.measure = $measure)
OPTIONAL MATCH (o)-[:SCOPE]->(s)
WITH d, o, s, inside
WHERE $scope = "*" OR s.id = $scope OR s.id IN inside
RETURN d.name AS indicator, s.name AS scope, o.year AS year, o.period AS period,
       o.measure AS measure,
       o.comparator AS comparator, o.value AS value, o.unit AS unit, o.status AS status,
       COLLECT { MATCH (o)-[:AMONG]->(x) RETURN x.name ORDER BY x.name } AS among,
       o.sources AS sources, d.id AS indicator_id, s.id AS scope_id, o.id AS observation_id
ORDER BY indicator, scope, year, period, measure, observation_id, scope_id
LIMIT $limit
