// title: Events in or of a place, with their organisers
// title_zh: 某地举办或参与的活动及主办方
// param place: Place = "*" — where it is, or an organiser or participant is; with all below it
// param_zh place: 活动所在地，或举办、参与方所在地（含下辖）
// param form: event_form = "*" — only this form
// param_zh form: 只看此类
// returns event, form, edition, status, since, places, organisers, participants, sources, event_id
// view: table
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS inside
MATCH (e:Event)
WHERE ($form = "*" OR e.form = $form)
  AND ($place = "*"
    OR EXISTS { MATCH (e)-[:LOCATED_IN]->(p:Place) WHERE p IN inside }
    OR EXISTS { MATCH (e)<-[:ORGANISES|PARTICIPATES_IN]-(x)-[:LOCATED_IN|HOST*0..1]->(p:Place) WHERE p IN inside })
RETURN e.name AS event, e.form AS form, e.edition AS edition, e.status AS status, e.since AS since,
       COLLECT { MATCH (e)-[:LOCATED_IN]->(p:Place) RETURN p.name ORDER BY p.name, p.id } AS places,
       COLLECT { MATCH (e)<-[:ORGANISES]-(x) RETURN DISTINCT x.name ORDER BY x.name } AS organisers,
       COLLECT { MATCH (e)<-[:PARTICIPATES_IN]-(x) RETURN DISTINCT x.name ORDER BY x.name } AS participants,
       e.sources AS sources, e.id AS event_id
ORDER BY event, event_id
LIMIT $limit
