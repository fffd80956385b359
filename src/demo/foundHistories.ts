// Which children were found? One abroad, one at another school, one at home without suitable education.
import { allocate, attendanceReturn, check, found, record, review, risk, told } from './caseDeeds.ts'
import type { HistoryEntry } from './caseHistories.ts'

export const foundHistories: readonly HistoryEntry[] = [
  // Found abroad by the authority: the school is still to be told.
  {
    story: 'high-abroad',
    at: '2026-11-09 10:55',
    by: 'imran-sheikh',
    does: [
      risk(
        'low',
        'enquire',
        'Asked on paper in October and gone through again today. The family spoke of moving home.',
      ),
      check('S8', '2026-11-04', {
        who: 'The address on the record',
        result: 'found-something',
        words: 'A card was left: 16:40.\nThe house is for sale.',
      }),
    ],
  },
  { story: 'high-abroad', at: '2026-11-09 15:48', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'high-abroad',
    at: '2026-11-12 10:40',
    by: 'imran-sheikh',
    does: [
      told('authority', '2026-11-11', 'Dan Hale, CME officer', 'by e-mail', 'The tenth school day.'),
      attendanceReturn('Ten school days with N and O, 21 October to 11 November.'),
    ],
  },
  {
    story: 'high-abroad',
    at: '2026-11-16 16:10',
    by: 'dan-hale',
    does: [
      found({
        kind: 'abroad',
        on: '2026-11-16',
        who: 'The education office of Valmera',
        how: 'foreign-proof',
        where: 'Valmera, Estavia',
        words: 'A stamped school certificate came by e-mail: enrolled since 2 November.',
      }),
    ],
  },

  // Found at another school, both schools told, the record sent: closed.
  {
    story: 'kingsmead-other-school',
    at: '2026-11-09 11:00',
    by: 'leanne-cartwright',
    does: [
      risk('low', 'enquire', 'Asked on paper in October and gone through again today. A removal van was seen.'),
      check('S11', '2026-11-09', {
        who: 'Beckside School, Hallowdale',
        result: 'asked',
        nextStep: 'Ring again',
        nextOn: '2026-11-11',
      }),
    ],
  },
  { story: 'kingsmead-other-school', at: '2026-11-09 15:50', by: 'dan-hale', does: [allocate('owen-tasker')] },
  {
    story: 'kingsmead-other-school',
    at: '2026-11-11 10:25',
    by: 'nasreen-malik',
    does: [attendanceReturn('Ten school days with N and O, 20 October to 10 November.')],
  },
  {
    story: 'kingsmead-other-school',
    at: '2026-11-11 16:20',
    by: 'owen-tasker',
    does: [
      found({
        kind: 'another-school',
        on: '2026-11-11',
        who: 'The admissions officer of Beckside School',
        how: 'new-school',
        where: 'Beckside School, Hallowdale',
        words: 'On roll there since 10 November, and in class today.',
      }),
      told('old-school', '2026-11-11', 'Leanne Cartwright, Kingsmead Academy'),
      told('new-school', '2026-11-11', 'The safeguarding lead of Beckside School'),
    ],
  },
  {
    story: 'kingsmead-other-school',
    at: '2026-11-12 15:45',
    by: 'nasreen-malik',
    does: [record('Beckside School, Hallowdale')],
  },

  // At home, and what is done there is no suitable education: still missing education.
  {
    story: 'weir-bank-home-education',
    at: '2026-11-09 11:05',
    by: 'anita-deshmukh',
    does: [
      risk(
        'medium',
        'enquire',
        'Asked on paper in October and gone through again today. The mother says she teaches at home, and wrote no letter.',
      ),
      told('authority', '2026-11-09', 'Dan Hale, CME officer', 'by e-mail'),
      check('S8', '2026-11-05', {
        who: 'The address on the record',
        result: 'found-something',
        words: 'The mother opened. The child was upstairs and not seen.',
      }),
    ],
  },
  { story: 'weir-bank-home-education', at: '2026-11-09 15:52', by: 'dan-hale', does: [allocate('owen-tasker')] },
  {
    story: 'weir-bank-home-education',
    at: '2026-11-11 10:20',
    by: 'anita-deshmukh',
    does: [attendanceReturn('Ten school days with N and O, 20 October to 10 November.')],
  },
  {
    story: 'weir-bank-home-education',
    at: '2026-11-13 16:30',
    by: 'owen-tasker',
    does: [
      found({
        kind: 'home-educated-unsuitable',
        on: '2026-11-13',
        who: 'The home education officer of Northmoor',
        how: 'home-education-officer',
        where: 'At home',
        words: 'No plan, no materials. Notice under section 437 is being prepared.',
      }),
      review(
        '2026-11-13',
        'Anita Deshmukh and Owen Tasker',
        'medium',
        'Found at home, without suitable education.',
        'Authority: section 437 notice.',
      ),
    ],
  },
]
