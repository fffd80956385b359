// Who is away this morning and nobody has said why? The list the attendance officer works down.
import { Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { scopeOf } from '../../cases/roles.ts'
import { listMarksToSend } from '../../storage/writeBackStore.ts'
import { listCodesOutlived } from '../../storage/writeBackUndone.ts'
import type { AppEnv } from '../appEnv.ts'
import { namedEntries } from '../forms/absencesSeen.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { rollSavedWords } from '../pages/rollForms.ts'
import { childrenToday } from '../pages/todayChildren.ts'
import { todayPage } from '../pages/todayPage.ts'
import { listKeyOf } from '../pages/todayWords.ts'

export const todayRoutes = new Hono<AppEnv>().get('/today', requires('see-absences'), async (c) => {
  const house = c.get('house')
  const { person } = c.get('signedIn')!
  const { list, page, row, done, undone, saved } = c.req.query()
  const asked = {
    list: listKeyOf(list),
    page,
    row,
    done: namedEntries((done ?? '').split(',')),
    isUndone: undone === 'yes',
    saved: rollSavedWords.get(saved ?? '') ?? null,
  }
  // Two reads more, on the one list where marks are changed and after an undoing, and only where codes could be sent at all.
  const sends = asked.list === 'reason-given' && house.askVendor !== null
  const tells = sends || (asked.isUndone && house.askVendor !== null)
  const scope = scopeOf(person, 'send-codes')
  const [facts, marksToSend, outlived] = await Promise.all([
    childrenToday(house, person),
    sends ? listMarksToSend(house.database, scope) : [],
    tells ? listCodesOutlived(house.database, scope) : [],
  ])
  const { model, pupilIds } = todayPage(facts, person, c.get('paths'), asked, { marksToSend, outlived })
  await recordRead(house, person, 'today', pupilIds)
  return showPage(c, 'pages/today.njk', model)
})
