/** What the tables say of names: by hand, by the name under which an object is reached, and by its own source. */
import { describe, expect, test } from 'vitest'
import { dangerByHand } from '../../../../src/operations/scan/known/by-hand.ts'
import { lookUp } from '../../../../src/operations/scan/known/look-up.ts'
import { reachedBy } from '../../../../src/operations/scan/known/paths.ts'
import { WALKED } from '../../../../src/operations/scan/known/tables.generated.ts'
import { walked } from '../../../../src/operations/scan/known/walked.ts'

/** The module and the name of a full name, cut at a module that the tables name. */
function cut(full: string): readonly [string, string] {
  const dot = full.lastIndexOf('.')
  return [full.slice(0, dot), full.slice(dot + 1)]
}

test('the tables say what was walked', () => {
  expect(WALKED).toEqual(expect.arrayContaining([expect.stringMatching(/^python 3\.13\./)]))
})

describe('a name is resolved to the object that it is', () => {
  test.each([
    ['enum', 'bltns.eval', 'builtins.eval'],
    ['random', '_os.system', 'os.system'],
    ['collections', '_sys.modules', 'sys.modules'],
    ['statistics', 'sys.modules', 'sys.modules'],
    ['mpmath.libmp.backend', 'exec_', 'builtins.exec'],
    ['sympy.printing.preview', 'check_output', 'subprocess.check_output'],
    ['torch.functional', 'torch.load', 'torch.load'],
  ])('%s %s is %s', (module, name, canonical) => {
    expect(lookUp(module, name)).toMatchObject({ kind: 'dangerous', canonical })
  })

  test('every name that the tables resolve to something dangerous is dangerous itself, or no call of it is free', () => {
    const missed = [...walked().aliases.keys()].filter((full) => {
      const { kind, call } = lookUp(...cut(full))
      return kind !== 'dangerous' && call === null && kind !== 'unknown'
    })
    expect(missed).toEqual([])
  })

  test('a chain of modules ends, however long the name is', () => {
    const name = 'os.'.repeat(100_000) + 'system'
    expect(lookUp('random', name).kind).toBe('dangerous')
    expect(reachedBy('random', name).length).toBeLessThan(300)
  })

  test('a name that leaves the tables is unknown, and so is one that looks like a property of an object', () => {
    expect(lookUp('mypackage', 'constructor')).toMatchObject({
      kind: 'unknown',
      canonical: 'mypackage.constructor',
    })
    expect(lookUp('__proto__', 'toString').kind).toBe('unknown')
  })
})

describe('a function is marked when its own source leads to harm', () => {
  test.each([
    ['dataclasses', '_create_fn', 'runs code: dataclasses._create_fn → exec'],
    [
      'pathlib',
      'Path.write_text',
      'opens or changes files: pathlib.Path.write_text → pathlib.Path.open → io.open',
    ],
    ['optparse', 'Values.read_module', 'runs code: optparse.Values.read_module → __import__'],
    ['shlex', 'shlex.sourcehook', 'opens or changes files: shlex.shlex.sourcehook → io.open'],
    [
      'torch',
      'FloatStorage.from_file',
      'opens or changes files: torch.FloatStorage.from_file → torch.storage.TypedStorage.from_file → .from_file',
    ],
    [
      'torch.cuda._memory_viz',
      'format_flamegraph',
      'opens or changes files: torch.cuda._memory_viz.format_flamegraph → os.chmod',
    ],
  ])('%s.%s', (module, name, reason) => {
    expect(dangerByHand(module, name)).toBeUndefined()
    expect(lookUp(module, name)).toMatchObject({ kind: 'dangerous', reason })
  })

  test.each([
    ['torch.distributed.nn.jit.instantiator', 'instantiate_scriptable_remote_module_template'],
    ['torch.fx.graph_module', 'GraphModule.recompile'],
  ])('%s.%s runs code', (module, name) => {
    expect(dangerByHand(module, name)).toBeUndefined()
    expect(lookUp(module, name).reason).toMatch(/^runs code: \S+( → \S+)+$/)
  })

  test('a method counts under every class that inherits it', () => {
    expect(lookUp('pathlib', 'WindowsPath.unlink').reason).toBe(
      'opens or changes files: pathlib.WindowsPath.unlink → pathlib.Path.unlink → os.unlink',
    )
  })

  test('a class of which only a call does harm is not dangerous when it is merely made', () => {
    expect(lookUp('mimetypes', 'MimeTypes')).toMatchObject({
      kind: 'unknown',
      call: expect.stringContaining('opens or changes files: mimetypes.MimeTypes → '),
    })
  })

  test('every mark leads to an end, and no list written by hand has it already', () => {
    const { marks } = walked()
    for (const name of marks.keys()) {
      const path = new Set([name])
      for (let at = marks.get(name); at !== undefined; at = marks.get(at.next)) {
        expect(path.has(at.next), `${name} goes in a circle`).toBe(false)
        path.add(at.next)
      }
    }
    expect(marks.size).toBeGreaterThan(100)
  })
})

describe('a class is harmless where that was established', () => {
  test.each([
    ['torch.nn.modules.conv', 'Conv2d', 'harmless-class'],
    ['torch.nn.modules.container', 'Sequential', 'harmless-class'],
    ['torch.optim.adam', 'Adam', 'harmless-class'],
    ['torch.optim.lr_scheduler', 'CosineAnnealingLR', 'harmless-class'],
    ['torchvision.models.resnet', 'ResNet', 'harmless-class'],
    ['timm.models.vision_transformer', 'VisionTransformer', 'harmless-class'],
    ['ultralytics.nn.tasks', 'DetectionModel', 'harmless-class'],
    ['torchvision.transforms.functional', 'InterpolationMode', 'harmless-call'],
  ])('%s.%s', (module, name, kind) => {
    expect(lookUp(module, name)).toMatchObject({ kind, reason: expect.stringMatching(/^\w+ \d+\.\d+/u) })
  })

  test('no harmless class is dangerous by hand or by its own making', () => {
    const { plain, marks } = walked()
    const wrong = [...plain.keys()].filter(
      (full) => dangerByHand(...cut(full)) !== undefined || marks.get(full)?.called === false,
    )
    expect(wrong).toEqual([])
  })

  test('what is below a harmless class is another name', () => {
    expect(lookUp('torch.fx.graph_module', 'GraphModule.recompile').kind).toBe('dangerous')
    expect(lookUp('torch.nn.modules.linear', 'Linear.forward').kind).toBe('unknown')
  })
})
