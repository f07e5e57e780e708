// title: Where some nodes are
// title_zh: 若干节点在何地
// param ids: text — their ids, one a line
// param_zh ids: 编号，一行一个
// returns id, place, place_id
// view: table
// A place is where it is itself; of what is said to be nowhere there is no row.
UNWIND split($ids, "\n") AS id
MATCH (a:Achievement|Actor|Agreement|Event|Indicator|Industry|Person|Place|Programme|Project|System {id: id})
MATCH (a)-[:LOCATED_IN|HOST*0..1]->(p:Place)
WHERE a.id <> p.id OR a.kind = "Place"
RETURN DISTINCT a.id AS id, p.name AS place, p.id AS place_id
ORDER BY id, place_id
LIMIT $limit
