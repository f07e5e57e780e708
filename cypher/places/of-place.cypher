// title: What belongs to a place: what is in it, comes from it, or is done by those in it
// title_zh: 属于某地的：位于、来自该地，或由当地主体参与的
// param place: Place — the place, with all below it
// param_zh place: 地点，含其下辖
// returns name, kind, id
// view: table
// An actor belongs to where it is, to where an enclave comes from, and to the place that built it; a
// tenant to where its host does.
// What is nowhere (a project, agreement, event, programme, system or achievement) belongs where
// those are that have to do with it.
MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(p:Place)
WITH collect(DISTINCT p) AS inside
UNWIND inside AS p
OPTIONAL MATCH (a:Actor)-[:TENANT_OF*0..1]->(:Actor)-[:LOCATED_IN|HOST|ORIGIN|BUILT_BY]->(p)
WITH inside, collect(DISTINCT a) AS actors
UNWIND inside + actors AS there
OPTIONAL MATCH (there)-[]-(x:Project|Agreement|Event|Programme|System|Achievement)
WITH inside, actors, collect(DISTINCT x) AS more
UNWIND inside + actors + more AS n
RETURN DISTINCT n.name AS name, n.kind AS kind, n.id AS id
ORDER BY kind, name, id
LIMIT $limit
