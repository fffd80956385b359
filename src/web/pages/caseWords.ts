// What are the parts of a case called? The words for people who are told, agencies, results and outcomes, in one place.
import type {
  Agency,
  CaseWork,
  CheckResult,
  FoundKind,
  OpenedBecause,
  RiskLevel,
  Side,
  Telling,
} from '../../cases/caseWork.ts'

export const tellingWords: Record<Telling, string> = {
  'social-worker': 'the social worker or youth justice worker',
  'cme-officer': 'the CME officer',
  'education-welfare': 'the Education Welfare Service',
  authority: 'the authority, by referral',
  'old-school': 'the school',
  'new-school': 'the new school',
}

export const agencyWords: Record<Agency, string> = { police: 'the police', 'social-care': 'children’s social care' }

export const checkResultWords: Record<CheckResult, string> = {
  'found-something': 'Something found',
  'nothing-found': 'Done, nothing found',
  asked: 'Asked, waiting for an answer',
  'not-applicable': 'Does not apply',
}

export const foundWords: Record<FoundKind, string> = {
  attending: 'attending this school again',
  'another-school': 'registered at another school',
  'home-educated': 'educated at home, and the education is suitable',
  'home-educated-unsuitable': 'at home, and the education is not suitable',
  abroad: 'living abroad, with proof',
  died: 'the child has died',
  'over-age': 'over compulsory school age',
}

export const openedWords: Record<OpenedBecause, string> = {
  risk: 'because of the risk answers',
  'cme-officer-told': 'because the CME officer was told',
  'school-day': 'by itself',
  'by-hand': 'by hand',
}

export const levelWords: Record<RiskLevel, string> = { low: 'Low', medium: 'Medium', high: 'High' }

/** Whose half of the case, as the page names it. */
export function sideWords(side: Side, schoolName: string, authorityName: string): string {
  return side === 'school' ? schoolName : authorityName
}

/** What happened, in a few words without what anybody said: for lines where there is room for no more. */
export const shortWords: Record<CaseWork['what'], string> = {
  'case-opened': 'the case was opened for the authority',
  'case-allocated': 'the case was allocated',
  'risk-answered': 'the risk questions were answered',
  'referral-made': 'a referral was made',
  'referral-acknowledged': 'a referral was acknowledged',
  'referral-answered': 'a referral was answered',
  told: 'somebody was told',
  'telling-held': 'a message is held until a person has looked',
  'not-reached': 'a message did not arrive',
  'return-sent': 'the attendance return was sent',
  'record-sent': 'the pupil’s record was sent',
  'check-made': 'an enquiry was written down',
  'review-held': 'a review was held',
  'child-seen': 'somebody saw the child',
  'sickness-signed': 'sickness or unavoidable cause was signed',
  'enquiries-signed': 'the enquiries were signed',
  'outcome-signed': 'the outcome was signed',
  'name-removed': 'the name was deleted from the register',
  'child-found': 'the child was found',
  'case-closed': 'the case was closed',
  'entry-withdrawn': 'an entry was withdrawn',
}
