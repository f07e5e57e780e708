// title: Links to places outside a region
// title_zh: 与区域以外的联系
// param within: Place — the region
// param_zh within: 区域
// param place: Place = "*" — only links of this place in it, with all below it
// param_zh place: 只看其中此地（含下辖）的联系
// returns inside, relationship, outside, outside_kind, outside_places, forms, statuses, since, sources, inside_id, outside_id
// view: network(inside, outside)
MATCH (q:Place)
WHERE NOT EXISTS { (q)-[:PART_OF*0..5]->(:Place {id: $within}) }
MATCH (q)<-[:LOCATED_IN|HOST*0..1]-(y:Actor|Place)
WITH y, q ORDER BY q.name, q.id
WITH y, collect(DISTINCT q.name) AS outside_places
MATCH (y)-[r:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]-(x:Actor|Place)
WHERE EXISTS { (x)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $within}) }
  AND ($place = "*" OR EXISTS {
    (x)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $place}) })
RETURN x.name AS inside, type(r) AS relationship, y.name AS outside, y.kind AS outside_kind,
       outside_places, r.forms AS forms, coalesce(r.statuses, [r.status]) AS statuses,
       coalesce(r.since, r.first) AS since, r.sources AS sources,
       x.id AS inside_id, y.id AS outside_id
ORDER BY relationship, inside, inside_id, outside, outside_id
LIMIT $limit
