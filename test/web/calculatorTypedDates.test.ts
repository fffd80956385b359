import { describe, expect, it } from 'vitest'
import { readClosedDays } from '../../src/web/forms/calculatorClosedDays.ts'
import { readMarks } from '../../src/web/forms/calculatorMarks.ts'

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
    '26-30 October',
    '26/27-30 October 2026',
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

describe('A span is read however people shorten it', () => {
  it.each([
    '2 to 6 November 2026',
    '2-6 November 2026',
    '2 – 6 Nov 2026',
    '2nd until 6th of November 2026',
    'Monday 2 to Friday 6 November 2026',
    '2 November to 6 November 2026',
    '2/11/2026 to 6/11/2026',
    '2026-11-02 to 2026-11-06',
    '2026-11-02 to 6 November 2026',
    '2.11.26 - 6 November 2026',
  ])('%s', (line) => {
    expect(readMarks(`${line} U`)).toEqual({
      marks: [{ from: '2026-11-02', to: '2026-11-06', isSpan: true, line: 1, session: null, code: 'U' }],
      faults: [],
    })
    expect(readClosedDays(line).closed.map(({ on }) => on)).toEqual([
      ...['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'],
    ])
  })

  it('across months, each with its own', () => {
    expect(readMarks('28 October to 3 November 2026 I').marks).toMatchObject([{ from: '2026-10-28', to: '2026-11-03' }])
  })
})

describe('A mark is read however people write it', () => {
  const day = { from: '2026-10-20', to: '2026-10-20', isSpan: false, line: 1 }

  it.each([
    ['20 October 2026 I', null, 'I'],
    ['20 October 2026: i', null, 'I'],
    ['Tue 20 Oct 2026 - I (illness)', null, 'I'],
    ['20/10/2026\tI', null, 'I'],
    ['2026-10-20,I', null, 'I'],
    ['I 20/10/2026', null, 'I'],
    ['20/10/2026 AM and PM I', null, 'I'],
    ['20/10/2026 AM I', 'AM', 'I'],
    ['20/10/2026 I morning', 'AM', 'I'],
    ['pm 20/10/2026 code y4', 'PM', 'Y4'],
    ['20/10/2026 afternoon = \\', 'PM', '\\'],
    ['20/10/2026 /', null, '/'],
    ['20/10/2026 /\\', null, '/'],
    ['20/10/2026 #', null, '#'],
    ['20/10/2026 C1', null, 'C1'],
  ])('%s', (line, session, code) => {
    expect(readMarks(line)).toEqual({ marks: [{ ...day, session, code }], faults: [] })
  })

  it('several on a line, each with the code', () => {
    expect(
      readMarks('20/10/2026, 21/10/2026 and 3 to 4 November 2026 U').marks.map(({ from, to }) => [from, to]),
    ).toEqual([
      ['2026-10-20', '2026-10-20'],
      ['2026-10-21', '2026-10-21'],
      ['2026-11-03', '2026-11-04'],
    ])
  })
})
