// Is each rule as binding, as old and as well confirmed as SOURCES.md says, and who owes what it asks?
import { describe, expect, it } from 'vitest'
import { basisOf } from '../../src/law/rule.ts'
import { findRule, ruleGroups, rules } from '../../src/law/rules.ts'

const instruments: Record<string, string> = {
  Registration: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208)',
  Information: 'Education (Pupil Information) (England) Regulations 2005 (SI 2005/1437)',
  'Education Act': 'Education Act 1996; School Leaving Date Order 1997',
  Attendance: 'Working together to improve school attendance (Department for Education, statutory guidance)',
  Missing: 'Children missing education (Department for Education, statutory guidance, 8 September 2025)',
  Statistics: 'Pupil absence statistics (Department for Education), methodology',
  Partnership: 'Children Missing from Care, Home and Education (safeguarding partnership procedure, 1 October 2024)',
}

// Rule · who owes it · how it binds · its standing · since when · the wording compared · the instrument · the provision.
const table = `
first-day-contact | school | should | statutory-guidance | 2024-08-19 | not compared | Attendance | expectations of schools, first-day contact
risk-questions | school | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, day 1
social-worker-told | school | should | statutory-guidance | 2024-08-19 | not compared | Attendance | pupils with a social worker or a youth offending team worker
refer-same-day | school | must | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, day 1, always refer promptly
cme-officer-told | school | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, days 2 to 28
education-welfare-escalation | school | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, not resolved within 3 days
home-visit | school | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, reasonable enquiries
authority-referral | school | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, referral
joint-review | both | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, days 2 to 28, regular re-assessment
authority-enquiries | authority | should | local-procedure | 2024-10-01 | compared | Partnership | Part on children missing from education, days 2 to 28
unexplained-code | school | must | law | 2024-08-19 | not compared | Registration | regulation 10(7) to (9)
attendance-return | school | must | law | 2024-08-19 | not compared | Registration | regulation 13(6) to (11), continuous absence
sickness-return | school | must | law | 2024-08-19 | not compared | Registration | regulation 13(6) to (11), sickness
new-pupil-return | school | must | law | 2024-08-19 | compared | Registration | regulation 13(1) to (3)
pupil-record-transfer | school | must | law | 2005-09-01 | compared | Information | regulation 9
return-interview | authority | should | local-procedure | 2024-10-01 | compared | Partnership | return interviews; see also the statutory guidance on children who run away or go missing, 2014
offer-parent-conversation | authority | should | local-procedure | 2024-10-01 | compared | Partnership | return interviews, when the child refuses
safe-and-well-check | police | should | local-procedure | 2024-10-01 | compared | Partnership | safe and well checks
missing-from-care-meeting | authority | should | local-procedure | 2024-10-01 | compared | Partnership | children missing from care, first meeting
assistant-director-notice | authority | should | local-procedure | 2024-10-01 | compared | Partnership | children missing from care, telling senior managers
lead-member-notice | authority | should | local-procedure | 2024-10-01 | compared | Partnership | children missing from care, telling elected members
missing-from-care-review | authority | should | local-procedure | 2024-10-01 | compared | Partnership | children missing from care, further meetings
strategy-meeting | authority | should | local-procedure | 2024-10-01 | compared | Partnership | children missing from home, strategy meeting
ground-i | nobody | must | law | 2024-08-19 | not compared | Registration | regulation 9(1)(i)
ground-h | nobody | must | law | 2024-08-19 | not compared | Registration | regulation 9(1)(h)
compulsory-school-age | nobody | must | law | 1998-09-01 | compared | Education Act | section 8
child-missing-education | nobody | must | law | 2007-02-27 | compared | Missing | definition; Education Act 1996, section 436A
persistent-absence | nobody | should | statutory-guidance | 2024-08-19 | compared | Statistics | persistent and severe absence
penalty-notice-threshold | nobody | must | statutory-guidance | 2024-08-19 | not compared | Attendance | the national framework for penalty notices
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '))

describe('the standing of a rule', () => {
  it.each(table)('%s: owed by %s, %s, %s since %s', (id, owedBy, kind, standing, from, compared, short, provision) => {
    const rule = findRule(id!)!
    const confirmed = compared === 'compared'
    const instrument = instruments[short!]
    expect(rule.owedBy ?? 'nobody').toBe(owedBy)
    expect(rule).toMatchObject({ kind, standing, inForce: { from, until: null } })
    expect(rule.source).toMatchObject({ instrument, provision, confirmed })
    expect(basisOf(rule)).toMatchObject({ kind: standing, cite: `${instrument}, ${provision}`, confirmed })
  })

  it('is in this table for every rule', () => {
    expect(table.map(([id]) => id)).toEqual(rules.map(({ id }) => id))
  })
})

describe('the addresses', () => {
  it.each([
    ['unexplained-code', 'https://www.legislation.gov.uk/uksi/2024/208/regulation/10'],
    ['new-pupil-return', 'https://www.legislation.gov.uk/uksi/2024/208/regulation/13'],
    ['ground-h', 'https://www.legislation.gov.uk/uksi/2024/208/regulation/9'],
    ['pupil-record-transfer', 'https://www.legislation.gov.uk/uksi/2005/1437/regulation/9'],
    ['compulsory-school-age', 'https://www.legislation.gov.uk/ukpga/1996/56/section/8'],
    ['first-day-contact', 'https://www.gov.uk/government/publications/working-together-to-improve-school-attendance'],
    ['child-missing-education', 'https://www.gov.uk/government/publications/children-missing-education'],
    ['home-visit', 'https://www.londonsafeguardingchildrenprocedures.co.uk/ch_miss_care_home_sch.html'],
  ])('of %s is %s', (id, url) => {
    expect(findRule(id)!.source.url).toBe(url)
  })
})

describe('what a rule leaves open', () => {
  it('is told in sentences wherever anything is', () => {
    const told = rules.filter(({ ourReading }) => ourReading !== undefined)
    expect(told.map(({ id }) => id)).toEqual([
      'authority-enquiries',
      'unexplained-code',
      'attendance-return',
      'sickness-return',
      'new-pupil-return',
      'ground-i',
      'ground-h',
      'compulsory-school-age',
      'child-missing-education',
      'persistent-absence',
      'penalty-notice-threshold',
    ])
    for (const { ourReading } of told) expect(ourReading).toMatch(/^[A-Z].{30,}\.$/)
  })
})

describe('the groups of rules', () => {
  it('are the five situations of a case, each with its heading', () => {
    expect(ruleGroups.map(({ id, title, rules }) => [id, title, rules.length])).toEqual([
      ['absence', 'While a child is away and nobody knows why', 10],
      ['register', 'The register, and what the school sends', 5],
      ['missing', 'A child missing from home or care', 8],
      ['removal', 'Removing a name from the register', 2],
      ['counts', 'Who and how much: age, missing education, absence', 4],
    ])
  })
})
