// title: Which sources name some nodes
// title_zh: 若干节点出自哪些来源
// param ids: text — their ids, one a line
// param_zh ids: 编号，一行一个
// returns id, sources
// view: table
UNWIND split($ids, "\n") AS id
MATCH (a:Achievement|Actor|Agreement|Event|Indicator|Industry|Person|Place|Programme|Project|System {id: id})
RETURN DISTINCT a.id AS id, coalesce(a.sources, []) AS sources
ORDER BY id
LIMIT $limit
