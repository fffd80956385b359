// What of a case is silence, and what is only not read?

import { expect, test } from 'vitest'
import { caseNow, marksSince } from '../../src/cases/caseNow.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { caseAt } from './caseAt.ts'

test('registers from before the marks that are read are no silence, however long the child is known', () => {
  const calendar = {
    schoolUrn: '100001',
    academicYears: ['2024/25', '2025/26', '2026/27'],
    publishedAt: '2026-09-01T00:00:00.000Z',
    terms: [
      { from: '2024-09-02', to: '2025-07-21' },
      { from: '2025-09-01', to: '2026-07-21' },
      { from: '2026-09-01', to: '2026-12-18' },
    ],
    closed: [],
    policies: shippedPolicies,
  }
  const known = caseAt('2026-10-22', [], { pupil: { firstKnownOn: '2024-09-02' }, kept: { calendar } })
  expect(marksSince('2026-10-22T11:00:00.000Z')).toBe('2025-08-01')
  expect(known.silent[0]?.on).toBe('2025-09-01')
  const old = { ...known, summary: { ...known.summary, beganOn: '2025-03-03' } }
  expect(caseNow(old, known.asOf).silent[0]?.on).toBe('2025-03-03')
})
