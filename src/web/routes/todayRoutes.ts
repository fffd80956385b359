// Who is away this morning and nobody has said why? The list the attendance officer works down.
import { Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import type { AppEnv } from '../appEnv.ts'
import { namedEntries } from '../forms/absencesSeen.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { childrenToday } from '../pages/todayChildren.ts'
import { todayPage } from '../pages/todayPage.ts'
import { listKeyOf } from '../pages/todayWords.ts'

export const todayRoutes = new Hono<AppEnv>().get('/today', requires('see-absences'), async (c) => {
  const house = c.get('house')
  const { person } = c.get('signedIn')!
  const { list, page, row, done, undone } = c.req.query()
  const asked = {
    list: listKeyOf(list),
    page,
    row,
    done: namedEntries((done ?? '').split(',')),
    isUndone: undone === 'yes',
  }
  const { model, pupilIds } = todayPage(await childrenToday(house, person), person, c.get('paths'), asked)
  await recordRead(house, person, 'today', pupilIds)
  return showPage(c, 'pages/today.njk', model)
})
