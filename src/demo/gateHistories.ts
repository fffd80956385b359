// How did the longest cases come to the removal gate, and what is missing there?
import {
  allocate,
  attendanceReturn,
  check,
  enquiriesMade,
  noSickness,
  outcome,
  review,
  risk,
  told,
} from './caseDeeds.ts'
import type { HistoryEntry } from './caseHistories.ts'

export const gateHistories: readonly HistoryEntry[] = [
  // St Brigid's: everything is signed but what the enquiries came to, for the authority.
  {
    story: 'st-brigids-one-signature-missing',
    at: '2026-11-09 10:25',
    by: 'catherine-molloy',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper in October and gone through again today. The flat is empty; no concern before.',
      ),
      told('cme-officer', '2026-10-08', 'Dan Hale, CME officer'),
      told('authority', '2026-10-20', 'Dan Hale, CME officer', 'by e-mail', 'Before the school used Whereabouts.'),
      check('S2', '2026-10-09', { who: 'Every contact on the record', result: 'nothing-found' }),
      check('S8', '2026-10-13', {
        who: 'The address on the record',
        result: 'found-something',
        words: 'A card was left: 16:05.\nThe flat is empty and to let. The caretaker has no new address.',
      }),
      check('S9', '2026-10-16', { who: 'The emergency contacts’ addresses', result: 'nothing-found' }),
      review(
        '2026-11-09',
        'Catherine Molloy and Owen Tasker',
        'medium',
        'The flat is let again.',
        'Authority: school-to-school search.',
      ),
    ],
  },
  {
    story: 'st-brigids-one-signature-missing',
    at: '2026-11-09 15:42',
    by: 'dan-hale',
    does: [allocate('owen-tasker')],
  },
  {
    story: 'st-brigids-one-signature-missing',
    at: '2026-11-10 15:45',
    by: 'owen-tasker',
    does: [
      check('A2', '2026-11-10', { who: 'Admissions, census, home education, social care', result: 'nothing-found' }),
      check('A3', '2026-11-10', {
        who: 'Council tax, housing',
        result: 'found-something',
        words: 'Tenancy given up on 2 October. No forwarding address.',
      }),
      check('A10', '2026-11-10', { who: 'School-to-school message and Lost Pupil search', result: 'nothing-found' }),
    ],
  },
  {
    story: 'st-brigids-one-signature-missing',
    at: '2026-11-11 10:30',
    by: 'catherine-molloy',
    does: [attendanceReturn('Sent late: the ten days were reached on 20 October.')],
  },
  {
    story: 'st-brigids-one-signature-missing',
    at: '2026-11-13 10:20',
    by: 'catherine-molloy',
    does: [
      noSickness('The surgery has not seen the child since the summer, and nobody has told us of an illness.'),
      enquiriesMade('school'),
      outcome('school', 'not-found', 'The family has left the flat. Nobody knows where to.'),
    ],
  },
  {
    story: 'st-brigids-one-signature-missing',
    at: '2026-11-13 15:35',
    by: 'owen-tasker',
    does: [enquiriesMade('authority')],
  },

  // Northmoor High: signed, and a day later the office learnt that the first of the days was illness.
  {
    story: 'high-signatures-void',
    at: '2026-11-09 10:40',
    by: 'imran-sheikh',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper in October and gone through again today. Older brother says “abroad with dad”, mother denies it.',
      ),
      told('cme-officer', '2026-10-07', 'Dan Hale, CME officer'),
      told('authority', '2026-10-19', 'Dan Hale, CME officer', 'by e-mail'),
      check('S2', '2026-10-08', {
        who: 'Both parents',
        result: 'found-something',
        words: 'The mother answers and says the child will be back “soon”.',
      }),
      check('S8', '2026-10-12', {
        who: 'The address on the record',
        result: 'nothing-found',
        words: 'A card was left: 17:30.',
      }),
      check('S5', '2026-10-14', { who: 'Form tutor and two friends', result: 'nothing-found' }),
      attendanceReturn('Ten school days with N and O, 6 to 19 October.'),
    ],
  },
  { story: 'high-signatures-void', at: '2026-11-09 15:44', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'high-signatures-void',
    at: '2026-11-10 16:10',
    by: 'dan-hale',
    does: [
      check('A2', '2026-11-10', { who: 'Admissions, home education, social care', result: 'nothing-found' }),
      check('A9', '2026-11-10', {
        who: 'Border Force',
        result: 'asked',
        nextStep: 'Ask again',
        nextOn: '2026-11-16',
        how: 'By e-mail or message',
      }),
      review(
        '2026-11-10',
        'Imran Sheikh and Dan Hale',
        'medium',
        'Twenty school days today.',
        'School signs; authority waits for Border Force.',
      ),
    ],
  },
  {
    story: 'high-signatures-void',
    at: '2026-11-11 15:35',
    by: 'imran-sheikh',
    does: [noSickness('The mother was asked twice and named no illness.'), enquiriesMade('school')],
  },

  // Kingsmead: past day 20, and nobody has signed anything.
  {
    story: 'kingsmead-day-22',
    at: '2026-11-10 10:25',
    by: 'leanne-cartwright',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper in October and gone through again today. Told a teacher about quarrels at home.',
        ['Q9'],
      ),
      told('authority', '2026-10-22', 'Dan Hale, CME officer', 'by e-mail'),
      check('S2', '2026-10-13', { who: 'Every contact on the record', result: 'nothing-found' }),
      check('S8', '2026-10-16', {
        who: 'The address on the record',
        result: 'nothing-found',
        words: 'A card was left: 15:10.',
      }),
      attendanceReturn('Ten school days with N and O, 9 to 22 October.'),
    ],
  },
  { story: 'kingsmead-day-22', at: '2026-11-10 15:58', by: 'dan-hale', does: [allocate('owen-tasker')] },
]
