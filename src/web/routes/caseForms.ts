// What do the pages of a case share? The case is looked up for this person, the look is on record, refusals keep what was typed.
import type { Context } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { type CaseNow, caseNow, marksSince } from '../../cases/caseNow.ts'
import type { Contact } from '../../cases/pupil.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { type Permission, scopeOf } from '../../cases/roles.ts'
import { findCaseFile } from '../../storage/caseFileStore.ts'
import { listContacts } from '../../storage/pupilStore.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import { showPage } from '../page.ts'
import { type CaseForm, caseFormPage } from '../pages/caseForm.ts'
import { seenCase } from '../pages/sightOfCase.ts'

/** A case as one person may read it: what gives somebody restricted away is hidden in every text. */
export interface CaseOpened extends CaseNow {
  /** All on the child's record, restricted ones too, so that a page can tell who is; what is shown of them is for the page to ask. */
  readonly contacts: readonly Contact[]
}

/** The case in the address, after the look at it was logged; null when it is not there for this person with this permission. */
export async function openCase(
  c: Context<AppEnv>,
  permission: Permission,
  page: string,
  id = c.req.param('id') ?? '',
): Promise<CaseOpened | null> {
  const house = c.get('house')
  const { person } = c.get('signedIn')!
  const now = house.clock.now()
  const scope = scopeOf(person, permission)
  const file = await findCaseFile(house.database, scope, id, marksSince(now))
  if (!file) return null
  const contacts = await listContacts(house.database, scope, [file.kept.pupil.id])
  await recordRead(house, person, page, [file.kept.pupil.id])
  return { ...seenCase(caseNow(file.kept, now), person, contacts), contacts }
}

export interface Refused {
  readonly errors?: readonly FormError[]
  readonly refusal?: Refusal | null
  /** The version that the writer of a form with errors, or of a refused one, had seen. */
  readonly seenVersion?: number | null
}

/** A form about a case: 200 when it is opened, 422 with errors, 409 when the case moved on, with what was typed. */
export function showCaseForm(c: Context<AppEnv>, now: CaseNow, form: CaseForm, refused: Refused = {}): Response {
  const { errors = [], refusal = null, seenVersion = null } = refused
  const around = {
    paths: c.get('paths'),
    errors,
    refusal: refusal && refusals[refusal],
    seenVersion,
    isOvertaken: refusal === 'changed-meanwhile',
  }
  const status = refusal ? statusOfRefusal(refusal) : errors.length > 0 ? 422 : 200
  return showPage(c, 'pages/caseForm.njk', caseFormPage(now, form, around), status)
}

/** Back to the case, which says what was saved. `saved` is a word of `savedWords` in pages/caseSaved.ts; `part` an id on the page. */
export function backToCase(c: Context<AppEnv>, id: string, saved: string, part = ''): Response {
  return c.redirect(`${c.get('paths').case(id)}?saved=${saved}${part && `#${part}`}`, 303)
}

/** The status of a page that says why not. */
export function statusOfRefusal(refusal: Refusal): 403 | 409 | 422 {
  if (refusal === 'role-lost') return 403
  return movedOn.has(refusal) ? 409 : 422
}

const movedOn: ReadonlySet<Refusal> = new Set<Refusal>([
  'changed-meanwhile',
  'absence-over',
  'nothing-to-withdraw',
  'case-closed',
  'case-open-already',
  'case-not-open',
  'entry-not-found',
  'signed-already',
  'run-not-there',
  'removed-already',
  'found-already',
  'other-case-open',
  'opening-stands',
  'removal-stands',
  'answered-already',
  'return-sent-already',
])
