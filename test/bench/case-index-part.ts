/** Part: the text index of some thousand cases made by the product, step by step, and by bare FTS5 in one transaction: from the same rows, and from tokens that lie ready. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fieldsOf } from '../../main/search/case-words.ts'
import { tokensOf } from '../../main/search/case-tokens.ts'
import { followCases } from '../../main/store/case-follow.ts'
import { openReadable, openWritable, type WritableDatabase } from '../../main/store/open.ts'
import { closeIndex, currentIndex, INDEX_FILE, openIndex, workOnIndex } from '../../main/store/queries/case-index.ts'
import { createWriterContext } from '../../main/store/writer-context.ts'
import type { Row } from '../../main/sync/protocol.ts'
import { hand, inputOf, inTurn, timed } from './part.ts'
import type { Sample } from './verdict.ts'

const { folder, round } = inputOf<{ folder: string; round: number }>()
const path = join(folder, 'cache.db')
const WORD = '"井盖"'

async function byProduct(): Promise<Sample> {
  const own = mkdtempSync(join(tmpdir(), 'yongai-bench-index-'))
  const writer = openWritable(path)
  followCases(createWriterContext(writer, own, path, 'bench'), null)
  writer.close()
  const context = { db: openReadable(path), indexFolder: own }
  openIndex(context)
  const used = await timed(() => {
    // Until searches use it; merging it afterwards is another matter, and not done to the bare one.
    while (currentIndex(context) === null) workOnIndex(context, null)
  })
  closeIndex(context)
  context.db.close()
  const answer = countIn(join(own, INDEX_FILE))
  rmSync(own, { recursive: true, force: true })
  return { ...used, answer }
}

const SELECT = 'SELECT body FROM "case" ORDER BY reported_at'
const tokensOfBody = (body: string): string => tokensOf(fieldsOf(JSON.parse(body) as Row<'case'>))

/** `atHand`: the tokens are there already, and nothing is measured but FTS5. */
async function byBare(atHand: boolean): Promise<Sample> {
  const own = mkdtempSync(join(tmpdir(), 'yongai-bench-bare-'))
  const db = openReadable(path)
  const tokens = atHand ? (db.prepare(SELECT).pluck().all() as string[]).map(tokensOfBody) : null
  const make = (): WritableDatabase => {
    // Making the file belongs to both.
    const bare = openWritable(join(own, 'bare.db'))
    bare.pragma('cache_size = -32768')
    bare.exec("CREATE VIRTUAL TABLE text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')")
    const add = bare.prepare('INSERT INTO text (rowid, tokens) VALUES (?, ?)')
    bare.transaction(() => {
      let n = 0
      if (tokens !== null) for (const text of tokens) add.run(++n, text)
      else for (const body of db.prepare(SELECT).pluck().iterate() as IterableIterator<string>) add.run(++n, tokensOfBody(body))
    })()
    return bare
  }
  const made: WritableDatabase[] = []
  const used = await timed(() => void made.push(make()))
  db.close()
  made[0]?.close()
  const answer = countIn(join(own, 'bare.db'))
  rmSync(own, { recursive: true, force: true })
  return { ...used, answer }
}

function countIn(file: string): string {
  const db = openReadable(file)
  try {
    return String(db.prepare('SELECT count(*) FROM text WHERE text MATCH ?').pluck().get(WORD))
  } finally {
    db.close()
  }
}

await hand(await inTurn(round, { 'text index made': byProduct, 'bare FTS5': () => byBare(false), 'bare FTS5, tokens at hand': () => byBare(true) }))
