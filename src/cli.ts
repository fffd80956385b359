#!/usr/bin/env node
// The command line's door: the same house, opened for one command. Prints only what the command prints.
import { createReadStream } from 'node:fs'
import { clockCommand } from './clockCommand.ts'
import { demonstrationConfig, readConfig } from './config.ts'
import { connectionCommand } from './connectionCommand.ts'
import { eventsCommand } from './eventsCommand.ts'
import type { House } from './house.ts'
import { identifierCommand } from './identifierCommand.ts'
import { lineLog, openNodeHouse } from './openNodeHouse.ts'
import { machineClock, standingClock } from './outside/clock.ts'
import { personCommand } from './personCommand.ts'
import { rebuildCommand } from './rebuildCommand.ts'
import { simulateCommand } from './simulateCommand.ts'
import { verifyCommand } from './verifyCommand.ts'

const usage = `Usage: npx whereabouts COMMAND
  clock [FILE] [--lines]       what is owed for a child, by whom, by when, and why (JSON in, JSON out)
  identifier KIND TEXT         whether a upn, uln, urn or laestab is well made, as one JSON line
  connection add | rotate | end …
                               a door for a school's system: prints its endpoint and secret; a new secret; its end
  person invite …              somebody who may sign in, with a role
  events --security | --quarantine | --deliveries
                               what came in and what was refused, one JSON object a line
  verify                       walks the record and says whether it is whole
  rebuild                      writes the summaries again from the record
  simulate …                   posts many invented schools’ registers to the running demonstration`

const brokenPipe = 141

type Command = (args: readonly string[], house: House, io: typeof output) => Promise<number>

const output = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
}

const commands: Record<string, Command> = {
  connection: connectionCommand,
  person: personCommand,
  events: eventsCommand,
  verify: (args, house) => verifyCommand(args, house, process),
  rebuild: (args, house) => rebuildCommand(args, house, process),
  simulate: simulateCommand,
}

/** Commands that look at what is there: they make no database. */
const needsDatabase = ['events', 'verify', 'rebuild', 'simulate']

// Whoever read along has read enough (`verify | head`): end as every tool does then, without a word.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause
    process.exit(brokenPipe)
  })
}

process.exitCode = await main(process.argv[2] ?? '', process.argv.slice(3))

async function main(name: string, args: string[]): Promise<number> {
  if (name === 'clock') {
    const { stdin, stdout, stderr } = process
    return clockCommand(args, { openFile: (path) => createReadStream(path), stdin, stdout, stderr })
  }
  if (name === 'identifier') return identifierCommand(args, output)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    output.err(`${usage}\n`)
    return 2
  }
  try {
    const open = await openHere(needsDatabase.includes(name))
    try {
      return await command(args, open.house, output)
    } finally {
      await open.close()
    }
  } catch (cause) {
    output.err(`${cause instanceof Error ? cause.message : String(cause)}\n`)
    return 2
  }
}

/** The house the server of this environment keeps: the real one when its keys are set, else the demonstration. */
async function openHere(mustExist: boolean) {
  const isReal = Boolean(process.env.WHEREABOUTS_AUDIT_KEY || process.env.WHEREABOUTS_SECRETS_KEY)
  const real = isReal ? readConfig(process.env) : null
  if (real && 'faults' in real) throw new Error(real.faults.join('\n'))
  if (real) return openNodeHouse({ mode: 'production', ...real.config }, machineClock, lineLog, { mustExist })
  const demonstration = demonstrationConfig(process.env)
  if ('faults' in demonstration) throw new Error(demonstration.faults.join('\n'))
  const { config } = demonstration
  const clock = config.clock ? standingClock(config.clock) : machineClock
  return openNodeHouse({ mode: 'demonstration', ...config }, clock, lineLog, { mustExist })
}
