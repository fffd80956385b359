// Which cases began another way? Referred on the first day, not back from leave, away before.
import { newCase, writesOf } from '../storage/caseStore.ts'
import { acknowledged, allocate, answered, check, type Deed, leave, refer, review, risk, told } from './caseDeeds.ts'
import type { HistoryEntry } from './caseHistories.ts'

export const awayHistories: readonly HistoryEntry[] = [
  // Looked after: referred on the first day. The police have not answered.
  {
    story: 'high-looked-after',
    at: '2026-11-12 10:25',
    by: 'imran-sheikh',
    does: [
      risk(
        'high',
        'refer',
        'Looked after, never away before, and the carer dropped the child at the gate this morning.',
        ['A1'],
      ),
      refer(
        'police',
        'NMP-2026-118204',
        'Control room, call handler 4417',
        'Dropped at the gate at 08:35, not seen since.',
      ),
      refer('social-care', 'MASH-11-0932', 'Duty social worker', 'The carer has been told and is at home.'),
      told('social-worker', '2026-11-12', 'The child’s social worker'),
      told('cme-officer', '2026-11-12', 'Dan Hale, CME officer'),
    ],
  },
  { story: 'high-looked-after', at: '2026-11-12 11:05', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'high-looked-after',
    at: '2026-11-12 15:40',
    by: 'imran-sheikh',
    does: [
      acknowledged('police', 'Sergeant on duty', 'NMP-2026-118204'),
      acknowledged('social-care', 'Duty social worker', 'MASH-11-0932'),
    ],
  },
  {
    story: 'high-looked-after',
    at: '2026-11-13 10:35',
    by: 'dan-hale',
    does: [
      answered(
        'social-care',
        'Team manager',
        'Strategy discussion held on 12 November. The social worker rings the birth family today.',
      ),
      check('A2', '2026-11-13', { who: 'Social care, virtual school', result: 'nothing-found' }),
    ],
  },
  {
    story: 'high-looked-after',
    at: '2026-11-16 10:40',
    by: 'imran-sheikh',
    does: [
      review(
        '2026-11-16',
        'Imran Sheikh, Dan Hale, the virtual school',
        'high',
        'A friend had a message on Sunday: “I’m fine”.',
        'Dan Hale: police, every morning.',
      ),
    ],
  },

  // Leave until 6 November, expected back on the 9th: ground H in a few days.
  {
    story: 'high-leave-over',
    at: '2026-11-09 10:50',
    by: 'tomasz-zielinski',
    does: [
      leave(
        '2026-10-19',
        '2026-11-06',
        'A family wedding abroad. Authorised by the head teacher, expected back on 9 November.',
      ),
    ],
  },
  {
    story: 'high-leave-over',
    at: '2026-11-10 10:30',
    by: 'imran-sheikh',
    does: [
      risk('medium', 'enquire', 'Not back from leave. A cousin says the return flights were changed.'),
      told('cme-officer', '2026-11-10', 'Dan Hale, CME officer'),
    ],
  },
  { story: 'high-leave-over', at: '2026-11-11 15:55', by: 'dan-hale', does: [allocate('dan-hale')] },
  {
    story: 'high-leave-over',
    at: '2026-11-12 16:05',
    by: 'imran-sheikh',
    does: [
      check('S2', '2026-11-12', {
        who: 'Both parents’ mobiles',
        result: 'nothing-found',
        words: 'A foreign ringing tone.',
      }),
      check('S6', '2026-11-12', {
        who: 'St Brigid’s',
        result: 'not-applicable',
        words: 'No brother or sister in Northmoor.',
      }),
    ],
  },
  {
    story: 'high-leave-over',
    at: '2026-11-13 16:15',
    by: 'dan-hale',
    does: [
      check('A9', '2026-11-13', {
        who: 'Border Force',
        result: 'asked',
        nextStep: 'Ask again',
        nextOn: '2026-11-18',
        how: 'By e-mail or message',
      }),
    ],
  },

  // Away in the autumn already: that episode was on the authority's list before Whereabouts.
  {
    story: 'high-away-before',
    at: '2026-11-10 10:50',
    by: 'dan-hale',
    does: [earlierEpisode('2026-09-28', '2026-10-05')],
  },
  {
    story: 'high-away-before',
    at: '2026-11-10 11:05',
    by: 'imran-sheikh',
    does: [
      risk('medium', 'enquire', 'The second time this term. Stayed with an aunt in September.', ['A6']),
      check('S2', '2026-11-10', {
        who: 'Every contact on the record, and the aunt',
        result: 'nothing-found',
        words: 'The aunt has not seen the child.',
      }),
    ],
  },
  { story: 'high-away-before', at: '2026-11-11 15:57', by: 'dan-hale', does: [allocate('owen-tasker')] },
]

/** A record taken over from the authority's former list: away in those days, back at school on `backOn`, closed. */
function earlierEpisode(firstOn: string, backOn: string): Deed {
  return async ({ house, person, pupilId }) => {
    const school = {
      side: 'authority',
      kind: 'attending',
      who: 'The form tutor',
      how: 'Seen in person',
      where: '',
    } as const
    const words = 'Taken over from the authority’s former list.'
    const happenings = [
      { what: 'absence-began', details: { firstOn } },
      { what: 'case-opened', details: { because: 'by-hand', reason: words, schoolDay: null } },
      { what: 'absence-ended', details: { on: backOn, because: 'attended' } },
      { what: 'child-found', details: { ...school, on: backOn, words } },
      { what: 'case-closed', details: { because: 'attending', on: backOn } },
    ] as const
    const sealing = { auditKey: house.keys.audit, at: house.clock.now(), by: person.id, salt: () => house.ids.secret() }
    const kase = newCase(house.ids.next(), pupilId, '999103')
    await house.database.commit(await writesOf([{ kase, happenings }], sealing))
    return { accepted: kase.summary.id }
  }
}
