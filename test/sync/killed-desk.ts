/** A desk in a process of its own, to be killed: syncs until it dies, saying when it begins. */
import { openStore } from '../../main/store/store.ts'
import { realPorts } from '../../main/sync/real-ports.ts'
import { createSync } from '../../main/sync/sync.ts'

const { central, token, sub, base } = JSON.parse(process.argv[2] ?? '{}') as { central: string; token: string; sub: string; base: string }
const store = await openStore({ base, owner: { central, sub }, now: Date.now() })
const sync = createSync({ central, token, sub, store: store.writer, ports: realPorts() })
await sync.start()
process.stdout.write('begun\n')
