// Do the rows of the rule table about a child missing from home or care come out, each with the dates of its example?
import { describe, expect, it } from 'vitest'
import type { MissingFact } from '../../src/cases/clock/clockTypes.ts'
import { overlappingEpisodes } from '../../src/law/missingEpisodesApart.ts'
import { missingFromCareTypeFault } from '../../src/law/missingFromCareType.ts'
import { mayCategoryStand } from '../../src/law/policeRiskCategory.ts'
import { ask, standing } from '../cases/clock/ask.ts'

const missing = (asOf: string, episode: MissingFact) => ask(asOf, { facts: { missing: [episode] } })
const backOn24October = {
  reportedAt: '2026-10-22T20:00:00+01:00',
  from: 'home' as const,
  returnedAt: '2026-10-24T20:00:00+01:00',
}

describe('back again', () => {
  it('T50: 72 hours after Saturday 24 October 20:00 is Tuesday 27 October 19:00, for the clocks went back', () => {
    const answer = missing('2026-10-26T09:00:00Z', backOn24October)
    expect(standing(answer, 'return-interview')).toBe('2026-10-27T19:00:00Z due')
    const late = missing('2026-10-27T19:00:01Z', backOn24October)
    expect(standing(late, 'return-interview')).toBe('2026-10-27T19:00:00Z overdue')
  })

  it('T50: 72 hours after Friday 26 March 2027 22:15 is Monday 29 March 23:15 in summer time', () => {
    const episode = {
      reportedAt: '2027-03-26T10:00:00Z',
      from: 'home' as const,
      returnedAt: '2027-03-26T22:15:00Z',
    }
    expect(standing(missing('2027-03-27T09:00:00Z', episode), 'return-interview')).toBe('2027-03-29T22:15:00Z due')
  })

  it('T51: a refusal on 26 October offers the parents a conversation, and does not count as the interview', () => {
    const refused = { ...backOn24October, refusedAt: '2026-10-26T10:00:00Z' }
    const answer = missing('2026-10-26T12:00:00Z', refused)
    expect(standing(answer, 'offer-parent-conversation')).toBe('2026-10-27T19:00:00Z due')
    expect(standing(answer, 'return-interview')).toBe('2026-10-27T19:00:00Z due')
    const spoken = { ...refused, parentConversationAt: '2026-10-26T11:00:00Z' }
    expect(standing(missing('2026-10-26T12:00:00Z', spoken), 'offer-parent-conversation')).toBe(
      '2026-10-27T19:00:00Z done',
    )
    expect(standing(missing('2026-10-26T12:00:00Z', spoken), 'return-interview')).toBe('2026-10-27T19:00:00Z due')
  })

  it('T52: seen safe and well on 24 October, the interview is still owed', () => {
    const seen = { ...backOn24October, safeAndWellAt: '2026-10-24T21:00:00+01:00' }
    const answer = missing('2026-10-25T09:00:00Z', seen)
    expect(standing(answer, 'safe-and-well-check')).toBe('2026-10-24T19:00:00Z done')
    expect(standing(answer, 'return-interview')).toBe('2026-10-27T19:00:00Z due')
  })
})

describe('still away', () => {
  it('T53: missing from care on Sunday 1 November: 4 November, 8 November, and again by 4 December', () => {
    const episode = { reportedAt: '2026-11-01T21:00:00Z', from: 'care' as const }
    const answer = missing('2026-11-03T09:00:00Z', episode)
    expect(standing(answer, 'missing-from-care-meeting')).toBe('2026-11-04 upcoming')
    expect(standing(answer, 'assistant-director-notice')).toBe('2026-11-04 upcoming')
    expect(standing(answer, 'lead-member-notice')).toBe('2026-11-08 upcoming')
    const met = missing('2026-11-10T09:00:00Z', { ...episode, meetingsOn: ['2026-11-04'] })
    expect(standing(met, 'missing-from-care-review')).toBe('2026-12-04 upcoming')
  })

  it('T54: a child with a plan missing from home on 2 November: a meeting by 9 November, not needed when back on 5', () => {
    const episode = { reportedAt: '2026-11-02T21:00:00Z', from: 'home' as const, protectionPlanOrS47: true }
    expect(standing(missing('2026-11-03T09:00:00Z', episode), 'strategy-meeting')).toBe('2026-11-09 upcoming')
    const back = { ...episode, returnedAt: '2026-11-05T10:00:00Z' }
    expect(standing(missing('2026-11-06T09:00:00Z', back), 'strategy-meeting')).toBe('2026-11-09 not-needed')
  })
})

describe('what is recorded of an episode', () => {
  it('T55: 2 to 5 and 4 to 6 November overlap; one that begins on the day of return does not', () => {
    const first = { from: '2026-11-02', to: '2026-11-05' }
    expect(overlappingEpisodes([first, { from: '2026-11-04', to: '2026-11-06' }])).toEqual([[0, 1]])
    expect(overlappingEpisodes([{ from: '2026-11-04', to: '2026-11-06' }, first])).toEqual([[0, 1]])
    expect(overlappingEpisodes([first, { from: '2026-11-05', to: '2026-11-06' }])).toEqual([])
  })

  it('T55: while one is open none begins, and none stands inside another', () => {
    const open = { from: '2026-11-02', to: null }
    expect(overlappingEpisodes([open, { from: '2026-11-20', to: '2026-11-21' }])).toEqual([[0, 1]])
    expect(overlappingEpisodes([open, open])).toEqual([[0, 1]])
    expect(overlappingEpisodes([open, { from: '2026-10-30', to: '2026-11-02' }])).toEqual([])
    const whole = { from: '2026-11-02', to: '2026-11-09' }
    const apart = { from: '2026-11-10', to: '2026-11-12' }
    expect(overlappingEpisodes([whole, apart, { from: '2026-11-04', to: '2026-11-05' }])).toEqual([[0, 2]])
    expect(overlappingEpisodes([])).toEqual([])
  })

  it('T56: M and A, of looked-after children, and nothing else', () => {
    expect(['M', 'A'].map((type) => missingFromCareTypeFault(type, true))).toEqual([null, null])
    for (const type of ['absent', 'm', '', 'toString'])
      expect(missingFromCareTypeFault(type, true)).toBe('no-such-type')
    expect(missingFromCareTypeFault('M', false)).toBe('not-looked-after')
  })

  it('T57: in 2026 no episode is “absent”; one of 2014 may be taken over', () => {
    expect(mayCategoryStand('absent', '2026-11-02')).toBe(false)
    expect(
      ['2012-12-31', '2013-01-01', '2014-11-03', '2016-12-31', '2017-01-01'].map((on) =>
        mayCategoryStand('absent', on),
      ),
    ).toEqual([false, true, true, true, false])
    for (const category of ['very-low', 'low', 'medium', 'high'])
      expect(mayCategoryStand(category, '2026-11-02')).toBe(true)
    expect(mayCategoryStand('missing', '2026-11-02')).toBe(false)
  })

  it('T57: for “no apparent risk” a person looks, since nobody here knows the day on which it went', () => {
    expect(mayCategoryStand('no-apparent-risk', '2018-05-01')).toBeNull()
    expect(mayCategoryStand('no-apparent-risk', '2014-05-01')).toBe(false)
  })
})
