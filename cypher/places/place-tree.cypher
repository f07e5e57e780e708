// title: Places with their level, coordinates and number of actors
// title_zh: 地点：层级、坐标与主体数
// param place: Place = "*" — this place and all below it
// param_zh place: 此地及其下辖
// param level: place_level = "*" — only this level
// param_zh level: 只看此层级
// returns place, level, part_of, longitude, latitude, actors, place_id, part_of_ids
// view: map(place_id)
// `actors` counts those said to be in the place itself.
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS inside
MATCH (p:Place)
WHERE ($place = "*" OR p IN inside) AND ($level = "*" OR p.level = $level)
RETURN p.name AS place, p.level AS level,
       COLLECT { MATCH (p)-[:PART_OF]->(u:Place) RETURN u.name ORDER BY u.id } AS part_of,
       p.longitude AS longitude, p.latitude AS latitude,
       COUNT { (p)<-[:LOCATED_IN|HOST]-(:Actor) } AS actors, p.id AS place_id,
       COLLECT { MATCH (p)-[:PART_OF]->(u:Place) RETURN u.id ORDER BY u.id } AS part_of_ids
ORDER BY place_id
LIMIT $limit
