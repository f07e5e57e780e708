// title: Partners of an actor
// title_zh: 某主体的合作伙伴
// param actor: Actor|Place — the actor or place whose partners are asked for
// param_zh actor: 查询其伙伴的主体或地点
// param form: partner_form = "*" — only pairs that meet in this form
// param_zh form: 只看以此形式合作的
// param status: status = "*" — only pairs with something of this status
// param_zh status: 只看有此状态的
// param since: year = "*" — only pairs with something in this year or later
// param_zh since: 只看此年及以后仍有合作的
// returns actor, partner, kind, places, forms, statuses, first, last, cooperations, sources, actor_id, partner_id
// view: network(actor, partner)
MATCH (a:Actor|Place {id: $actor})-[r:PARTNER_OF]-(b:Actor|Place)
WHERE ($form = "*" OR $form IN r.forms)
  AND ($status = "*" OR $status IN r.statuses)
  AND ($since = "*" OR r.last >= $since)
RETURN a.name AS actor, b.name AS partner, b.kind AS kind,
       COLLECT { MATCH (b)-[:LOCATED_IN|HOST]->(p:Place) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       r.forms AS forms, r.statuses AS statuses, r.first AS first, r.last AS last,
       r.n AS cooperations, r.sources AS sources, a.id AS actor_id, b.id AS partner_id
ORDER BY cooperations DESC, partner, partner_id
LIMIT $limit
