// Which year groups are on a school's roll? Read only where its calendar closes days for some of them: elsewhere nobody asks.
import { piece } from './database.ts'
import { isKnown } from './knownPupils.ts'

/** A column: the year groups on the roll of the school `s` of the query on a date, as a JSON list; null in it for children whose year group is not known. */
export function yearGroupsColumn(on: string) {
  return piece`CASE WHEN EXISTS (SELECT 1 FROM calendars y WHERE y.school_urn = s.urn AND y.closed LIKE '%"yearGroups":["%')
    THEN (SELECT json_group_array(DISTINCT p.year_group) FROM pupils p WHERE p.school_urn = s.urn AND ${isKnown('p')} AND (p.left_on IS NULL OR p.left_on >= ${on}))
    ELSE '[]' END AS "yearGroups"`
}
