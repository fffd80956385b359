import { describe, expect, it } from 'vitest'
import { readClosedDays } from '../../src/web/forms/calculatorClosedDays.ts'
import { readMarks } from '../../src/web/forms/calculatorMarks.ts'
import { readTerms } from '../../src/web/forms/calculatorTerms.ts'

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
    expect(readClosedDays(line)).toEqual({ closed: [{ on: '2026-11-02', because: 'inset' }], faults: [], assumed: [] })
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
      assumed: [],
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
    expect(readMarks(line)).toEqual({ marks: [{ ...day, session, code }], faults: [], assumed: [] })
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

describe('A year left out is taken from beside it, and said', () => {
  const closedOn = (line: string, schoolYear: number | null = 2026) => {
    const { closed, faults, assumed } = readClosedDays(line, schoolYear)
    return { days: closed.map(({ on }) => on), faults, assumed }
  }

  it.each([
    ['29 October to 2 November half-term', ['2026-10-29', '2026-10-30', '2026-11-02'], ['2026-10-29', '2026-11-02']],
    ['29 October 2026 to 2 November half-term', ['2026-10-29', '2026-10-30', '2026-11-02'], ['2026-11-02']],
    ['29 October to 2 November 2026 half-term', ['2026-10-29', '2026-10-30', '2026-11-02'], []],
    ['31 December to 1 January 2027', ['2026-12-31', '2027-01-01'], []],
    ['31 December 2026 to 1 January', ['2026-12-31', '2027-01-01'], ['2027-01-01']],
    ['31 december - 1 january', ['2026-12-31', '2027-01-01'], ['2026-12-31', '2027-01-01']],
    ['2-3 November', ['2026-11-02', '2026-11-03'], ['2026-11-02', '2026-11-03']],
    ['30 October-2 November', ['2026-10-30', '2026-11-02'], ['2026-10-30', '2026-11-02']],
    ['INSET: Monday 4 January', ['2027-01-04'], ['2027-01-04']],
    ['January 4th INSET', ['2027-01-04'], ['2027-01-04']],
    ['2 November 2025, 5 January INSET', ['2025-11-02', '2026-01-05'], ['2026-01-05']],
    ['31 August INSET', ['2026-08-31'], ['2026-08-31']],
  ] as const)('%s', (line, days, assumed) => {
    expect(closedOn(line)).toEqual({ days, faults: [], assumed })
  })

  it.each([
    ['2 November', null],
    ['29 February', 2026],
    ['Tuesday 4 January', 2026],
    ['6 to 2 November', 2026],
    ['4/1', 2026],
    ['2 and 3 November', 2026],
    ['26/27-30 October', 2026],
    ['1 March to 31 December', 2026],
  ])('but is never guessed: %s', (line, schoolYear) => {
    const { days, faults } = closedOn(line, schoolYear)
    expect(days).toEqual([])
    expect(faults).toHaveLength(1)
  })

  it('in a mark too', () => {
    expect(readMarks('5 January AM I', 2026)).toMatchObject({
      marks: [{ from: '2027-01-05', to: '2027-01-05', session: 'AM', code: 'I' }],
      assumed: ['2027-01-05'],
    })
  })

  it.each([
    [['1 September 2026', '18 december'], { from: '2026-09-01', to: '2026-12-18' }, ['2026-12-18']],
    [['2 November', '29 January 2027'], { from: '2026-11-02', to: '2027-01-29' }, ['2026-11-02']],
    [['2 November 2026', '29 January'], { from: '2026-11-02', to: '2027-01-29' }, ['2027-01-29']],
    [['4 January', 'Fri 12 February'], { from: '2027-01-04', to: '2027-02-12' }, ['2027-01-04', '2027-02-12']],
  ] as const)('in a term row too: %s', ([from, to], term, assumed) => {
    expect(readTerms([{ from, to }], 2026)).toEqual({ terms: [term], faults: [], assumed })
  })

  it('of a term row by the other rows, before anything else', () => {
    const rows = [
      { from: '4 January', to: '12 February' },
      { from: '1 September 2025', to: '24 October 2025' },
    ]
    expect(readTerms(rows, 2026).terms).toEqual([
      { from: '2026-01-04', to: '2026-02-12' },
      { from: '2025-09-01', to: '2025-10-24' },
    ])
    expect(readTerms(rows.slice(0, 1)).faults.map(({ text }) => text)).toEqual([
      'Term 1: first day: 4 January has no year',
      'Term 1: last day: 12 February has no year',
    ])
  })
})
