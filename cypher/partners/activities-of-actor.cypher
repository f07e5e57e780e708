// title: Agreements, events, projects and programmes of an actor
// title_zh: 某主体参与的协议、活动、项目与计划
// param actor: Actor|Place|Person — the actor, place or person
// param_zh actor: 主体、地点或人员
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns activity, kind, relationship, role, status, since, others, sources, activity_id
// view: table
MATCH (a:Actor|Place|Person {id: $actor})
      -[r:PARTY_TO|ORGANISES|PARTICIPATES_IN|IMPLEMENTS|LISTED_IN|ACHIEVES]->
      (x:Agreement|Event|Project|Programme|Achievement)
WHERE $status = "*" OR r.status = $status
RETURN x.name AS activity, x.kind AS kind, type(r) AS relationship, r.role AS role,
       r.status AS status, r.since AS since,
       COUNT { MATCH (x)<-[:PARTY_TO|ORGANISES|PARTICIPATES_IN|IMPLEMENTS|LISTED_IN|ACHIEVES]-(o) WHERE o.id <> a.id RETURN DISTINCT o.id } AS others,
       r.sources AS sources, x.id AS activity_id
ORDER BY kind, activity, activity_id, relationship, role
LIMIT $limit
