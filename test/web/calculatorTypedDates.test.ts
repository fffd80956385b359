import { describe, expect, it } from 'vitest'
import { readClosedDays } from '../../src/web/forms/calculatorClosedDays.ts'

describe('A closed day is read however people write it', () => {
  it.each([
    '2 November 2026 INSET',
    '2 Nov 2026 inset day',
    '2nd November 2026: INSET',
    'Monday 2 November 2026 - INSET',
    'Mon, 2 Nov 2026 staff training',
    'INSET: November 2, 2026',
    '2/11/2026 INSET',
    '02/11/26 INSET',
    '2.11.2026\tINSET',
    '2-11-2026 INSET',
    '2026-11-02 INSET',
    '02 NOVEMBER 2026 INSET',
    '• 2\u00a0November\u00a02026 INSET',
    '\u200e2\u200e/\u200e11\u200e/\u200e2026 INSET',
    '２ November ２０２６ INSET',
  ])('%s', (line) => {
    expect(readClosedDays(line)).toEqual({ closed: [{ on: '2026-11-02', because: 'inset' }], faults: [] })
  })

  it('with the reason it gives', () => {
    expect(readClosedDays('3/5/2027 bank holiday\n21/5/2027 half-term\n24/5/2027 boiler\n25/5/2027').closed).toEqual([
      { on: '2027-05-03', because: 'bank-holiday' },
      { on: '2027-05-21', because: 'holiday' },
      { on: '2027-05-24', because: 'planned-closure' },
      { on: '2027-05-25', because: 'planned-closure' },
    ])
  })

  it('several on a line with commas between, or a span, whose weekends are no closed days', () => {
    expect(readClosedDays('2/11/2026, 4/1/2027 and 7/6/2027 INSET').closed.map(({ on }) => on)).toEqual([
      '2026-11-02',
      '2027-01-04',
      '2027-06-07',
    ])
    expect(readClosedDays('Fri 27 Nov 2026 – Tue 1 Dec 2026 holiday').closed.map(({ on }) => on)).toEqual([
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
    ])
  })

  it('with lines ended as any machine ends them', () => {
    expect(readClosedDays('2/11/2026\r\n\r\n3/11/2026\r4/11/2026\n').closed.map(({ on }) => on)).toEqual([
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
    ])
  })

  it.each([
    '2 and 3 November 2026',
    '26-30 October 2026',
    '2 November',
    '2026',
    '20261102',
    '2/11/2026 and 4/1',
    '32/1/2027',
    '2/13/2026',
    '1/1/1066',
  ])('and is never half read: %s', (line) => {
    const { closed, faults } = readClosedDays(line)
    expect(closed).toEqual([])
    expect(faults).toHaveLength(1)
  })
})
