// Is every rule complete, on the contents page and in the list of sources?
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isDate } from '../../src/calendar/date.ts'
import { attendanceCodesSource } from '../../src/law/attendanceCodes.ts'
import { localPolicies, localPolicyOn } from '../../src/law/localPolicy.ts'
import { basisOf, isInForce } from '../../src/law/rule.ts'
import { findRule, rules } from '../../src/law/rules.ts'

const folder = new URL('../../src/law/', import.meta.url)
const holdNoRule = ['attendanceCodes.ts', 'localPolicy.ts', 'riskQuestionList.ts', 'rule.ts', 'rules.ts', 'source.ts']
const ruleFiles = readdirSync(folder).filter((file) => file.endsWith('.ts') && !holdNoRule.includes(file))

describe('the contents page', () => {
  it.each(ruleFiles)('lists the rule of %s', async (file) => {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>
    expect(rules).toContain(module[file.replace('.ts', '')])
  })

  it('lists no rule twice, and none without a file', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length)
    expect(rules).toHaveLength(ruleFiles.length)
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
  })
})

describe('every rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s has a sentence, a source, a kind and its dates',
    (_id, rule) => {
      expect(rule.says).toMatch(/^[A-Z].{30,}\.$/)
      expect(rule.source.instrument).not.toBe('')
      expect(rule.source.provision).not.toBe('')
      expect(rule.source.url).toMatch(/^https:\/\/[a-z0-9.-]+\.[a-z]+\/\S+$/)
      expect(typeof rule.source.confirmed).toBe('boolean')
      expect(['must', 'may', 'should']).toContain(rule.kind)
      expect(['law', 'statutory-guidance', 'local-procedure']).toContain(rule.standing)
      expect(isDate(rule.inForce.from)).toBe(true)
      expect(rule.name).toMatch(/^[A-Z].{5,}[^.]$/)
      expect(rule.counted).toMatch(/^[a-z].{5,}[^.]$/)
      expect(rule.workedExample).toMatch(/^[A-Z].{30,}\.$/)
    },
  )

  it.each(rules.map((rule) => [rule.id, rule.source.url] as const))(
    '%s has its source listed with its address',
    (_id, url) => {
      expect(readFileSync(new URL('SOURCES.md', folder), 'utf8')).toContain(url)
    },
  )

  it('that calls itself law cites an Act or an instrument of Parliament', () => {
    const law = rules.filter((rule) => rule.standing === 'law')
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
    const { numbers, source, from } = localPolicyOn('2026-10-12')
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
    expect(localPolicyOn('2020-01-01')).toBe(localPolicies[0])
  })
})
