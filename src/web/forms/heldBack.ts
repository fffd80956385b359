// Which deliveries does a person release or refuse, and why? As the page that they saw named them.
import type { ParkedNamed } from '../../storage/parkedStore.ts'
import { lineOf, type SentBody } from './caseForm.ts'

/** What was sent, or null when it names nothing that a page here could have named. */
export function readParked(body: SentBody): { readonly parked: ParkedNamed; readonly reason: string } | null {
  const [schoolUrn, because, newest] = ['school', 'because', 'newest'].map((name) => lineOf(body, name))
  if (!/^\d{6}$/.test(schoolUrn!) || because === '' || !/^\d{1,15}$/.test(newest!)) return null
  return {
    parked: { schoolUrn: schoolUrn!, because: because!, newestId: Number(newest) },
    reason: lineOf(body, 'reason'),
  }
}
