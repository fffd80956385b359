// What do the forms about an absence share? How large they may be, and where they lead back to.

import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { EntryMade } from '../../actions/addToAbsences.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { entryKey } from '../../cases/attempts.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { listAbsencesToChange } from '../../storage/todayStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'
import { type AbsenceOnForm, absencesOnForm } from '../pages/todayAbsences.ts'
import { listKeyOf, statusOf } from '../pages/todayWords.ts'

/** More than anybody types: 413. */
export const formsAboutAbsences = bodyLimit({
  maxSize: 100 * 1024,
  onError: (c) =>
    showPage(
      c,
      'pages/refused.njk',
      { title: 'This could not be done', sentence: 'What you sent is too long for this form.' },
      413,
    ),
})

/** Back to the row of the list it came from, which shows what was written. `caseId` is one that was looked up, never as an address says it. */
export function backToRow(c: Context<AppEnv>, list: string, caseId: string, done: readonly EntryMade[]): Response {
  const paths = c.get('paths')
  const key = listKeyOf(list)
  if (done.length === 0) return c.redirect(paths.todayRow(key, caseId), 303)
  return c.redirect(`${paths.today(key)}&done=${done.map(entryKey).join(',')}#row-${caseId}`, 303)
}

/** Back to the row after something of it was undone, and saying so. */
export function backToUndone(c: Context<AppEnv>, list: string, caseId: string): Response {
  const key = listKeyOf(list)
  return c.redirect(`${c.get('paths').today(key)}&row=${caseId}&undone=yes#row-${caseId}`, 303)
}

/** Whether the absence in the address is one this person may log for, and one that the form speaks about. Asked before anything is written. */
export async function isOfForm(c: Context<AppEnv>, caseId: string, onForm: readonly string[]): Promise<boolean> {
  if (!onForm.includes(caseId)) return false
  const scope = scopeOf(c.get('signedIn')!.person, 'log-contact')
  return (await listAbsencesToChange(c.get('house').database, scope, [caseId])).length === 1
}

/** The absences of a form, after the look at them was logged; null when one is not there for this person. */
export async function openAbsences(
  c: Context<AppEnv>,
  caseIds: readonly string[],
  page: string,
): Promise<AbsenceOnForm[] | null> {
  const { person } = c.get('signedIn')!
  const absences = await absencesOnForm(c.get('house'), person, caseIds)
  if (absences)
    await recordRead(
      c.get('house'),
      person,
      page,
      absences.map(({ pupil }) => pupil.id),
    )
  return absences
}

/** A page that only says why not. */
export function showRefusal(c: Context<AppEnv>, refusal: Refusal): Response {
  return showPage(
    c,
    'pages/refused.njk',
    { title: 'This could not be done', sentence: refusals[refusal] },
    statusOf(refusal),
  )
}
