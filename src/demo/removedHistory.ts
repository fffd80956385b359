// How was a name deleted last week? Both sides signed, the head decided; the child stays on the authority’s list.
import {
  allocate,
  attendanceReturn,
  check,
  enquiriesMade,
  noSickness,
  outcome,
  removal,
  review,
  risk,
  told,
} from './caseDeeds.ts'
import type { HistoryEntry } from './caseHistories.ts'

export const removedHistory: readonly HistoryEntry[] = [
  {
    story: 'kingsmead-removed',
    at: '2026-11-09 10:45',
    by: 'leanne-cartwright',
    does: [
      risk(
        'low',
        'enquire',
        'Asked on paper in October and gone through again today. The family said they would move north; no school has asked for the record.',
      ),
      told('cme-officer', '2026-10-06', 'Dan Hale, CME officer'),
      told('authority', '2026-10-16', 'Dan Hale, CME officer', 'by e-mail'),
      check('S2', '2026-10-06', {
        who: 'Every contact on the record',
        result: 'nothing-found',
        words: 'Numbers not in use.',
      }),
      check('S8', '2026-10-09', {
        who: 'The address on the record',
        result: 'found-something',
        words: 'A card was left: 11:20.\nNew tenants live there since 3 October.',
      }),
      check('S11', '2026-10-14', {
        who: 'Two schools where the family said they would go',
        result: 'nothing-found',
        words: 'No application at either.',
      }),
      attendanceReturn('Ten school days with N and O, 5 to 16 October.'),
    ],
  },
  { story: 'kingsmead-removed', at: '2026-11-09 15:46', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'kingsmead-removed',
    at: '2026-11-11 15:50',
    by: 'dan-hale',
    does: [
      check('A2', '2026-11-10', { who: 'Admissions, census, home education, social care', result: 'nothing-found' }),
      check('A7', '2026-11-10', {
        who: 'Two authorities in the north',
        result: 'nothing-found',
        words: 'Neither knows the child.',
      }),
      check('A10', '2026-11-11', { who: 'School-to-school message and Lost Pupil search', result: 'nothing-found' }),
      review(
        '2026-11-11',
        'Leanne Cartwright and Dan Hale',
        'low',
        'No trace of the family since 3 October.',
        'Both sign; the head decides.',
      ),
    ],
  },
  {
    story: 'kingsmead-removed',
    at: '2026-11-12 15:30',
    by: 'leanne-cartwright',
    does: [
      noSickness('No illness was known, and the surgery has no appointment since July.'),
      enquiriesMade('school'),
      outcome('school', 'not-found', 'The family moved without an address.'),
    ],
  },
  {
    story: 'kingsmead-removed',
    at: '2026-11-12 16:20',
    by: 'dan-hale',
    does: [
      enquiriesMade('authority'),
      outcome('authority', 'not-found', 'Nothing in any record we may ask. We keep looking.'),
    ],
  },
  {
    story: 'kingsmead-removed',
    at: '2026-11-13 15:45',
    by: 'marcus-oyelaran',
    does: [removal('Twenty-four school days, and both sides have looked. The authority keeps the case.')],
  },
  {
    story: 'kingsmead-removed',
    at: '2026-11-16 15:55',
    by: 'dan-hale',
    does: [
      check('A7', '2026-11-16', {
        who: 'The national CME officers’ list',
        result: 'asked',
        nextStep: 'Look at the answers',
        nextOn: '2026-11-23',
        how: 'By e-mail or message',
      }),
    ],
  },
]
