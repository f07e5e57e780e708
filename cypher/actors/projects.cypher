// title: Projects by place, industry and status
// title_zh: 项目（按地点、产业、状态）
// param place: Place = "*" — in this place, with all below it
// param_zh place: 位于此地（含下辖）
// param industry: Industry = "*" — in this industry, with all below it
// param_zh industry: 属此产业（含细分）
// param form: project_form = "*" — only this form
// param_zh form: 只看此类
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns project, form, status, since, places, industries, participants, budget, budget_unit, sources, project_id
// view: table
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS inside
OPTIONAL MATCH (:Industry {id: $industry})<-[:PART_OF*0..4]-(below:Industry)
WITH inside, collect(DISTINCT below) AS wanted
MATCH (r:Project)
WHERE ($form = "*" OR r.form = $form) AND ($status = "*" OR r.status = $status)
  AND ($place = "*" OR EXISTS { MATCH (r)-[:LOCATED_IN]->(p:Place) WHERE p IN inside })
  AND ($industry = "*" OR EXISTS { MATCH (r)-[:OPERATES_IN|CONCERNS]->(i:Industry) WHERE i IN wanted })
RETURN r.name AS project, r.form AS form, r.status AS status, r.since AS since,
       COLLECT { MATCH (r)-[:LOCATED_IN]->(p:Place) RETURN p.name ORDER BY p.name, p.id } AS places,
       COLLECT { MATCH (r)-[:OPERATES_IN|CONCERNS]->(i:Industry) RETURN DISTINCT i.name ORDER BY i.name } AS industries,
       COLLECT { MATCH (r)<-[:PARTICIPATES_IN]-(x) RETURN DISTINCT x.name ORDER BY x.name } AS participants,
       r.budget AS budget, r.budget_unit AS budget_unit, r.sources AS sources, r.id AS project_id
ORDER BY project, project_id
LIMIT $limit
