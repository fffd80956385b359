// Today without leaving the page: a row saves in place, the next one has the focus, single keys log an outcome.
// Without this file the same forms post and the same addresses answer.
import 'htmx.org/dist/htmx.esm.js'
// Only elements that the server stamped with the page's nonce may speak to the server.
import 'htmx.org/dist/ext/hx-csp.js'

const kept = 'whereabouts-single-keys'
const main = () => document.getElementById('main-content')
let pressed = null

const isOn = () => localStorage.getItem(kept) !== 'off'

function showKeys() {
  const bar = document.querySelector('[data-keys]')
  if (!bar) return
  bar.hidden = false
  bar.querySelector('p').textContent = isOn()
    ? 'Keys 1 to 6 log an outcome for the row you are in and move on.'
    : 'Single keys are off.'
  const button = bar.querySelector('[data-keys-switch]')
  button.textContent = isOn() ? 'Turn single keys off' : 'Turn single keys on'
  button.setAttribute('aria-pressed', String(isOn()))
  main().classList.toggle('wb-keys-on', isOn())
}

document.addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-keys-switch]')) return
  localStorage.setItem(kept, isOn() ? 'off' : 'on')
  showKeys()
})

document.addEventListener('keydown', (event) => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  if (event.target.matches?.('textarea, select, input:not([type=checkbox])')) return
  const button = event.target.closest?.('.wb-call')?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!button) return
  event.preventDefault()
  button.click()
})

document.addEventListener('submit', (event) => {
  pressed = event.target.closest?.('.wb-call')?.id ?? null
})

// A whole page comes back, of which one part is shown: its scripts run already, and Trusted Types would refuse to copy them.
document.addEventListener('htmx:after:request', (event) => {
  const { ctx } = event.detail
  ctx.text = ctx.text?.replace(/<script\b[^>]*><\/script>/g, '')
})

// The row that was worked on if it is still to be done, else the one after it.
document.addEventListener('htmx:after:swap', () => {
  showKeys()
  if (!pressed) return document.querySelector('.govuk-error-summary')?.focus()
  const row = document.getElementById(pressed)
  pressed = null
  const summary = document.querySelector('.govuk-error-summary')
  if (summary) {
    summary.tabIndex = -1
    return summary.focus()
  }
  let next = row
  while (next?.classList.contains('wb-call--moved')) next = next.nextElementSibling
  ;(next ?? row)?.focus()
})

showKeys()
