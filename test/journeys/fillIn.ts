// How does a person fill in a form of a case? By the fields' names, as the page labels them.
import type { Page } from 'playwright-core'

/** Fills in fields by name: a text, a choice of radios or checkboxes, or a date `2026-10-12`; then sends the form. */
export async function fillIn(page: Page, values: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const choice = page.locator(`input[name="${name}"][value="${value}"]`)
    const date = page.locator(`#${name}-day`)
    if ((await choice.count()) > 0) await choice.check()
    else if ((await date.count()) > 0) {
      const [year, month, day] = value.split('-') as [string, string, string]
      await date.fill(day)
      await page.locator(`#${name}-month`).fill(month)
      await page.locator(`#${name}-year`).fill(year)
    } else await page.locator(`[name="${name}"]`).fill(value)
  }
  await send(page, button)
}

/** Presses a button and waits for the page that answers. */
export async function send(page: Page, button: string): Promise<void> {
  await pageAfter(page, () => page.getByRole('button', { name: button, exact: true }).first().click())
}

/** Does what leads to another page, and waits until that page is there to be read: a click alone says nothing of when. */
export async function pageAfter(page: Page, done: () => Promise<unknown>): Promise<void> {
  await Promise.all([
    page.waitForEvent('domcontentloaded'),
    page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303),
    done(),
  ])
}
