/** The files that are measured: written by PyTorch once, and kept in the folder for the next run. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

const peers = join(import.meta.dirname, 'peers.py')

const RECIPES = {
  'small.pth': ['make_large', 46],
  '50mb.pth': ['make_large', 48],
  '1k.pth': ['make_many', 1_000],
  '100.pth': ['make_many', 100],
  '10k.pth': ['make_many', 10_000],
  '100k.pth': ['make_many', 100_000],
  '1m.pth': ['make_many', 1_000_000],
  '1gib.pth': ['make_large', 1024],
  'transposed.pth': ['make_transposed', 512],
  files: ['make_small_files', 1_000],
  '200-small.pth': ['make_two_hundred', 0.001],
  '200-large.pth': ['make_two_hundred', 3.3],
  '10mb.pth': ['make_two_hundred', 0.01],
  '100mb.pth': ['make_two_hundred', 0.1],
  '1gb.pth': ['make_two_hundred', 1],
  '20gb.pth': ['make_two_hundred', 20],
}

/** A function from a name to the path of the file, which it makes if the folder does not have it. */
export function filesIn(folder, python) {
  mkdirSync(folder, { recursive: true })
  const make = (path, [work, ...rest]) => {
    if (existsSync(path)) return path
    console.error(`writing ${path}`)
    const unfinished = join(folder, `unfinished-${process.pid}`)
    execFileSync(python, [peers, work, unfinished, ...rest.map(String)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    renameSync(unfinished, path)
    return path
  }
  const file = (name) => {
    const path = join(folder, name)
    if (name === '1gib-changed.pth') return make(path, ['make_changed', file('1gib.pth')])
    if (name === '100k.safetensors') return make(path, ['make_many_safetensors', file('100k.pth')])
    const recipe = RECIPES[name]
    if (recipe === undefined) throw new Error(`no recipe for ${name}`)
    return make(path, recipe)
  }
  return file
}
