// What is made of each answer about bank holidays? At the wire: any other request fails the test.
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { publishedBankHolidays } from '../../src/outside/bankHolidays.ts'
import { wire } from '../support/setUp.ts'

const url = 'https://days.example/bank-holidays.json'
const reader = publishedBankHolidays(url)

const eight = [
  ['2029-01-01', 'New Year’s Day'],
  ['2029-03-30', 'Good Friday'],
  ['2029-04-02', 'Easter Monday'],
  ['2029-05-07', 'Early May bank holiday'],
  ['2029-05-28', 'Spring bank holiday'],
  ['2029-08-27', 'Summer bank holiday'],
  ['2029-12-25', 'Christmas Day'],
  ['2029-12-26', 'Boxing Day'],
].map(([date, title]) => ({ title, date, notes: '', bunting: true }))

const listOf = (events: unknown) => ({
  'england-and-wales': { division: 'england-and-wales', events },
  scotland: { division: 'scotland', events: [{ title: '2nd January', date: '2029-01-02', notes: '', bunting: true }] },
})

test('the days of England and Wales, in order, and nothing of Scotland', async () => {
  let accepts: string | null = null
  wire.use(
    http.get(url, ({ request }) => {
      accepts = request.headers.get('accept')
      return HttpResponse.json(listOf(eight.toReversed()))
    }),
  )
  expect(await reader.read()).toEqual({
    days: [
      { on: '2029-01-01', name: 'New Year’s Day' },
      { on: '2029-03-30', name: 'Good Friday' },
      { on: '2029-04-02', name: 'Easter Monday' },
      { on: '2029-05-07', name: 'Early May bank holiday' },
      { on: '2029-05-28', name: 'Spring bank holiday' },
      { on: '2029-08-27', name: 'Summer bank holiday' },
      { on: '2029-12-25', name: 'Christmas Day' },
      { on: '2029-12-26', name: 'Boxing Day' },
    ],
  })
  expect(accepts).toBe('application/json')
})

const shape = 'The list has another shape than expected'
const answers: readonly [name: string, answer: () => Response, failed: string][] = [
  ['404', () => new HttpResponse('no', { status: 404 }), 'The list was answered with 404'],
  ['503', () => new HttpResponse(null, { status: 503 }), 'The list was answered with 503'],
  [
    'a redirect, which is not followed',
    () => HttpResponse.redirect('https://elsewhere.example/', 301),
    'The list was answered with 301',
  ],
  ['no connection', () => HttpResponse.error(), 'The list could not be reached'],
  ['a page', () => HttpResponse.html('<html>Sorry</html>'), shape],
  ['nothing', () => new HttpResponse('', { status: 200 }), shape],
  ['another list', () => HttpResponse.json({ scotland: { events: eight } }), shape],
  ['no day', () => HttpResponse.json(listOf([])), shape],
  [
    'a day that does not exist',
    () => HttpResponse.json(listOf([...eight, { date: '2029-02-29', title: 'Leap day' }])),
    shape,
  ],
  [
    'a day of another century',
    () => HttpResponse.json(listOf([...eight, { date: '1929-02-28', title: 'Long ago' }])),
    shape,
  ],
  [
    'a day without a name',
    () => HttpResponse.json(listOf([...eight.slice(1), { date: '2029-01-01', title: ' ' }])),
    shape,
  ],
  [
    'a name with a control character',
    () => HttpResponse.json(listOf([...eight.slice(1), { date: '2029-01-01', title: 'New\u202EYear' }])),
    shape,
  ],
  [
    'a name without an end',
    () => HttpResponse.json(listOf([...eight.slice(1), { date: '2029-01-01', title: 'x'.repeat(201) }])),
    shape,
  ],
  ['a day twice', () => HttpResponse.json(listOf([...eight, eight[0]])), 'The list says a day twice'],
  ['seven days of a year', () => HttpResponse.json(listOf(eight.slice(1))), 'The list knows too few days of 2029: 7'],
  [
    'a year whole and one day of the next',
    () => HttpResponse.json(listOf([...eight, { date: '2030-01-01', title: 'New Year’s Day' }])),
    'The list knows too few days of 2030: 1',
  ],
  [
    'more than 1 MB',
    () => new HttpResponse(`${JSON.stringify(listOf(eight))}${' '.repeat(1024 * 1024)}`),
    'The list is longer than 1 MB',
  ],
]

test.each(answers)('%s', async (_, answer, failed) => {
  wire.use(http.get(url, answer))
  expect(await reader.read()).toEqual({ failed })
})

test('a list just short of 1 MB is read', async () => {
  const text = JSON.stringify(listOf(eight))
  wire.use(
    http.get(url, () => new HttpResponse(text + ' '.repeat(1024 * 1024 - new TextEncoder().encode(text).length))),
  )
  expect(await reader.read()).toMatchObject({ days: { length: 8 } })
})

test('one that does not answer is given up after ten seconds', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    expect(milliseconds).toBe(10_000)
    return AbortSignal.abort(new DOMException('late', 'TimeoutError'))
  })
  wire.use(http.get(url, () => HttpResponse.json(listOf(eight))))
  expect(await reader.read()).toEqual({ failed: 'The list was not answered in time' })
  timeout.mockRestore()
})

test.each(['http://days.example/bank-holidays.json', 'file:///etc/passwd', 'days'])(
  '%s is not asked',
  async (address) => {
    expect(await publishedBankHolidays(address).read()).toEqual({ failed: 'The address does not begin with https://' })
  },
)
