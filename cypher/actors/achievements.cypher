// title: Awards, patents and results, and who achieved them
// title_zh: 奖项、专利、成果及取得者
// param form: achievement_form = "*" — only this form
// param_zh form: 只看此类
// returns achievement, form, level, status, since, achievers, sources, achievement_id
// view: table
MATCH (c:Achievement)
WHERE $form = "*" OR c.form = $form
RETURN c.name AS achievement, c.form AS form, c.level AS level, c.status AS status, c.since AS since,
       COLLECT { MATCH (c)<-[:ACHIEVES]-(x) RETURN x.name ORDER BY x.name, x.id } AS achievers,
       c.sources AS sources, c.id AS achievement_id
ORDER BY achievement, achievement_id
LIMIT $limit
