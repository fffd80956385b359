// How many requests a second, sent by 64 connections that are kept open?
import { type ChildProcess, fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'

export interface Message {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Load {
  readonly perSecond: number
  /** Milliseconds that 99 of 100 answers took at most. */
  readonly p99: number
  readonly statuses: Record<string, number>
}

/** Sends all messages by that many connections, each as soon as one is free. */
export async function load(port: number, messages: readonly Message[], connections = 64): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  const statuses: Record<string, number> = {}
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let message = messages[next++]; message; message = messages[next++]) {
        const sent = performance.now()
        const status = await send(agent, port, message)
        took.push(performance.now() - sent)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  took.sort((a, b) => a - b)
  return { perSecond: messages.length / seconds, p99: took[Math.floor(took.length * 0.99)] ?? 0, statuses }
}

function send(agent: Agent, port: number, { path, method, headers, body }: Message): Promise<number> {
  return new Promise((answered, failed) => {
    const all = { ...headers, 'content-length': String(Buffer.byteLength(body)) }
    const going = request({ agent, port, host: '127.0.0.1', method, path, headers: all }, (answer) => {
      answer.resume()
      answer.on('end', () => answered(answer.statusCode ?? 0))
    })
    going.on('error', failed)
    going.end(body)
  })
}

export interface BenchServer {
  readonly port: number
  readonly endpoint: string
  readonly secret: string
  ask(message: string): Promise<Record<string, unknown>>
  end(): void
}

/** Starts a server file of this folder in a process of its own. */
export async function startServer(file: string, args: readonly string[]): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [...args])
  const started = (await heard(child)) as { port: number; endpoint: string; secret: string }
  return {
    ...started,
    async ask(message) {
      const answer = heard(child)
      child.send(message)
      return (await answer) as Record<string, unknown>
    },
    end: () => void child.send('end'),
  }
}

function heard(child: ChildProcess): Promise<unknown> {
  return new Promise((done, failed) => {
    child.once('message', done)
    child.once('exit', (code) => failed(new Error(`The server ended with ${code}`)))
  })
}
