// Who writes to the file? This thread alone: commits asked for by the door and by the applying thread share durable writes here.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type CommitAsked, commitFor } from './storage/commitThrough.ts'
import { openSqlite } from './storage/sqlite.ts'
import type { ToldWriting } from './threads.ts'

const door = parentPort as MessagePort
const file = openSqlite(workerData as string)
commitFor(door, file)
door.on('message', (message: ToldWriting | CommitAsked) => {
  if (message === 'close') {
    file.close()
    door.close()
  } else if ('applying' in message) commitFor(message.applying, file)
})
