// Is every rule complete, on the contents page and in the list of sources?
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isDate } from '../../src/calendar/date.ts'
import { attendanceCodesSource } from '../../src/law/attendanceCodes.ts'
import { localPolicyOn, shippedPolicies } from '../../src/law/localPolicy.ts'
import { basisOf, isInForce, versionOn } from '../../src/law/rule.ts'
import { findInLibrary, olderVersions, rulebookGroups, ruleLibrary } from '../../src/law/ruleLibrary.ts'
import { findRule, rules } from '../../src/law/rules.ts'

const folder = new URL('../../src/law/', import.meta.url)
const holdNoRule = [
  'deletionGroundList.ts',
  'attendanceCodes.ts',
  'exampleAbsence.ts',
  'localPolicy.ts',
  'policyLimits.ts',
  'removalRule.ts',
  'riskQuestionList.ts',
  'rule.ts',
  'ruleLibrary.ts',
  'rules.ts',
  'source.ts',
]
const ruleFiles = readdirSync(folder).filter((file) => file.endsWith('.ts') && !holdNoRule.includes(file))

describe('the contents page', () => {
  it.each(ruleFiles)('lists the rule of %s', async (file) => {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>
    expect(ruleLibrary).toContain(module[file.replace('.ts', '')])
  })

  it('lists no rule twice, and none without a file', () => {
    expect(new Set(ruleLibrary.map((rule) => rule.id)).size).toBe(ruleLibrary.length)
    expect(ruleLibrary).toHaveLength(ruleFiles.length)
  })

  it('has each rule of the clock first in its situation, then what the clock does not answer, then older versions', () => {
    expect(rulebookGroups.map(({ id, rules }) => [id, rules.length])).toEqual([
      ['absence', 10],
      ['register', 10],
      ['missing', 11],
      ['removal', 8],
      ['counts', 10],
    ])
    for (const group of rulebookGroups) {
      const places = group.rules.map((rule) => (findRule(rule.id) ? 'clock' : 'beside'))
      expect(places).toEqual([...places].sort().reverse())
    }
    expect(ruleLibrary.slice(-3).map(({ id }) => id)).toEqual([
      'attendance-return-2006',
      'ground-i-2006',
      'ground-h-2006',
    ])
  })

  it('has every duty of the contract', () => {
    const duties = rules.filter((rule) => rule.owedBy !== null).map((rule) => rule.id)
    expect(duties.sort()).toEqual([
      'assistant-director-notice',
      'attendance-return',
      'authority-enquiries',
      'authority-referral',
      'cme-officer-told',
      'education-welfare-escalation',
      'first-day-contact',
      'home-visit',
      'joint-review',
      'lead-member-notice',
      'missing-from-care-meeting',
      'missing-from-care-review',
      'new-pupil-return',
      'offer-parent-conversation',
      'pupil-record-transfer',
      'refer-same-day',
      'return-interview',
      'risk-questions',
      'safe-and-well-check',
      'sickness-return',
      'social-worker-told',
      'strategy-meeting',
      'unexplained-code',
    ])
  })

  it('finds a rule by its id, and says when there is none', () => {
    expect(findRule('ground-i')?.says).toContain('twenty school days')
    expect(findRule('ground-z')).toBeUndefined()
    expect(findRule('ground-i-2006')).toBeUndefined()
    expect(findInLibrary('ground-i-2006')?.inForce.until).toBe('2024-08-18')
    expect(findInLibrary('ground-z')).toBeUndefined()
  })
})

describe('every rule', () => {
  it.each(ruleLibrary.map((rule) => [rule.id, rule] as const))(
    '%s has a sentence, a source, a kind and its dates',
    (_id, rule) => {
      expect(rule.says).toMatch(/^[A-Z].{30,}\.$/)
      expect(rule.source.instrument).not.toBe('')
      expect(rule.source.provision).not.toBe('')
      expect(rule.source.url).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]+\/\S+$/)
      expect(typeof rule.source.confirmed).toBe('boolean')
      expect(['must', 'may', 'should']).toContain(rule.kind)
      expect(['law', 'statutory-guidance', 'national-guide', 'local-procedure']).toContain(rule.standing)
      expect(rule.inForce.from === null || isDate(rule.inForce.from)).toBe(true)
      expect(rule.name).toMatch(/^[A-Z].{5,}[^.]$/)
      expect(rule.counted).toMatch(/^[a-z].{5,}[^.]$/)
      expect(rule.workedExample).toMatch(/^[A-Z].{30,}\.$/)
    },
  )

  it.each(ruleLibrary.map((rule) => [rule.id, rule.source.url] as const))(
    '%s has its source listed with its address',
    (_id, url) => {
      expect(readFileSync(new URL('SOURCES.md', folder), 'utf8')).toContain(url)
    },
  )

  it('that calls itself law cites an Act or an instrument of Parliament', () => {
    const law = ruleLibrary.filter((rule) => rule.standing === 'law')
    expect(
      law.map((rule) => rule.source.url).filter((url) => !/legislation\.gov\.uk|children-missing-education/.test(url)),
    ).toEqual([])
  })

  it('shows where it comes from in one line', () => {
    expect(basisOf(findRule('ground-i')!)).toEqual({
      kind: 'law',
      cite: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 9(1)(i)',
      url: 'https://www.legislation.gov.uk/uksi/2024/208/regulation/9',
      confirmed: false,
    })
  })
})

describe('a rule', () => {
  it('holds on its first and on its last day, and not on the days around them', () => {
    const rule = { ...findRule('ground-i')!, inForce: { from: '2024-08-19', until: '2026-08-31' } }
    const days = ['2024-08-18', '2024-08-19', '2026-08-31', '2026-09-01']
    expect(days.map((on) => isInForce(rule, on))).toEqual([false, true, true, false])
    expect(isInForce(findRule('ground-i')!, '2050-01-01')).toBe(true)
  })
})

describe('a rule that took the place of an older one', () => {
  it('begins on the day after the older one ended, about the same thing and as binding', () => {
    expect(olderVersions.map(({ rule, replacedBy }) => [rule.id, replacedBy.id])).toEqual([
      ['attendance-return-2006', 'attendance-return'],
      ['ground-i-2006', 'ground-i'],
      ['ground-h-2006', 'ground-h'],
    ])
    for (const { rule, replacedBy } of olderVersions) {
      expect(rule.inForce.until).toBe('2024-08-18')
      expect(replacedBy.inForce).toEqual({ from: '2024-08-19', until: null })
      expect([rule.standing, rule.kind, rule.owedBy]).toEqual([replacedBy.standing, replacedBy.kind, replacedBy.owedBy])
    }
  })

  it('is the version of its day; before the first version on file, the first is', () => {
    const version = (on: string) => versionOn(findRule('ground-i')!, on).id
    const days = ['2010-01-01', '2016-09-01', '2024-08-18', '2024-08-19', '2050-01-01']
    expect(days.map(version)).toEqual(['ground-i-2006', 'ground-i-2006', 'ground-i-2006', 'ground-i', 'ground-i'])
    expect(versionOn(findRule('home-visit')!, '2010-01-01').id).toBe('home-visit')
  })
})

describe('a rule for which no day is appointed', () => {
  it('holds on none', () => {
    const unappointed = ruleLibrary.filter(({ inForce }) => inForce.from === null)
    expect(unappointed.map(({ id }) => id)).toEqual(['not-in-school-register'])
    expect(isInForce(unappointed[0]!, '2099-12-31')).toBe(false)
  })
})

describe('the wording that nobody has compared with the instrument', () => {
  it.each(['ground-h', 'ground-i', 'attendance-return', 'sickness-return', 'unexplained-code'])('%s says so', (id) => {
    expect(findRule(id)?.source.confirmed).toBe(false)
  })

  it('holds for the codes too', () => {
    expect(attendanceCodesSource.confirmed).toBe(false)
  })
})

describe('the policy of a day', () => {
  it('has the numbers of the procedure, with their source', () => {
    const { numbers, source, from } = localPolicyOn(shippedPolicies, '2026-10-12')
    expect(numbers).toEqual({
      escalateOnSchoolDay: 3,
      visitBySchoolDay: 5,
      referOnSchoolDay: 10,
      reviewEveryDays: 7,
      referralAnswerWithinDays: 1,
    })
    expect(source.url).toMatch(/^https:\/\//)
    expect(from).toBe('2024-10-01')
  })

  it('before the first version is the first', () => {
    expect(localPolicyOn(shippedPolicies, '2020-01-01')).toBe(shippedPolicies[0])
  })
})
