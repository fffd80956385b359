// Do the commands shown beside a new secret work as they stand? Pasted into bash, against a server that listens.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { machineClock } from '../../src/outside/clock.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, textOf, wednesday } from './peopleHouse.ts'

let made: PeopleHouse
let close: () => void

/** A house that people and systems reach on a real port. */
async function listening(mode: 'production' | 'demonstration') {
  let fetch: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 })
  const server = serve({ fetch: (request) => fetch(request), port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((listens) => server.once('listening', listens))
  const { port } = server.address() as { port: number }
  const clocks = mode === 'production' ? { clock: machineClock, machineClock } : {}
  made = await makePeopleHouse({ change: { mode, publicUrl: `http://127.0.0.1:${port}`, ...clocks } })
  fetch = made.app.fetch
  close = () => server.close()
}

/** What a person reads as a command on the page. */
function commandOn(html: string, id: string): string {
  const [, text] = new RegExp(`<code id="${id}">([\\s\\S]*?)</code>`).exec(html)!
  const marks = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#92;': '\\', '&#96;': '`', '&amp;': '&' }
  return text!.replace(/&(lt|gt|quot|#39|#92|#96|amp);/g, (mark) => marks[mark as keyof typeof marks])
}

async function bash(command: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', `set -eu\n${command}`])
  expect(stderr).toBe('')
  return stdout.trim()
}

async function connected(): Promise<string> {
  const form = { formKey: 'k', which: 'known', school: heronLane, vendor: 'generic' }
  const answer = await made.post('/connections', form, 'ada')
  expect(answer.status).toBe(200)
  return answer.text()
}

afterEach(async () => {
  close()
  await made.house.settled()
  made.house.sqlite.close()
})

describe.each(['production', 'demonstration'] as const)('in a house for %s', (mode) => {
  beforeEach(() => listening(mode))

  test('the first message is kept, sent again it is another, and it changes no child', async () => {
    const html = await connected()
    const command = commandOn(html, 'first-message')
    expect(await bash(command)).toBe('{"status":"accepted"} 202')
    expect(await bash(command)).toBe('{"status":"accepted"} 202')
    await made.house.settled()
    expect(await made.house.database.read(sql`SELECT type, state, tries FROM deliveries`)).toEqual([
      { type: 'sync.completed', state: 'processed', tries: 0 },
      { type: 'sync.completed', state: 'processed', tries: 0 },
    ])
    expect(await made.house.database.read(sql`SELECT count(*) AS n FROM pupils`)).toEqual([{ n: 0 }])
    const [{ id }] = (await made.house.database.read(sql`SELECT id FROM connections`)) as [{ id: string }]
    expect(await textOf(await made.get(`/connections/${id}/arrivals`, 'ada'))).toContain(
      'Reading finished sync.completed Taken in',
    )
  })

  test('one mark is taken in for the pupil whose number is put in', async () => {
    const command = commandOn(await connected(), 'first-mark')
    expect(command.split('\n').slice(0, 2)).toEqual(["pupil=''", "code='/'"])
    expect(await bash(command.replace("pupil=''", "pupil='p1'").replace("code='/'", "code='N'"))).toBe(
      '{"status":"accepted"} 202',
    )
    await made.house.settled()
    expect(await made.house.database.read(sql`SELECT state FROM deliveries`)).toEqual([{ state: 'processed' }])
    expect(await made.house.database.read(sql`SELECT mis_id FROM pupils`)).toEqual([{ mis_id: 'p1' }])
  })

  test('with another secret it is refused, and the page says so', async () => {
    const html = await connected()
    const wrong = commandOn(html, 'first-message').replace(/secret='whsec_..../, "secret='whsec_AAAA")
    expect(await bash(wrong)).toBe('{"status":"refused"} 401')
    const [{ id }] = (await made.house.database.read(sql`SELECT id FROM connections`)) as [{ id: string }]
    const text = await textOf(await made.get(`/connections/${id}/arrivals`, 'ada'))
    expect(text).toContain('answered 401: the signature, the secret or the time was wrong')
    expect(text).toContain('Nothing has arrived yet')
  })
})

test('in the demonstration, whose clock stands still, the command says its time', async () => {
  await listening('demonstration')
  const command = commandOn(await connected(), 'first-message')
  expect(command).toContain(`at=${Date.parse(wednesday) / 1000}\nnow=${wednesday}\n`)
})
