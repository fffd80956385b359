// What did Oakfield and the authority do about Oakfield's cases? The longest is ready for its twentieth school day.

import { allocate, attendanceReturn, check, review, risk, told } from './caseDeeds.ts'
import type { HistoryEntry } from './caseHistories.ts'

const both = 'Ruth Adeyemi and Dan Hale, by telephone'

export const oakfieldHistories: readonly HistoryEntry[] = [
  // Away since 19 October. What was done on paper before 9 November was written down on that day, under its own dates.
  {
    story: 'oakfield-day-16',
    at: '2026-11-09 10:12',
    by: 'ruth-adeyemi',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper on 19 October and gone through again today. Nothing points to harm; nobody at home answers, and a neighbour thinks the family is travelling. Enquiries first.',
      ),
      told('cme-officer', '2026-10-20', 'Dan Hale, CME officer'),
      told('education-welfare', '2026-10-21', 'The duty officer', 'by telephone', 'Before Oakfield used Whereabouts.'),
      told('authority', '2026-11-09', 'Dan Hale, CME officer', 'by e-mail', 'Today is the tenth school day.'),
    ],
  },
  {
    story: 'oakfield-day-16',
    at: '2026-11-09 10:30',
    by: 'ruth-adeyemi',
    does: [
      check('S2', '2026-10-20', {
        who: 'Every contact on the record, morning and evening',
        result: 'nothing-found',
        words: 'Rings out. Voicemail left twice.',
      }),
      check('S3', '2026-10-20', { who: 'The numbers and the e-mail address on the record', result: 'nothing-found' }),
      check('S4', '2026-10-21', {
        who: 'Class teacher, office, breakfast club',
        result: 'found-something',
        words: 'The child told a friend about “a long trip”. No leave was asked for.',
      }),
      check('S8', '2026-10-23', {
        who: 'The address on the record',
        result: 'nothing-found',
        words: 'A card was left: 10:40.\nCurtains drawn, post behind the door. No car.',
      }),
      check('S9', '2026-11-03', {
        who: 'The address on the record, first class and recorded',
        result: 'nothing-found',
        words: 'No answer by 9 November.',
      }),
      review(
        '2026-10-26',
        both,
        'medium',
        'First joint review, on paper.',
        'Oakfield: letter. Authority: own records.',
      ),
      review(
        '2026-11-02',
        both,
        'medium',
        'Home visit on 23 October: nobody there.',
        'Oakfield: ask friends’ parents.',
      ),
      review(
        '2026-11-09',
        both,
        'medium',
        'Day 10. The case came to Whereabouts.',
        'Authority: health, police, visit.',
      ),
    ],
  },
  { story: 'oakfield-day-16', at: '2026-11-09 15:40', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'oakfield-day-16',
    at: '2026-11-10 10:20',
    by: 'grace-osei',
    does: [
      attendanceReturn('Ten school days with N and O, 19 October to 9 November.'),
      check('S5', '2026-11-10', {
        who: 'Two parents of children in the class',
        result: 'nothing-found',
        words: 'Neither has heard from the family since half-term.',
      }),
    ],
  },
  {
    story: 'oakfield-day-16',
    at: '2026-11-10 15:35',
    by: 'dan-hale',
    does: [
      check('A2', '2026-11-10', {
        who: 'Admissions, census, home education, SEND, early help',
        result: 'nothing-found',
        words: 'No application elsewhere, no notice of home education.',
      }),
      check('A4', '2026-11-10', {
        who: 'Child health records desk',
        result: 'asked',
        nextStep: 'Ring again',
        nextOn: '2026-11-12',
        how: 'By e-mail or message',
      }),
    ],
  },
  {
    story: 'oakfield-day-16',
    at: '2026-11-11 10:40',
    by: 'ruth-adeyemi',
    does: [
      check('S7', '2026-11-11', {
        who: 'School nurse, early help',
        result: 'nothing-found',
        words: 'Not known to either.',
      }),
      check('S6', '2026-11-11', {
        who: 'No brother or sister is on record',
        result: 'not-applicable',
        words: 'An only child.',
      }),
      check('S10', '2026-11-11', { who: 'What anybody can see', result: 'nothing-found' }),
    ],
  },
  {
    story: 'oakfield-day-16',
    at: '2026-11-12 15:50',
    by: 'dan-hale',
    does: [
      check('A4', '2026-11-12', {
        who: 'Child health records desk',
        result: 'nothing-found',
        words: 'Still registered with the same surgery. Not seen there since August.',
      }),
      check('A5', '2026-11-12', {
        who: 'Police missing persons unit',
        result: 'nothing-found',
        words: 'No report, no call to the address.',
      }),
      check('A6', '2026-11-12', {
        who: 'The address on the record, and the houses beside it',
        result: 'found-something',
        words: 'A card was left: 14:15.\nA neighbour saw suitcases being loaded in the half-term week before last.',
        nextStep: 'Ask the landlord',
        nextOn: '2026-11-16',
      }),
    ],
  },
  {
    story: 'oakfield-day-16',
    at: '2026-11-16 15:30',
    by: 'dan-hale',
    does: [
      check('A3', '2026-11-16', {
        who: 'Council tax, housing',
        result: 'nothing-found',
        words: 'Paid to the end of the year. No notice given.',
      }),
      check('A7', '2026-11-16', {
        who: 'No other authority is known',
        result: 'not-applicable',
        words: 'Born and always lived in Northmoor.',
      }),
      check('A8', '2026-11-16', {
        who: 'Child benefit office',
        result: 'asked',
        nextStep: 'Ring again',
        nextOn: '2026-11-20',
        how: 'By letter',
      }),
      check('A10', '2026-11-16', { who: 'School-to-school message and Lost Pupil search', result: 'nothing-found' }),
    ],
  },
  {
    story: 'oakfield-day-16',
    at: '2026-11-16 15:45',
    by: 'ruth-adeyemi',
    does: [
      check('S15', '2026-11-16', { who: 'Every contact, rung each morning by the office', result: 'nothing-found' }),
      review(
        '2026-11-16',
        both,
        'medium',
        'Suitcases were seen. No sign of harm.',
        'Both keep trying. Look again on 23 November, day 20.',
      ),
    ],
  },

  {
    story: 'oakfield-day-5',
    at: '2026-11-11 10:45',
    by: 'ruth-adeyemi',
    does: [risk('low', 'enquire', 'Rarely away before. The mother’s telephone is off. Ring again, then visit.')],
  },
  {
    story: 'oakfield-day-5',
    at: '2026-11-12 10:50',
    by: 'ruth-adeyemi',
    does: [told('cme-officer', '2026-11-12', 'Dan Hale, CME officer')],
  },
  {
    story: 'oakfield-day-5',
    at: '2026-11-13 15:40',
    by: 'grace-osei',
    does: [
      check('S2', '2026-11-13', { who: 'Both contacts on the record', result: 'nothing-found' }),
      check('S4', '2026-11-13', {
        who: 'Class teacher',
        result: 'nothing-found',
        words: 'Nothing unusual before half-term.',
      }),
    ],
  },

  // Back in class since 13 November by the register, and nobody has written down who saw the child.
  {
    story: 'oakfield-back',
    at: '2026-11-10 10:35',
    by: 'ruth-adeyemi',
    does: [
      risk('low', 'enquire', 'The grandmother has been ill; the family may be with her. Enquiries first.'),
      check('S2', '2026-11-10', { who: 'Every contact on the record', result: 'nothing-found' }),
    ],
  },
  { story: 'oakfield-back', at: '2026-11-10 15:55', by: 'dan-hale', does: [allocate('owen-tasker')] },
  {
    story: 'oakfield-back',
    at: '2026-11-12 10:15',
    by: 'owen-tasker',
    does: [check('A2', '2026-11-12', { who: 'Admissions, home education', result: 'nothing-found' })],
  },
]
