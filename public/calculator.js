// A link to a question holds it after the #, which no server sees: it is read here, filled in and sent. And a button copies it.

const form = document.querySelector('[data-calculator]')
const longestHash = 20_000
const months = 'January February March April May June July August September October November December'.split(' ')
const reasons = { inset: 'INSET', holiday: 'holiday', 'bank-holiday': 'bank holiday', 'planned-closure': 'planned closure' }
const mostOf = { terms: 24, closed: 200, marks: 200 }

/** The date in words, or null when there is no such day. */
function dayOf(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (!year || Number(year) < 1900 || made.toJSON()?.slice(0, 10) !== text) return null
  return { day: String(Number(day)), month: String(Number(month)), year, words: `${Number(day)} ${months[month - 1]} ${year}` }
}

function listOf(text, most, readItem) {
  if (text === undefined) return []
  const items = text.split(',')
  const read = items.length <= most ? items.map(readItem) : [null]
  return read.includes(null) ? null : read
}

function readTerm(item) {
  const [from, to, ...more] = item.split('_').map(dayOf)
  return from && to && more.length === 0 ? { from: from.words, to: to.words } : null
}

/** `2026-11-02_…` or `2026-11-02_2026-11-06_…`: the days in words, and what follows them. */
function readSpan(item) {
  const [, date, last, rest] = /^([\d-]{10})(?:_([\d-]{10}))?_(.{1,20})$/.exec(item) ?? []
  const [from, to] = [dayOf(date ?? ''), dayOf(last ?? date ?? '')]
  return from && to ? { days: last === undefined ? from.words : `${from.words} to ${to.words}`, rest } : null
}

function readClosed(item) {
  const span = readSpan(item)
  return span && Object.hasOwn(reasons, span.rest) ? `${span.days} ${reasons[span.rest]}` : null
}

function readMark(item) {
  const span = readSpan(item)
  const [, session, written] = /^(?:(AM|PM)_)?([^_]+)$/.exec(span?.rest ?? '') ?? []
  const code = written && decoded(written)
  if (!code || !form.dataset.codes.split(' ').includes(code)) return null
  return [span.days, ...(session ? [session] : []), code].join(' ')
}

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The question of a hash; null when any of it cannot be read, for half a question gives wrong dates. Other fields are left alone. */
function readQuestion(hash) {
  if (hash.length > longestHash) return null
  const fields = {}
  for (const field of hash.slice(1).split('&')) {
    const at = field.indexOf('=')
    const name = field.slice(0, at)
    if (!Object.hasOwn(fields, name)) fields[name] = field.slice(at + 1)
  }
  const first = dayOf(fields.first ?? '')
  const birth = fields.birth === undefined ? { day: '', month: '', year: '' } : dayOf(fields.birth)
  const terms = listOf(fields.terms, mostOf.terms, readTerm)
  const closed = listOf(fields.closed, mostOf.closed, readClosed)
  const marks = listOf(fields.marks, mostOf.marks, readMark)
  const isWhole = first && birth && terms?.length && closed && marks && [undefined, 'yes'].includes(fields.holidays)
  return isWhole ? { first, birth, terms, closed, marks, hasHolidays: fields.holidays === 'yes' } : null
}

/** Puts values into the fields of a name, in order; fields too few are added unseen, those left over emptied. */
function fill(name, values) {
  const fields = [...form.querySelectorAll(`[name="${name}"]`)]
  for (const [at, value] of values.entries()) {
    const field = fields[at] ?? form.appendChild(document.createElement('input'))
    if (!fields[at]) Object.assign(field, { type: 'hidden', name })
    field.value = value
  }
  for (const field of fields.slice(values.length)) field.value = ''
}

function setHolidays(isWanted) {
  const box = form.querySelector('[name="bank-holidays"]')
  if (box?.type === 'checkbox') box.checked = isWanted
  else if (isWanted) fill('bank-holidays', ['yes'])
  else box?.remove()
}

function openLink() {
  if (!form || !/^#(?:.*&)?first=/.test(location.hash)) return
  const question = readQuestion(location.hash)
  // First, so that going back from the dates does not lead to them again, and the address keeps no dates.
  history.replaceState(null, '', location.pathname + location.search)
  const broken = document.querySelector('[data-broken-link]')
  if (broken) broken.hidden = question !== null
  if (question === null) return
  for (const part of ['day', 'month', 'year']) {
    fill(`first-${part}`, [question.first[part]])
    fill(`birth-${part}`, [question.birth[part]])
  }
  fill('term-from', question.terms.map(({ from }) => from))
  fill('term-to', question.terms.map(({ to }) => to))
  fill('closed', [question.closed.join('\n')])
  fill('marks', [question.marks.join('\n')])
  setHolidays(question.hasHolidays)
  form.querySelector('[name="from-school"]')?.remove()
  // Without a button nothing is wished, and the dates are worked out.
  form.submit()
}

/** Copies the link; where the browser does not allow it, as on plain http, selects it for the keyboard to copy. */
async function copyLink() {
  const link = document.querySelector('[data-link]')
  const said = document.querySelector('[data-copied]')
  try {
    await navigator.clipboard.writeText(link.href)
    said.textContent = 'Copied.'
  } catch {
    getSelection().selectAllChildren(link)
    said.textContent = 'The link is selected. Press Ctrl+C to copy it.'
  }
}

function offerCopy() {
  const button = document.querySelector('[data-copy]')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', copyLink)
}

openLink()
addEventListener('hashchange', openLink)
offerCopy()
