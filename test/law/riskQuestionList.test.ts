// Are the procedure’s questions asked, all of them, in words a person can answer?
import { describe, expect, it } from 'vitest'
import {
  ageInYears,
  questionAsked,
  questionsInWords,
  riskAnswerKinds,
  riskQuestionList,
  riskQuestionSources,
  youngChildYears,
} from '../../src/law/riskQuestionList.ts'

describe('the risk questions', () => {
  it('are seven that ask for a referral and fifteen that inform, answered yes, no or unknown', () => {
    const idsOf = (kind: string) => riskQuestionList.filter((each) => each.kind === kind).map(({ id }) => id)
    expect(idsOf('must-refer').join(' ')).toBe('A1 A2 A3 A4 A5 A6 A7')
    expect(idsOf('judgement').join(' ')).toBe('Q1 Q2 Q3 Q4 Q5 Q6 Q6a Q6b Q7 Q7a Q8 Q9 Q9a Q9b Q9c')
    expect(riskQuestionList.map(({ id }) => id).join(' ')).toMatch(/^A1 .* A7 Q1 .* Q9c$/)
    expect(riskAnswerKinds).toEqual(['yes', 'no', 'unknown'])
  })

  it.each(riskQuestionList.map(({ id, asks }) => [id, asks]))('%s is a question: %s', (_id, asks) => {
    expect(asks).toMatch(/^[A-Z].{20,}\?$/)
  })

  it('help where a question needs it', () => {
    expect(riskQuestionList.filter(({ hint }) => hint !== undefined).map(({ id, hint }) => [id, hint])).toEqual([
      ['Q1', 'Under 11 it does. For an older child, think of what a person of that age could be drawn into.'],
      ['Q4', 'At school, at home or on the way.'],
      ['Q6b', 'Or hurts themselves, or speaks of it.'],
      ['Q7a', 'Do not ask the family. Ask children’s social care or the police.'],
    ])
    expect(youngChildYears).toBe(11)
  })

  it('come from day 1 of the procedure', () => {
    expect(riskQuestionSources['must-refer'].provision).toBe(
      'Part on children missing from education, day 1, always refer promptly',
    )
    expect(riskQuestionSources.judgement.provision).toBe('Part on children missing from education, day 1')
  })
})

describe('a sentence that names questions by number', () => {
  it('gets their words, and keeps what is no question', () => {
    expect(questionAsked('Q9b')).toBe('Is there domestic abuse?')
    expect(questionAsked('Q10')).toBe('Q10')
    expect(questionsInWords('Answered yes: A4, Q9b.')).toBe(
      'Answered yes: “Is the child looked after?”, “Is there domestic abuse?”.',
    )
    expect(questionsInWords('Q10, A44, BA4, A4x and Q6A stay; Q5 not.')).toBe(
      'Q10, A44, BA4, A4x and Q6A stay; “Has the child been bullied?” not.',
    )
  })
})

describe('the age of a child', () => {
  it.each([
    ['2015-11-17', '2026-11-16', 10],
    ['2015-11-17', '2026-11-17', 11],
    ['2015-11-17', '2026-11-18', 11],
    ['2015-12-01', '2026-11-30', 10],
    ['2015-01-31', '2026-11-17', 11],
    ['2016-02-29', '2027-02-28', 10],
    ['2016-02-29', '2027-03-01', 11],
    ['2009-03-01', '2026-03-01', 17],
  ])('born %s is on %s %i years', (dateOfBirth, on, years) => {
    expect(ageInYears(dateOfBirth, on)).toBe(years)
  })
})
