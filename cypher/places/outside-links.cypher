// title: Links to places outside a region
// title_zh: 与区域以外的联系
// param within: Place — the region
// param_zh within: 区域
// param place: Place = "*" — only links of this place in it, with all below it
// param_zh place: 只看其中此地（含下辖）的联系
// returns inside, relationship, outside, outside_kind, outside_places, forms, statuses, since, sources, inside_id, outside_id
// view: network(inside, outside)
MATCH (:Place {id: $within})<-[:PART_OF*0..5]-(w:Place)
WITH collect(DISTINCT w) AS region
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(w:Place)
WITH region, collect(DISTINCT w) AS wanted
UNWIND region AS p
WITH region, wanted, p
WHERE $place = "*" OR p IN wanted
MATCH (p)<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
WITH DISTINCT region, x
MATCH (x)-[r:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]-(y:Actor|Place)
MATCH (y)-[:LOCATED_IN|HOST*0..1]->(q:Place)
WHERE NOT q IN region
WITH x, r, y, q ORDER BY q.name, q.id
WITH x, r, y, collect(DISTINCT q.name) AS outside_places
RETURN x.name AS inside, type(r) AS relationship, y.name AS outside, y.kind AS outside_kind,
       outside_places, r.forms AS forms, coalesce(r.statuses, [r.status]) AS statuses,
       coalesce(r.since, r.first) AS since, r.sources AS sources,
       x.id AS inside_id, y.id AS outside_id
ORDER BY relationship, inside, inside_id, outside, outside_id
LIMIT $limit
