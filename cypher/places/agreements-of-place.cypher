// title: Agreements of a place, with their parties
// title_zh: 某地签订的协议及各方
// param place: Place = "*" — a party, or an actor in it is; with all below it
// param_zh place: 此地（含下辖）或其中主体为签约方
// param form: agreement_form = "*" — only this form
// param_zh form: 只看此类
// returns agreement, form, status, signed, since, parties, concerns, sources, agreement_id
// view: table
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS inside
MATCH (g:Agreement)
WHERE ($form = "*" OR g.form = $form)
  AND ($place = "*" OR EXISTS {
    MATCH (g)<-[:PARTY_TO]-(x)-[:LOCATED_IN|HOST*0..1]->(p:Place) WHERE p IN inside })
RETURN g.name AS agreement, g.form AS form, g.status AS status, toString(g.signed) AS signed, g.since AS since,
       COLLECT { MATCH (g)<-[:PARTY_TO]-(x) RETURN x.name ORDER BY x.name, x.id } AS parties,
       COLLECT { MATCH (g)-[:CONCERNS]->(x) RETURN x.name ORDER BY x.name, x.id } AS concerns,
       g.sources AS sources, g.id AS agreement_id
ORDER BY agreement, agreement_id
LIMIT $limit
