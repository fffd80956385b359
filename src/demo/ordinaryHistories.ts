// What was done about the cases that go their ordinary way, some in time and some not?

import { allocate, answered, check, markedAway, refer, review, risk, told } from './caseDeeds.ts'
import type { HistoryEntry } from './caseHistories.ts'

export const ordinaryHistories: readonly HistoryEntry[] = [
  {
    story: 'st-brigids-day-6',
    at: '2026-11-10 10:40',
    by: 'catherine-molloy',
    does: [risk('low', 'enquire', 'The father’s new number does not ring. Ask the class teacher first.')],
  },
  {
    story: 'st-brigids-day-6',
    at: '2026-11-11 10:45',
    by: 'bernadette-quinn',
    does: [
      told('cme-officer', '2026-11-11', 'Dan Hale, CME officer'),
      check('S2', '2026-11-11', { who: 'Both parents, morning and afternoon', result: 'nothing-found' }),
    ],
  },
  { story: 'st-brigids-day-6', at: '2026-11-12 16:00', by: 'dan-hale', does: [allocate('owen-tasker')] },
  {
    story: 'st-brigids-day-6',
    at: '2026-11-16 15:35',
    by: 'catherine-molloy',
    does: [
      check('S8', '2026-11-16', {
        who: 'The address on the record',
        result: 'nothing-found',
        words: 'A card was left: 14:50.',
      }),
    ],
  },

  {
    story: 'st-brigids-day-13',
    at: '2026-11-09 10:35',
    by: 'catherine-molloy',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper in October and gone through again today. The child’s attendance fell all year.',
      ),
      check('S2', '2026-10-23', { who: 'Every contact on the record', result: 'nothing-found' }),
      check('S8', '2026-11-04', {
        who: 'The address on the record',
        result: 'nothing-found',
        words: 'A card was left: 09:50.',
      }),
    ],
  },
  { story: 'st-brigids-day-13', at: '2026-11-09 15:54', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'st-brigids-day-13',
    at: '2026-11-11 16:10',
    by: 'dan-hale',
    does: [
      check('A2', '2026-11-11', { who: 'Admissions, home education, early help', result: 'nothing-found' }),
      review(
        '2026-11-11',
        'Catherine Molloy and Dan Hale',
        'medium',
        'No news since half-term.',
        'School: letter. Authority: health.',
      ),
    ],
  },

  {
    story: 'high-day-9',
    at: '2026-11-09 11:10',
    by: 'tomasz-zielinski',
    does: [check('S2', '2026-11-09', { who: 'The mother’s mobile, twice', result: 'nothing-found' })],
  },
  {
    story: 'high-day-12',
    at: '2026-11-09 11:12',
    by: 'imran-sheikh',
    does: [
      risk(
        'high',
        'refer',
        'Asked on paper in October and gone through again today. Seen with much older friends before half-term.',
        ['Q3'],
      ),
      refer('social-care', 'MASH-11-0871', 'Duty social worker', 'Concern about older friends.'),
      told('authority', '2026-11-09', 'Dan Hale, CME officer', 'by e-mail'),
    ],
  },
  {
    story: 'high-day-12',
    at: '2026-11-10 10:45',
    by: 'imran-sheikh',
    does: [
      answered('social-care', 'Duty social worker', 'Passed to the exploitation team. They will ring the school.'),
    ],
  },
  { story: 'high-day-12', at: '2026-11-10 15:56', by: 'dan-hale', does: [allocate('owen-tasker')] },
  {
    story: 'high-day-12',
    at: '2026-11-12 10:50',
    by: 'owen-tasker',
    does: [
      check('A2', '2026-11-12', {
        who: 'Youth justice, social care',
        result: 'found-something',
        words: 'Known to youth justice; the worker will ring back.',
      }),
      check('A5', '2026-11-12', {
        who: 'Police missing persons unit',
        result: 'asked',
        nextStep: 'Ring again',
        nextOn: '2026-11-13',
      }),
    ],
  },

  {
    story: 'kingsmead-day-11',
    at: '2026-11-10 10:55',
    by: 'leanne-cartwright',
    does: [
      risk('medium', 'enquire', 'The parents separated in the summer; each says the child is with the other.'),
      check('S2', '2026-11-10', {
        who: 'Both parents',
        result: 'found-something',
        words: 'Each says the child is with the other.',
      }),
    ],
  },
  { story: 'kingsmead-day-11', at: '2026-11-10 16:02', by: 'dan-hale', does: [allocate('owen-tasker')] },
  {
    story: 'kingsmead-day-11',
    at: '2026-11-13 10:45',
    by: 'owen-tasker',
    does: [
      check('A6', '2026-11-12', {
        who: 'The father’s address',
        result: 'nothing-found',
        words: 'A card was left: 18:20.',
      }),
      review(
        '2026-11-13',
        'Leanne Cartwright and Owen Tasker',
        'medium',
        'The father’s flat looks lived in.',
        'Authority: a second visit in the evening.',
      ),
    ],
  },
  {
    story: 'kingsmead-day-8',
    at: '2026-11-10 11:10',
    by: 'nasreen-malik',
    does: [check('S2', '2026-11-10', { who: 'Every contact on the record', result: 'nothing-found' })],
  },
  { story: 'kingsmead-day-8', at: '2026-11-11 16:00', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'kingsmead-day-6',
    at: '2026-11-10 11:15',
    by: 'leanne-cartwright',
    does: [
      risk(
        'low',
        'enquire',
        'The family’s car broke down on the way back from Scotland, says a friend. Nobody of the family has rung.',
      ),
    ],
  },

  {
    story: 'weir-bank-day-14',
    at: '2026-11-09 11:15',
    by: 'anita-deshmukh',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper in October and gone through again today. The child’s sister is away from her school too.',
      ),
      told('authority', '2026-11-09', 'Dan Hale, CME officer', 'by e-mail'),
      check('S6', '2026-11-09', {
        who: 'Kingsmead Academy',
        result: 'found-something',
        words: 'The sister has not been in since October either.',
      }),
      check('S8', '2026-11-05', {
        who: 'The address on the record',
        result: 'nothing-found',
        words: 'A card was left: 12:00.',
      }),
    ],
  },
  { story: 'weir-bank-day-14', at: '2026-11-09 15:58', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'weir-bank-day-14',
    at: '2026-11-12 16:25',
    by: 'dan-hale',
    does: [
      check('A3', '2026-11-12', { who: 'Housing', result: 'asked', nextStep: 'Ring again', nextOn: '2026-11-16' }),
      review(
        '2026-11-12',
        'Anita Deshmukh and Dan Hale',
        'medium',
        'Both children are away.',
        'Authority: housing, health.',
      ),
    ],
  },
  {
    story: 'weir-bank-day-5',
    at: '2026-11-12 10:30',
    by: 'joyce-bickerstaffe',
    does: [told('cme-officer', '2026-11-12', 'Dan Hale, CME officer')],
  },

  // Thornholme keeps its register on paper: the head marks the absence by hand, and tells the authority on the third day.
  { story: 'thornholme', at: '2026-11-12 10:10', by: 'elin-pritchard', does: [markedAway(['AM'])] },
  { story: 'thornholme', at: '2026-11-12 15:20', by: 'elin-pritchard', does: [markedAway(['PM'])] },
  { story: 'thornholme', at: '2026-11-13 15:20', by: 'elin-pritchard', does: [markedAway(['AM', 'PM'])] },
  {
    story: 'thornholme',
    at: '2026-11-13 15:30',
    by: 'elin-pritchard',
    does: [
      risk('medium', 'enquire', 'The farm is empty and the dogs are gone. The grandfather does not answer.'),
      told('cme-officer', '2026-11-13', 'Dan Hale, CME officer'),
    ],
  },
  { story: 'thornholme', at: '2026-11-16 10:10', by: 'elin-pritchard', does: [markedAway(['AM'])] },
  { story: 'thornholme', at: '2026-11-16 15:20', by: 'elin-pritchard', does: [markedAway(['PM'])] },
  {
    story: 'thornholme',
    at: '2026-11-16 15:50',
    by: 'elin-pritchard',
    does: [
      check('S8', '2026-11-16', {
        who: 'The farm',
        result: 'nothing-found',
        words: 'A card was left: 13:10.\nNobody there.',
      }),
    ],
  },
]
